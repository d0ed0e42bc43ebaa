import { Drill } from "../../../modules/drill/drill";
import type { DrillProps } from "../../../modules/drill/drill-props";
import { FailoverPlan } from "../../../modules/failover/failover-plan";
import type { RegionPairProps } from "../../../stacks/region-pair";
import { synthesized, type SynthesizedPair } from "../../stacks/synthesized";
import type { Machine } from "../../support/asl/language";
import { application } from "../failover/plan";

/** The pair `shop` with a plan called `failover` and a drill of its databases and its fleet called `drill`. */
export function drilled(props: Partial<DrillProps> = {}, of: Partial<RegionPairProps> = {}): SynthesizedPair {
  return synthesized((pair) => {
    const { keys, network, orders, ledger, sessions, web, www } = application(pair);
    const failover = new FailoverPlan(pair, "failover", {
      keys,
      databases: [orders, ledger, sessions],
      fleets: [web],
      names: [www],
      verdict: { noneBecause: "it is another's test" },
    });
    new Drill(pair, "drill", {
      keys,
      network,
      failover,
      databases: [orders, ledger],
      fleets: [web],
      ...props,
    });
  }, of);
}

/** @param name "machine", or "clean-up-machine" */
export function drillMachineOf({ dr }: SynthesizedPair, name = "machine"): Machine {
  return JSON.parse(String(dr.resource(`aws_sfn_state_machine.drill_${name}`).definition)) as Machine;
}
