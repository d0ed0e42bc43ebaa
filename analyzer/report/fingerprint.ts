import { createHash } from "node:crypto";
import { plainPath } from "../compare/difference";
import type { PairContext } from "../compare/context";
import type { RawFinding } from "../model/finding";
import { Vocabulary } from "../pair/neutral/words";
import { SideIdentities } from "./identity";

/**
 * Every finding's fingerprint: 16 hexadecimal digits from its rule, its kind, its resource and its attributes' names,
 * never from their values. It stays the same in another region, when other findings come and go and, as far as the
 * resource can be known again, over moves and new keys; see docs/history.md.
 *
 * @param findings all of a run, whatever section of the report they go to: what is suppressed keeps its id
 * @param blot takes secrets out: whoever guesses at one could check it against the id of a resource that is named by it
 */
export function fingerprints(
  { sides }: PairContext,
  findings: readonly RawFinding[],
  blot: (text: string) => string = (text) => text,
): ReadonlyMap<RawFinding, string> {
  const primary = new SideIdentities(
    sides.primary.resources,
    new Vocabulary(sides.primary.region, sides.dr.region),
  );
  const dr = new SideIdentities(sides.dr.resources, new Vocabulary(sides.dr.region, sides.primary.region));
  const identity = (finding: RawFinding) =>
    finding.primary ? primary.of(finding.primary) : finding.dr ? dr.of(finding.dr) : (finding.about ?? "");
  const seen = new Map<string, number>();
  return new Map(
    inOrder(findings).map((finding) => {
      const paths = [...new Set(finding.differences.map(({ path }) => blot(plainPath(path))))].sort();
      const base = JSON.stringify([finding.rule, finding.kind, blot(identity(finding)), paths]);
      const ordinal = seen.get(base) ?? 0;
      seen.set(base, ordinal + 1);
      return [finding, hash(`${base}${ordinal === 0 ? "" : String(ordinal)}`)];
    }),
  );
}

/** What is alike in all that counts is numbered by its place: the order in which findings were made says nothing. */
function inOrder(findings: readonly RawFinding[]): RawFinding[] {
  const places = new Map(
    findings.map((finding) => {
      const { primary, dr, differences } = finding;
      return [finding, JSON.stringify([primary?.address, dr?.address, differences.map(({ path }) => path)])];
    }),
  );
  const place = (finding: RawFinding) => places.get(finding) ?? "";
  return [...findings].sort((a, b) => (place(a) < place(b) ? -1 : place(a) > place(b) ? 1 : 0));
}

function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}
