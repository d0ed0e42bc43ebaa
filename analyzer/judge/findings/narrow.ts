import { worse } from "./severity";
import type { Severity } from "../../model/report";
import type { RawDifference, RawFinding } from "../../model/finding";
import { pathList } from "./path-list";

/** The finding as it is with these of its differences alone: its texts name them, and its severity is theirs. */
export function narrowed(finding: RawFinding, differences: readonly RawDifference[]): RawFinding {
  if (differences.length === finding.differences.length) return finding;
  const [all, some] = [finding.differences, differences].map((list) =>
    pathList(list.map(({ path }) => path)),
  );
  const told = (text: string) => text.replaceAll(all ?? "", () => some ?? "");
  return {
    ...finding,
    differences,
    severity: weighed(finding, differences),
    message: told(finding.message),
    remediation: told(finding.remediation),
  };
}

/**
 * The severity that a finding has with other differences in place of its own. Where it is worse than any of its
 * differences, as a replacement that loses data is, it stays.
 */
export function weighed(finding: RawFinding, differences: readonly RawDifference[]): Severity {
  const worst = (list: readonly RawDifference[]) =>
    list.map(({ severity }) => severity ?? finding.severity).reduce<Severity>(worse, "info");
  return worst(finding.differences) === finding.severity ? worst(differences) : finding.severity;
}
