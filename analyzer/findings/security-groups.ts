import { protocolName } from "../aws/protocols";
import type { References } from "../equivalence/references";
import { slotAt, slotOf } from "../equivalence/slot";
import { isObject, type Json } from "../json";
import { shownValues } from "../pairing/names";
import type { Twins } from "../pairing/twins";
import { BlockIndex } from "../terraform/block-index";
import { isMarked, maskAt } from "../terraform/mask";
import type { Resource } from "../terraform/workspace";
import type { PairContext } from "./context";
import type { RawFinding } from "./finding";

type SideName = "primary" | "dr";
type Direction = "ingress" | "egress";

/** One permission of a group for one source or destination, however it is written. */
interface Permit {
  readonly direction: Direction;
  /** Protocol and ports. */
  readonly traffic: string;
  /** The other end, neutral; undefined when it is not known. */
  readonly peer: string | undefined;
  /** What says so: the group itself, or a rule resource. */
  readonly origin: Resource;
}

/** What comparing groups by their permissions gives. */
export interface GroupResults {
  readonly findings: RawFinding[];
  /** Rule resources and groups' inline rules that have been compared here, and are not to be compared one by one. */
  readonly settled: ReadonlySet<Resource>;
}

const RULE_TYPES: Readonly<Record<string, Direction | undefined>> = {
  aws_security_group_rule: undefined,
  aws_vpc_security_group_ingress_rule: "ingress",
  aws_vpc_security_group_egress_rule: "egress",
};

/**
 * Compares security groups that are written in different forms: inline on one side, rule resources on the other, or
 * the same rules split otherwise. Groups written alike are left to the comparison of twins.
 */
export function compareGroups(context: PairContext, references: References): GroupResults {
  const reader = new RuleReader(context, references);
  const findings: RawFinding[] = [];
  const settled = new Set<Resource>();
  for (const twins of context.pairing.twins) {
    if (twins.primary.type !== "aws_security_group" || !twins.primary.values || !twins.dr.values) continue;
    const rules = { primary: reader.rulesOf(twins.primary), dr: reader.rulesOf(twins.dr) };
    const forms = { primary: formsOf(twins.primary, rules.primary), dr: formsOf(twins.dr, rules.dr) };
    const alike = forms.primary === forms.dr || forms.primary === "" || forms.dr === "";
    if (alike && [...rules.primary, ...rules.dr].every((rule) => context.twinsOf.has(rule))) continue;
    const rest = unmatched(
      reader.permits("primary", twins.primary, rules.primary),
      reader.permits("dr", twins.dr, rules.dr),
    );
    if (alike && rest.primary.length + rest.dr.length > 0) continue; // a rule is missing: it is told by its own address
    for (const resource of [twins.primary, twins.dr, ...rules.primary, ...rules.dr]) settled.add(resource);
    findings.push(
      ...(["ingress", "egress"] as const).flatMap((direction) => permitFinding(twins, direction, rest) ?? []),
    );
  }
  return { findings, settled };
}

function formsOf(group: Resource, rules: readonly Resource[]): string {
  const inline = isInline(group, rules) ? ["inline"] : [];
  const resources = rules.map(({ type }) => (type === "aws_security_group_rule" ? "legacy rules" : "rules"));
  return [...new Set([...inline, ...resources])].sort().join(", ");
}

/** Whether the group's own rules are written, rather than mirrored from rule resources. */
function isInline(group: Resource, rules: readonly Resource[]): boolean {
  if (group.expressions) return "ingress" in group.expressions || "egress" in group.expressions;
  return rules.length === 0;
}

class RuleReader {
  private readonly byGroup = new Map<Resource, Resource[]>();
  private readonly byId = new Map<string, Resource>();

  constructor(
    private readonly context: PairContext,
    private readonly references: References,
  ) {
    const all = context.workspaces.flatMap(({ resources }) => resources);
    const blocks = new BlockIndex(all);
    for (const group of all) {
      const { id } = shownValues(group);
      if (group.type === "aws_security_group" && typeof id === "string") this.byId.set(id, group);
    }
    for (const rule of all) {
      if (!(rule.type in RULE_TYPES) || rule.values === null) continue;
      const group = this.groupOf(rule, blocks);
      if (group) this.byGroup.set(group, [...(this.byGroup.get(group) ?? []), rule]);
    }
  }

  rulesOf(group: Resource): readonly Resource[] {
    return this.byGroup.get(group) ?? [];
  }

  permits(side: SideName, group: Resource, rules: readonly Resource[]): Permit[] {
    const inline = isInline(group, rules)
      ? (["ingress", "egress"] as const).flatMap((direction) => this.inline(side, group, direction))
      : [];
    return [...inline, ...rules.flatMap((rule) => this.ofRule(side, rule))];
  }

  private groupOf(rule: Resource, blocks: BlockIndex): Resource | undefined {
    const id = shownValues(rule).security_group_id;
    if (typeof id === "string") return this.byId.get(id);
    const configuration = this.context.workspaces.find(
      ({ label }) => label === rule.workspace,
    )?.configuration;
    const scope = rule.parts.modules.map((step) => `module.${step.name}`).join(".");
    for (const target of configuration?.targets(rule.expressions?.security_group_id, scope) ?? []) {
      const [group] = target.kind === "resource" ? blocks.instances(rule, target.address) : [];
      if (group?.type === "aws_security_group") return group;
    }
    return undefined;
  }

  private inline(side: SideName, group: Resource, direction: Direction): Permit[] {
    const whole = slotAt(slotOf(group, "after"), direction);
    const rules = Array.isArray(whole.value) ? whole.value : [];
    return rules.flatMap((rule, index) => {
      if (!isObject(rule)) return [];
      const traffic = trafficOf(rule.protocol, rule.from_port, rule.to_port);
      const unknown = maskAt(whole.unknown, index);
      const named = ["cidr_blocks", "ipv6_cidr_blocks", "prefix_list_ids", "security_groups"].flatMap(
        (name) => {
          if (isMarked(maskAt(unknown, name)) || !(name in rule)) {
            return [this.references.meaningOf(side, slotAt(slotAt(whole, index), name))];
          }
          return (Array.isArray(rule[name]) ? rule[name] : []).map((item) => this.peer(side, item, group));
        },
      );
      const peers = rule.self === true ? [...named, "itself"] : named;
      return peers.map((peer) => ({ direction, traffic, peer, origin: group }));
    });
  }

  private ofRule(side: SideName, rule: Resource): Permit[] {
    const values = rule.values ?? {};
    const direction = RULE_TYPES[rule.type] ?? (values.type === "egress" ? "egress" : "ingress");
    const traffic = trafficOf(values.protocol ?? values.ip_protocol, values.from_port, values.to_port);
    const names = [
      "cidr_blocks",
      "ipv6_cidr_blocks",
      "prefix_list_ids",
      "source_security_group_id",
      "cidr_ipv4",
      "cidr_ipv6",
      "prefix_list_id",
      "referenced_security_group_id",
    ];
    const group = this.byId.get(String(values.security_group_id)) ?? rule;
    const peers = names.flatMap((name) => {
      const slot = slotAt(slotOf(rule, "after"), name);
      if (isMarked(slot.unknown))
        return slot.expression === undefined ? [] : [this.references.meaningOf(side, slot)];
      const list = Array.isArray(slot.value) ? slot.value : [slot.value ?? null];
      return list.flatMap((item) => (item === null ? [] : [this.peer(side, item, group)]));
    });
    const all = values.self === true ? [...peers, "itself"] : peers;
    return all.map((peer) => ({ direction, traffic, peer, origin: rule }));
  }

  /** A known group by its twins, so that it equals one that is known by reference alone. */
  private peer(side: SideName, value: Json, group: Resource): string | undefined {
    if (typeof value !== "string") return undefined;
    const known = this.byId.get(value);
    if (known === group) return "itself";
    const symbol = known && this.references.symbolOf(known);
    return symbol ?? this.context.neutral[side].text(value);
  }
}

function trafficOf(protocol: Json | undefined, from: Json | undefined, to: Json | undefined): string {
  const name = protocolName(String(protocol));
  return name === "-1" ? "all traffic" : `${name} ${String(from ?? 0)}-${String(to ?? 0)}`;
}

type Rest = Readonly<Record<SideName, readonly Permit[]>>;

/** What either side permits and the other does not. An unknown peer matches any of the same traffic. */
function unmatched(primary: readonly Permit[], dr: readonly Permit[]): Rest {
  const rest = { primary: [...primary], dr: [...dr] };
  const remove = (fits: (a: Permit, b: Permit) => boolean) => {
    rest.primary = rest.primary.filter((a) => {
      const at = rest.dr.findIndex(
        (b) => a.direction === b.direction && a.traffic === b.traffic && fits(a, b),
      );
      if (at >= 0) rest.dr.splice(at, 1);
      return at < 0;
    });
  };
  remove((a, b) => a.peer !== undefined && a.peer === b.peer);
  remove((a, b) => a.peer === undefined || b.peer === undefined);
  return rest;
}

function permitFinding({ primary, dr }: Twins, direction: Direction, rest: Rest): RawFinding | undefined {
  const lacking = rest.primary.filter((permit) => permit.direction === direction);
  const extra = rest.dr.filter((permit) => permit.direction === direction);
  if (lacking.length + extra.length === 0) return undefined;
  const said = (list: readonly Permit[]) =>
    list.map(({ traffic, peer }) => `${traffic} ${peer ?? "(known after apply)"}`);
  const only = (list: readonly Permit[], group: Resource) =>
    list.length > 0 ? (list[0]?.origin ?? group) : group;
  return {
    rule: "twins-equal",
    kind: "attribute",
    severity: "critical",
    origin: primary.before && dr.before ? "existing" : "introduced",
    primary: only(lacking, primary),
    dr: only(extra, dr),
    differences: [{ path: direction, primary: said(lacking), dr: said(extra), sensitive: false }],
    message: `security group ${dr.parts.name} permits other ${direction} traffic in DR than in primary`,
    impact:
      lacking.length > 0
        ? "After a failover traffic that primary let through is refused."
        : "DR lets through what primary refuses.",
    remediation: "Give both groups the same rules, in whatever form.",
  };
}
