import type { JsonObject } from "../../../../analyzer/base/json";
import { whyNotApply } from "../../../../analyzer/act/remediate/automatic/inspect-plan";

const ADDRESS = "aws_sqs_queue.orders";
const was = { name: "orders", visibility_timeout_seconds: 30, url: "https://q" };
const is = { ...was, visibility_timeout_seconds: 99 };

const update = (change: object = {}, rest: object = {}) => ({
  address: ADDRESS,
  mode: "managed",
  type: "aws_sqs_queue",
  change: { actions: ["update"], before: is, after: was, after_unknown: {}, ...change },
  ...rest,
});
const other = (actions: string[], rest: object = {}) => ({
  address: "aws_sns_topic.events",
  mode: "managed",
  type: "aws_sns_topic",
  change: { actions, before: {}, after: {} },
  ...rest,
});

/** Why the plan may not be applied. */
function why(changes: object[], rest: object = {}): string | undefined {
  const drift = { address: ADDRESS, change: { actions: ["update"], before: was, after: is } };
  return whyNotApply(
    { format_version: "1.2", resource_changes: changes, resource_drift: [drift], ...rest } as JsonObject,
    ADDRESS,
  );
}

describe("a saved plan that is applied without being asked", () => {
  it("sets back what drifted, and nothing else", () => {
    expect(why([update()])).toBeUndefined();
    expect(why([update(), other(["no-op"]), other(["read"], { mode: "data" })])).toBeUndefined();
    expect(
      why([update({ after_unknown: { url: true }, after: { ...was, url: undefined } })]),
    ).toBeUndefined();
  });

  it.each([
    ["replaces", ["delete", "create"]],
    ["replaces, the other way round", ["create", "delete"]],
    ["destroys", ["delete"]],
    ["creates", ["create"]],
    ["forgets", ["forget"]],
    ["does what nobody knows yet", ["transmogrify"]],
    ["does nothing that it names", []],
  ])("is refused when it %s", (_what, actions) => {
    expect(why([update({ actions })])).toBeDefined();
    expect(why([update(), other(actions)])).toBeDefined();
  });

  it.each<[string, object[], object?]>([
    ["updates another resource", [update(), other(["update"])]],
    ["reads a managed resource", [update(), other(["read"])]],
    ["removes a deposed object", [update({}, { deposed: "abc" })]],
    ["imports", [update({ importing: { id: "x" } })]],
    ["moves", [update({}, { previous_address: "aws_sqs_queue.old" })]],
    ["changes what did not drift: a change waits in the code", [update({ after: { ...was, name: "new" } })]],
    ["sets what drifted to a third value", [update({ after: { ...was, visibility_timeout_seconds: 1 } })]],
    ["sets what it does not know yet", [update({ after_unknown: { name: true } })]],
    ["would not change the resource", [update({ actions: ["no-op"] })]],
    ["does not name the resource", []],
    ["changes it twice", [update(), update()]],
    ["has errors", [update()], { errored: true }],
    ["defers changes", [update()], { deferred_changes: [{}] }],
    ["invokes actions", [update()], { action_invocations: [{}] }],
    ["changes outputs", [update()], { output_changes: { x: { actions: ["update"] } } }],
    ["sees no drift", [update()], { resource_drift: [] }],
    ["lists no changes", [update()], { resource_changes: null }],
  ])("is refused when it %s", (_what, changes, rest = {}) => {
    expect(why(changes, rest)).toBeDefined();
  });
});
