import { readPlan } from "../../../analyzer/read/terraform/plan";
import { withDriftFromState } from "../../../analyzer/read/terraform/state-drift";
import { readRawState } from "../../../analyzer/read/terraform/state";
import type { JsonObject } from "../../../analyzer/base/json";

const queue = (timeout: number) => ({
  name: "orders",
  visibility_timeout_seconds: timeout,
  url: "https://sqs/orders",
});

const planOf = (before: JsonObject | null, after: JsonObject, actions: string[]) =>
  readPlan(
    {
      format_version: "1.2",
      planned_values: { root_module: {} },
      resource_changes: [
        {
          address: "aws_sqs_queue.orders",
          mode: "managed",
          type: "aws_sqs_queue",
          name: "orders",
          change: { actions, before, after, after_unknown: {} },
        },
      ],
    },
    "plan",
  );

const state = readRawState(
  {
    version: 4,
    lineage: "a",
    serial: 1,
    resources: [
      {
        mode: "managed",
        type: "aws_sqs_queue",
        name: "orders",
        provider: 'provider["registry.terraform.io/hashicorp/aws"]',
        instances: [{ attributes: queue(30) }],
      },
    ],
  },
  "state",
);

describe("drift from a state", () => {
  test("is what the plan found on refreshing and the state does not say", () => {
    const { drift } = withDriftFromState(planOf(queue(60), queue(30), ["update"]), [state]);
    expect(drift).toMatchObject([
      { address: "aws_sqs_queue.orders", deleted: false, before: queue(30), after: queue(60) },
    ]);
  });

  test("is a deletion where the plan has to create what the state holds", () => {
    const { drift } = withDriftFromState(planOf(null, queue(30), ["create"]), [state]);
    expect(drift).toMatchObject([{ address: "aws_sqs_queue.orders", deleted: true, after: null }]);
  });

  test("does not replace what the plan lists itself", () => {
    const plan = { ...planOf(queue(60), queue(30), ["update"]), drift: [] };
    const own = withDriftFromState(plan, [state]).drift;
    expect(withDriftFromState({ ...plan, drift: own.slice(0, 1) }, []).drift).toEqual(own.slice(0, 1));
  });

  test("says nothing of resources that the plan does not have", () => {
    const { drift } = withDriftFromState(readPlan({ format_version: "1.2", resource_changes: [] }, "p"), [
      state,
    ]);
    expect(drift).toEqual([]);
  });
});
