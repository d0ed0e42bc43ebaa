import { PairGraph } from "../lib/graph";
import { called, ends, twinOf } from "../lib/twins";
import { undoing } from "../lib/undoing";
import type { ReadinessRule } from "../rule";

/** No plan undoes a failover. */
export const rule: ReadinessRule = {
  id: "failover-not-undone",
  title: "While the DR region takes the writes, no plan undoes the failover",
  checks:
    "Only of a pair that is failed over (pair-failed-over): whether the plans at hand replace or delete what holds data or " +
    "runs in the DR region, or a global cluster; attach a promoted database again, or detach one; replicate a file system over DR's; lower a capacity of the " +
    "DR region; or replace or change the latch, a health check or a record that decides where traffic goes. Unresolved " +
    "where it cannot be told who writes.",
  impact:
    "The next apply takes away what serves now: data that was written since the failover, capacity, or traffic.",
  remediation:
    "Do not apply this plan. Bring what the failover changed into the configuration, or ignore_changes, first; see " +
    "docs/failing-back.md.",
  severity: "critical",
  references: [
    "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReadRepl.Promote.html",
    "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database-disaster-recovery.html",
    "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html",
  ],
  replacesArc: [],
  *evaluate(pair) {
    const { side } = pair.writer;
    if (side === "primary") return;
    const graph = PairGraph.of(pair);
    for (const resource of pair.workspaces.flatMap(({ resources }) => resources)) {
      const found = resource.mode === "managed" ? undoing(pair, resource) : undefined;
      if (found === undefined) continue;
      const lies = graph.sideOf(resource) ?? "primary";
      const twin = twinOf(pair, resource) ?? null;
      const both = lies === "dr" ? { primary: twin, dr: resource } : { primary: resource, dr: twin };
      if (side === undefined) {
        const unresolved = `the plan would undo a failover at ${called(resource)}, if there was one`;
        yield { ...ends(resource, lies), path: found.paths[0] ?? "", unresolved };
        continue;
      }
      yield { ...both, origin: "introduced", message: found.message };
    }
  },
};
