import { isCapacityUnit } from "../../../pair/roles/capacity";
import type { PairContext } from "../../../compare/context";
import type { RawDifference } from "../../../model/finding";
import type { Severity } from "../../../model/report";
import type { Resource } from "../../../model/workspace/workspace";
import { rule as certificateIssued } from "../acm/acm-certificate-issued";
import { rule as tableReplicated } from "../dynamodb/dynamodb-table-replicated";
import { rule as imageCurrent } from "../ec2/ami-copy-current";
import { rule as sharedRole } from "../iam/iam-shared-role-covers-dr";
import { rule as replicaKeyEnabled } from "../kms/kms-replica-enabled";
import { rule as databaseReplicated } from "../rds/rds-data-replicated";
import { isViolation, type ReadinessRule, severityUnder } from "../rule";
import { rule as bucketReplicated } from "../s3/s3-data-replicated";
import { Admission, groupsOf } from "./admission";
import { certificatesOf, certifies } from "./certificates";
import { difference, Field } from "./field";
import { PairGraph } from "./graph";
import type { RoutedRecord } from "./records";
import { called, twinOf } from "./twins";
import { wayTo, type Step } from "./walk";

/** What a request stops at. */
export interface Obstacle {
  readonly primary: Resource | null;
  readonly dr: Resource | null;
  readonly message: string;
  readonly differences?: readonly RawDifference[];
  readonly severity?: Severity;
}

type Servants = ReadonlyMap<Resource, readonly Resource[]>;

/** Rules about a single place that a request may come to. */
const PLACES: readonly ReadinessRule[] = [
  certificateIssued,
  imageCurrent,
  sharedRole,
  replicaKeyEnabled,
  bucketReplicated,
  tableReplicated,
  databaseReplicated,
];

/** Knows what, at a step of the way into DR, works in primary and not there. */
export class Obstacles {
  private readonly places: ReadonlyMap<Resource, Obstacle>;
  private readonly admission: Admission;

  constructor(
    private readonly pair: PairContext,
    private readonly servants: Servants,
  ) {
    this.places = placesOfRules(pair);
    this.admission = new Admission(pair);
  }

  /** What a request for the record's name stops at here. */
  at(step: Step, { record }: RoutedRecord): Obstacle | undefined {
    return (
      unserved(this.pair, this.servants, step.resource) ??
      uncertified(this.pair, step.resource, Field.of(record, "name").text) ??
      shutOut(this.pair, this.servants, this.admission, step) ??
      this.places.get(step.resource)
    );
  }
}

function placesOfRules(pair: PairContext): Map<Resource, Obstacle> {
  const found = new Map<Resource, Obstacle>();
  for (const { evaluate, severity: own } of PLACES) {
    const severity = severityUnder(own, pair.strategy);
    for (const violation of evaluate(pair)) {
      if (!isViolation(violation)) continue;
      // A global resource (a role's policy) stands for both sides.
      const place = violation.dr ?? violation.primary;
      if (place && !found.has(place)) found.set(place, { severity, ...violation });
    }
  }
  return found;
}

/** A load balancer without a listener, a target group without a server, where primary's has one. */
function unserved(pair: PairContext, servants: Servants, dr: Resource): Obstacle | undefined {
  const primary = twinOf(pair, dr);
  const [theirs] = (primary && servants.get(primary)) ?? [];
  if (theirs === undefined || (servants.get(dr) ?? []).length > 0) return undefined;
  if (pair.strategy !== "active-active" && isCapacityUnit(theirs.type)) return undefined;
  return { primary: theirs, dr, message: `nothing like primary's ${called(theirs)} serves ${called(dr)}` };
}

function uncertified(pair: PairContext, dr: Resource, host: string | undefined): Obstacle | undefined {
  const primary = twinOf(pair, dr);
  if (host === undefined || primary === undefined || !/^aws_a?lb_listener$/.test(dr.type)) return undefined;
  const graph = PairGraph.of(pair);
  const [theirs, ours] = [certificatesOf(graph, primary), certificatesOf(graph, dr)];
  const [first] = ours;
  const good = theirs.find((certificate) => certifies(certificate, host));
  if (first === undefined || !good || ours.some((certificate) => certifies(certificate, host) !== false)) {
    return undefined;
  }
  return {
    primary: good,
    dr: first,
    differences: ["domain_name", "subject_alternative_names"].map((name) =>
      difference(Field.of(good, name), Field.of(first, name)),
    ),
    message: `no certificate of ${called(dr)} is valid for the name that leads here`,
  };
}

/** A server whose security groups do not let its load balancer in, where primary's do. */
function shutOut(
  pair: PairContext,
  servants: Servants,
  admission: Admission,
  step: Step,
): Obstacle | undefined {
  const graph = PairGraph.of(pair);
  const target = step.from?.resource;
  if (!target || !/target_group$/.test(target.type)) return undefined;
  if (!servants.get(target)?.includes(step.resource)) return undefined;
  const balancer = wayTo(step).find(({ type }) => /^aws_a?lb$/.test(type));
  if (!balancer) return undefined;
  const ours = endsOf(graph, balancer, target, step.resource);
  const theirs = twinsOf(pair, [balancer, target, step.resource]);
  if (!ours || !theirs) return undefined;
  const other = endsOf(graph, theirs[0], theirs[1], theirs[2]);
  const good = other && admission.by(other.from, other.to, other.port);
  if (!good || admission.by(ours.from, ours.to, ours.port)) return undefined;
  const message = `the security groups of ${called(step.resource)} do not let ${called(balancer)} in on port ${ours.port}`;
  if (ours.port === other.port)
    return { primary: good, dr: twinOf(pair, good) ?? ours.to[0] ?? null, message };
  const ports = difference(Field.of(theirs[1], "port"), Field.of(target, "port"));
  return { primary: theirs[1], dr: target, differences: [ports], message };
}

interface Ends {
  readonly from: readonly Resource[];
  readonly to: readonly Resource[];
  readonly port: number;
}

/** Undefined when the groups or the port are not known. */
function endsOf(graph: PairGraph, balancer: Resource, target: Resource, server: Resource): Ends | undefined {
  const from = graph.resolve(Field.of(balancer, "security_groups"), ["aws_security_group"]);
  const to = groupsOf(graph, server);
  const port = Field.of(target, "port").number;
  return from.length === 0 || to.length === 0 || port === undefined ? undefined : { from, to, port };
}

function twinsOf(
  pair: PairContext,
  resources: readonly [Resource, Resource, Resource],
): readonly [Resource, Resource, Resource] | undefined {
  const [a, b, c] = resources.map((resource) => twinOf(pair, resource));
  return a && b && c ? [a, b, c] : undefined;
}
