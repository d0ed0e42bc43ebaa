import type { PairContext } from "../compare/context";
import { failoverPaths, type FailoverPath as Path } from "../judge/rules/lib/failover-paths";
import { Field } from "../judge/rules/lib/field";
import { twinOf } from "../judge/rules/lib/twins";
import type { Redactor } from "../base/secrets/redact";
import type { FailoverPath } from "../model/report";
import { refOf } from "./resource-ref";

/** More ways than that nobody looks at; the rule `failover-path-serves` has walked all of them. */
const MOST_PATHS = 20;
/** What a request reaches beyond so many places says nothing about the failover any more. */
const MOST_STEPS = 200;

/** The ways into DR as the report shows them. */
export function pathsOf(context: PairContext, redactor: Redactor): FailoverPath[] {
  const blocked = (path: Path) => (path.stop ? 0 : 1);
  const paths = [...failoverPaths(context)].sort((a, b) => blocked(a) - blocked(b));
  return paths.slice(0, MOST_PATHS).map((path) => shown(context, path, redactor));
}

function shown(context: PairContext, { routed, steps, stop }: Path, redactor: Redactor): FailoverPath {
  const name = Field.of(routed.record, "name").text;
  const kept = steps.filter((step, i) => i < MOST_STEPS || step === stop?.step);
  const index = new Map(kept.map((step, i) => [step, i]));
  return {
    name: name === undefined ? null : redactor.text(name),
    record: refOf(routed.record, redactor),
    steps: kept.map((step) => {
      const twin = twinOf(context, step.resource);
      return {
        resource: refOf(step.resource, redactor),
        twin: twin ? redactor.address(twin.address) : null,
        from: (step.from && index.get(step.from)) ?? null,
        obstacle: step === stop?.step ? redactor.text(stop.obstacle.message) : null,
      };
    }),
  };
}
