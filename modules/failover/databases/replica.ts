import { replicaLag } from "../../figures/lag-metrics";
import { allow } from "../../iam/policy";
import { arnIn } from "../../pair/arn";
import type { RdsReadReplica } from "../../rds-read-replica/rds-read-replica";
import { branch, done } from "../branch";
import { change } from "../change";
import { call, expression } from "../language";
import type { Place } from "../place";
import { until } from "../until";
import type { FailoverDatabase } from "./database";
import { lagFacts, lagProblems, readLag } from "./lag";
import { gateBranch } from "./seen";

/** Published in seconds; -1 is how RDS says that replication has stopped. */
const BEHIND = { seconds: "$lag.value", good: "$lag.value >= 0" };

/**
 * A read replica, which is promoted to a database of its own. Nothing stops the writes of a primary that still answers, and what it takes
 * afterwards is lost: that is a finding of the gate.
 */
export function replicaDatabase(
  place: Place,
  { id, name }: Pick<RdsReadReplica, "id" | "name">,
): FailoverDatabase {
  const look = call("rds:describeDBInstances", { DbInstanceIdentifier: name });
  const isUnderWay = `$not(${follows("$seen")}) or $seen.DbInstances[0].DbInstanceStatus = 'modifying'`;
  return {
    id,
    gate: (maxLag) =>
      gateBranch(id, {
        look,
        isDone: `$not(${follows("$states.result")})`,
        lag: readLag(lagQuery(name), "judge"),
        answers: "$lag.fresh and $lag.value >= 0",
        facts: lagFacts(id, BEHIND),
        problems: `${lagProblems(id, maxLag, BEHIND)}, ${stillWritten(id)}`,
      }),
    promote: (timing) =>
      branch(`Promote ${id}`, {
        look: { ...look, Assign: { seen: expression("$states.result") }, Next: "done?" },
        "done?": {
          Type: "Choice",
          Choices: [
            // Asked for already: RDS refuses a second time.
            {
              Condition: expression(isUnderWay),
              Next: "alone",
            },
          ],
          Default: "promote",
        },
        ...change("promote", {
          call: call("rds:promoteReadReplica", { DbInstanceIdentifier: name }),
          look,
          isUnderWay,
          then: "alone",
        }),
        ...until("alone", {
          look,
          good: `$not(${follows("$seen")}) and $seen.DbInstances[0].DbInstanceStatus = 'available'`,
          what: `${name} to be promoted`,
          stand: "'It is ' & $seen.DbInstances[0].DbInstanceStatus & '.'",
          timing,
          then: "done",
        }),
        done: done(`${id} writes in ${place.region}`),
      }),
    statements: [
      allow(["rds:DescribeDBInstances", "rds:PromoteReadReplica"], arnIn(place, "rds", `db:${name}`)),
    ],
  };
}

/** JSONata: whether it has a source. Both spellings, since taking a replica for a promoted one would leave it as it is. */
function follows(seen: string): string {
  const instance = `${seen}.DbInstances[0]`;
  return `($exists(${instance}.ReadReplicaSourceDBInstanceIdentifier) or $exists(${instance}.ReadReplicaSourceDbInstanceIdentifier))`;
}

/** JSONata: a finding where the primary answers, by what the operator says or else by what is seen. */
function stillWritten(id: string): string {
  const answers = "($primary = 'auto' ? $lag.fresh and $lag.value >= 0 : $primary = 'answers')";
  const text = `'the primary still answers, and what it writes after the promotion of ${id} is lost: stop its writes first'`;
  return `${answers} ? [{'gate': 'writes', 'text': ${text}}] : []`;
}

/** What asks how far a replica is behind. @param name its identifier */
export function lagQuery(name: string) {
  const { namespace: Namespace, metricName: MetricName, dimensions } = replicaLag(name);
  const Dimensions = Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
  return {
    Id: "lag",
    MetricStat: { Metric: { Namespace, MetricName, Dimensions }, Period: 60, Stat: "Maximum" },
  };
}
