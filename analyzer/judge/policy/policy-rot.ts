import type { PairContext } from "../../compare/context";
import type { RawFinding } from "../../model/finding";
import { isPartOf } from "../../model/workspace/part-of";
import type { Severity } from "../../model/report";
import { holdsAt, type PolicyResults } from "./apply-policy";
import { POLICY_RULES } from "../findings/policy-rules";
import type { FindingSelector, PairPolicy, SuppressionPolicy, TwinPolicy } from "./policy";

/** What the policy file says, and what became of it. */
interface PolicyUse {
  readonly policy: Pick<PairPolicy, "twins" | "expected" | "suppressions">;
  readonly used: PolicyResults["used"];
  readonly context: PairContext;
  /** Whether the sources show everything: if not, what a block is about may only be out of sight. */
  readonly complete: boolean;
  readonly at: Date;
}

/** What of the policy file is not true any more: suppressions past their last day, and blocks that fit nothing. */
export function findPolicyRot({ policy, used, context, complete, at }: PolicyUse): RawFinding[] {
  // A comment in a module is a decision for each of its calls: it is told once, and used where one of them is.
  const usedOnes = new Set([...used].map(decisionOf));
  const isUsed = (block: PairPolicy["expected"][number]) => usedOnes.has(decisionOf(block));
  const expired = once(policy.suppressions.filter((one) => !holdsAt(one, at)));
  const unused = <T extends PairPolicy["expected"][number]>(blocks: readonly T[]) =>
    complete ? once(blocks.filter((block) => !isUsed(block))) : [];
  return [
    ...expired.map((one) => expiredFinding(one, isUsed(one))),
    ...unused(policy.suppressions.filter((one) => holdsAt(one, at))).map((one) =>
      unusedFinding("policy-suppression-unused", one),
    ),
    ...unused(policy.expected).map((one) => unusedFinding("policy-expected-unused", one)),
    ...(complete ? policy.twins.flatMap((twin) => unusedTwin(twin, context)) : []),
  ];
}

/** The comment, or the block itself. */
function decisionOf(block: PairPolicy["expected"][number] | SuppressionPolicy): unknown {
  return ("comment" in block ? block.comment : undefined) ?? block;
}

function once<T extends PairPolicy["expected"][number]>(blocks: readonly T[]): T[] {
  return [...new Map(blocks.map((block) => [decisionOf(block), block])).values()];
}

function expiredFinding(suppression: SuppressionPolicy, covers: boolean): RawFinding {
  const { place, expires, owner } = suppression;
  return finding(
    "policy-suppression-expired",
    covers ? "warning" : "info",
    selectorText(suppression),
    `${place}: it held until ${expires} and ${covers ? "no longer does" : "covers nothing any more"}; ${owner} owns it`,
  );
}

function unusedFinding(
  rule: "policy-suppression-unused" | "policy-expected-unused",
  block: PairPolicy["expected"][number],
): RawFinding {
  return finding(rule, "info", selectorText(block), `${block.place}: it fits nothing that was found`);
}

function unusedTwin({ primary, dr, place }: TwinPolicy, { pairing, sides }: PairContext): RawFinding[] {
  const holds = pairing.twins.some((twins) => isPartOf(twins.primary, primary) && isPartOf(twins.dr, dr));
  if (holds) return [];
  const there =
    sides.primary.resources.some((one) => isPartOf(one, primary)) ||
    sides.dr.resources.some((one) => isPartOf(one, dr));
  const about = JSON.stringify([primary, dr]);
  return [
    finding("policy-twin-unused", there ? "warning" : "info", about, `${place}: no two resources fit it`),
  ];
}

/** What tells a block from others wherever it stands in the file. */
function selectorText({ rule, address, attributes }: FindingSelector): string {
  return JSON.stringify([rule, address, attributes]);
}

function finding(
  id: (typeof POLICY_RULES)[number]["id"],
  severity: Severity,
  about: string,
  message: string,
): RawFinding {
  const rule = POLICY_RULES.find((one) => one.id === id);
  return {
    rule: id,
    kind: "readiness",
    severity,
    origin: "existing",
    primary: null,
    dr: null,
    differences: [],
    message,
    impact: rule?.impact ?? "",
    remediation: rule?.remediation ?? "",
    about,
  };
}
