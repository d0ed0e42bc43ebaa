import { Field } from "../../../judge/rules/lib/field";
import { healthCheckOf, probesOf } from "../../../judge/rules/lib/health-checks";
import { routedRecords, sideServed } from "../../../judge/rules/lib/records";
import type { SideName } from "../../../model/report";
import type { Resource } from "../../../model/workspace/workspace";
import { type Command, type Known, type Part, say, type Sentence, type Step } from "../runbook";
import { aws } from "../shell";
import { textOf, type World } from "../world";

const CONTROL = "aws_route53recoverycontrolconfig_routing_control";
const CLUSTER = "aws_route53recoverycontrolconfig_cluster";

/** On leads traffic to the control's own region. */
type State = "On" | "Off";

/** What a control is set to when traffic is led to the DR region, and on the way back. */
interface Turn {
  readonly there: State;
  readonly back: State;
}

const STATES: Readonly<Record<SideName, Turn>> = {
  primary: { there: "Off", back: "On" },
  dr: { there: "On", back: "Off" },
};
const BACK = say`When the primary region's data is the one that is written, and not before:`;

/**
 * Routing controls, whose state any of a cluster's five endpoints changes: the DR region's first, so that there is always one that
 * is on, as a safety rule may ask for.
 * Source: https://docs.aws.amazon.com/r53recovery/latest/dg/routing-control.update.api.html
 */
export function routingControls(world: World): Step[] {
  const sides = sidesOf(world);
  const all = world.graph.managed(CONTROL).map((control) => ({ control, side: sides.get(control) }));
  const order = ["dr", undefined, "primary"];
  return all
    .sort((one, other) => order.indexOf(one.side) - order.indexOf(other.side))
    .map(({ control, side }) => turn(world, control, side));
}

/** Whose a control is: the side of the records that its health checks decide about. Nothing where they disagree. */
function sidesOf(world: World): Map<Resource, SideName | undefined> {
  const found = new Map<Resource, SideName | undefined>();
  for (const record of routedRecords(world.pair)) {
    const check = healthCheckOf(world.graph, record);
    const probes = check === undefined ? [] : [check, ...probesOf(world.graph, check)];
    for (const control of new Set(probes.flatMap((probe) => controlsOf(world, probe)))) {
      const side = sideServed(record);
      found.set(control, found.has(control) && found.get(control) !== side ? undefined : side);
    }
  }
  return found;
}

function controlsOf(world: World, check: Resource): Resource[] {
  return world.graph.resolve(Field.of(check, "routing_control_arn"), [CONTROL]);
}

function turn(world: World, control: Resource, side: SideName | undefined): Step {
  const at = endpointOf(world, control);
  const arn = world.oneOf(control, "the routing control's ARN", "arn", "id");
  const named = ["--endpoint-url", at.url, "--routing-control-arn", arn] as const;
  const call = (operation: string, ...rest: readonly string[]) =>
    aws(at.region, "route53-recovery-cluster", operation, ...named, ...rest);
  const set: Setter = (state) => call("update-routing-control-state", "--routing-control-state", state);
  const see = call("get-routing-control-state", "--query", "RoutingControlState", "--output", "text");
  const name = world.attribute(control, "its name", "name");
  const notes = [
    [
      "If the endpoint does not answer, take another one of the cluster's five, with its region: ",
      ...at.others,
      ".",
    ],
  ];
  if (side !== undefined)
    return { notes, ...decided(say`the routing control ${name}`, STATES[side], set, see) };
  return {
    title: say`Set the routing control ${name}`,
    notes,
    choices: choices("there", set),
    check: { says: say`It prints what was set.`, commands: [see] },
    back: { says: BACK, choices: choices("back", set) },
  };
}

type Setter = (state: State) => Command;

function decided(what: Sentence, { there, back }: Turn, set: Setter, see: Command): Step {
  return {
    title: ["Set ", ...what, ` ${there}`],
    commands: [set(there)],
    check: { says: [`It prints ${there}.`], commands: [see] },
    back: { says: BACK, commands: [set(back)] },
  };
}

/** Both ways, of a control whose side no record tells. */
function choices(way: keyof Turn, set: Setter): Part[] {
  return (["dr", "primary"] as const).map((side) => ({
    says: [`If it is the ${side === "dr" ? "DR" : "primary"} region's: ${STATES[side][way]}.`],
    commands: [set(STATES[side][way])],
  }));
}

/** An endpoint of the control's cluster to ask, and the others. */
interface Endpoint {
  readonly region: Known;
  readonly url: Known;
  readonly others: Sentence;
}

/** The first endpoint outside the primary region: that one is away. */
function endpointOf(world: World, control: Resource): Endpoint {
  const [cluster] = world.graph.resolve(Field.of(control, "cluster_arn"), [CLUSTER]);
  const all = cluster === undefined ? [] : Field.of(cluster, "cluster_endpoints").elements;
  const known = all.map((one) => ({
    region: world.value(textAt(one, "region"), "a region of the cluster's endpoints"),
    url: urlOf(world, textAt(one, "endpoint")),
  }));
  const away = textOf(world.region.primary);
  const chosen = known.find(({ region }) => "value" in region && region.value !== away);
  const others = known.filter((one) => one !== chosen).map(({ url }) => url);
  return {
    region: chosen?.region ?? { missing: "a region of the cluster's endpoints" },
    url: chosen?.url ?? { missing: "an endpoint of the cluster" },
    others:
      others.length === 0
        ? [{ missing: "the cluster's other endpoints" }]
        : others.flatMap((url, index) => (index === 0 ? [url] : [", ", url])),
  };
}

function textAt(endpoint: Field, name: string): string | undefined {
  const field = endpoint.at(name);
  return field.sensitive ? undefined : field.text;
}

/** AWS tells them with `https://` and `/v1`; older providers told the host alone. */
function urlOf(world: World, endpoint: string | undefined): Known {
  const host = world.value(endpoint?.replace(/^https:\/\//, ""), "an endpoint of the cluster");
  return "value" in host ? { value: `https://${host.value.replace(/(?:\/v1)?\/?$/, "")}/v1` } : host;
}
