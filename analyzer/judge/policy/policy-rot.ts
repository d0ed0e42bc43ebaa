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
  const expired = policy.suppressions.filter((one) => !holdsAt(one, at));
  const unused = <T extends PairPolicy["expected"][number]>(blocks: readonly T[]) =>
    complete ? blocks.filter((block) => !used.has(block)) : [];
  return [
    ...expired.map((one) => expiredFinding(one, used.has(one))),
    ...unused(policy.suppressions.filter((one) => holdsAt(one, at))).map((one) =>
      unusedFinding("policy-suppression-unused", one),
    ),
    ...unused(policy.expected).map((one) => unusedFinding("policy-expected-unused", one)),
    ...(complete ? policy.twins.flatMap((twin) => unusedTwin(twin, context)) : []),
  ];
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
