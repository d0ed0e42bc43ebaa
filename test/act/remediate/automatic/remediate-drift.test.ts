import { InputError } from "../../../../analyzer/base/errors";
import type { HistoryEntry, RecordedRemediation } from "../../../../analyzer/act/history/entry";
import type { JsonObject } from "../../../../analyzer/base/json";
import type { RemediationPolicy } from "../../../../analyzer/judge/policy/policy";
import {
  type Drifted,
  remediateDrift,
  type World,
} from "../../../../analyzer/act/remediate/automatic/remediate-drift";
import { difference, finding } from "../../../support/report-fixtures";

const ADDRESS = "aws_sqs_queue.orders";
const drifted: Drifted = {
  address: ADDRESS,
  finding: finding({
    id: "f1",
    kind: "drift",
    address: ADDRESS,
    rule: "no-drift",
    differences: [difference("visibility_timeout_seconds", 30, 99)],
  }),
};
const policy: RemediationPolicy = {
  place: ".drparity.hcl:9",
  rule: "no-drift",
  window: { days: ["fri"], start: "09:00", end: "17:00" },
};

const plan = (actions: string[]) =>
  ({
    resource_changes: [
      {
        address: ADDRESS,
        mode: "managed",
        type: "aws_sqs_queue",
        change: {
          actions,
          before: { visibility_timeout_seconds: 99 },
          after: { visibility_timeout_seconds: 30 },
        },
      },
    ],
    resource_drift: [{ address: ADDRESS, change: { before: { visibility_timeout_seconds: 30 } } }],
  }) as unknown as JsonObject;

/** What is recorded and done, in order, when the world is like this. */
async function run(
  like: Partial<World> & { actions?: string[]; applies?: () => Promise<void> } = {},
  what = drifted,
) {
  const told: string[] = [];
  const recorded: RecordedRemediation[] = [];
  const result = await remediateDrift(what, {
    pair: "shop",
    policies: [policy],
    entries: () => Promise.resolve([]),
    now: () => new Date("2026-11-20T12:00:00Z"),
    plan: (_drifted, use) =>
      use({
        document: plan(like.actions ?? ["update"]),
        apply: () => {
          told.push("apply");
          return like.applies?.() ?? Promise.resolve();
        },
      }),
    isGone: () => Promise.resolve(true),
    record: (remediation) => {
      told.push(remediation.outcome);
      recorded.push(remediation);
      return Promise.resolve();
    },
    ...like,
  });
  return { told, last: result?.what };
}

/** A history in which the finding was planned so often, and what became of it each time, if that was recorded. */
const planned = (
  times: number,
  { pair = "shop", at = "2026-11-20T11:00:00Z", outcomes = [] as readonly string[] } = {},
) =>
  Array.from({ length: times }, (_, run) =>
    ["planned", ...outcomes].map((outcome) => ({
      ...{ at, pair, run: { id: String(run) } },
      remediations: [{ finding: "f1", address: ADDRESS, outcome, what: "" }],
    })),
  ).flat() as unknown as HistoryEntry[];

describe("automatic remediation", () => {
  it("records before it applies, applies, and verifies", async () => {
    expect((await run()).told).toEqual(["planned", "apply", "applied", "verified"]);
  });

  it("leaves alone what no block is about, in part or as a whole", async () => {
    expect((await run({ policies: [] })).told).toEqual([]);
    expect((await run({ policies: [{ ...policy, rule: "other-*" }] })).told).toEqual([]);
    expect((await run({ policies: [{ ...policy, attributes: ["name"] }] })).told).toEqual([]);
    expect((await run({ policies: [{ ...policy, address: "aws_sns_topic.*" }] })).told).toEqual([]);
  });

  it("leaves alone whatever is not drift", async () => {
    const other = { ...drifted, finding: { ...drifted.finding, kind: "attribute" } } as const;
    expect((await run({}, other)).told).toEqual([]);
  });

  it("refuses outside the window, and when it closes while it is planned", async () => {
    const saturday = () => new Date("2026-11-21T12:00:00Z");
    expect((await run({ now: saturday })).told).toEqual(["refused"]);
    const times = ["2026-11-20T16:59:00Z", "2026-11-20T17:00:00Z"];
    const passing = () => new Date(times.shift() ?? "2026-11-20T17:00:00Z");
    expect((await run({ now: passing })).told).toEqual(["refused"]);
  });

  it.each([[["delete", "create"]], [["delete"]], [["no-op"]]])(
    "refuses a plan that would %j",
    async (actions) => {
      expect((await run({ actions })).told).toEqual(["refused"]);
    },
  );

  it("stops after the second recurrence", async () => {
    expect((await run({ entries: () => Promise.resolve(planned(1)) })).told).toContain("verified");
    expect((await run({ entries: () => Promise.resolve(planned(2)) })).told).toEqual(["recurred"]);
    expect((await run({ entries: () => Promise.resolve(planned(2, { pair: "another" })) })).told).toContain(
      "verified",
    );
  });

  it("counts a crashed attempt for a day, and one that came to an end for good", async () => {
    const told = async (more: Parameters<typeof planned>[1]) =>
      (await run({ entries: () => Promise.resolve(planned(2, more)) })).told.at(-1);
    expect(await told({ at: "2026-11-19T12:00:01Z" })).toBe("recurred");
    expect(await told({ at: "2026-11-19T12:00:00Z" })).toBe("verified");
    expect(await told({ at: "2026-01-01T00:00:00Z", outcomes: ["applied", "verified"] })).toBe("recurred");
    expect(await told({ at: "2026-01-01T00:00:00Z", outcomes: ["failed"] })).toBe("recurred");
  });

  it("says when applying failed, and when it did not help", async () => {
    const applies = () =>
      Promise.reject(new InputError({ where: "dr", what: "`terraform apply` failed.", fix: "" }));
    expect(await run({ applies })).toEqual({
      told: ["planned", "apply", "failed"],
      last: "`terraform apply` failed.",
    });
    expect((await run({ isGone: () => Promise.resolve(false) })).told.at(-1)).toBe("failed");
  });

  it("does not apply what it could not record", async () => {
    const told: string[] = [];
    const record = (one: RecordedRemediation) => {
      told.push(one.outcome);
      return Promise.reject(new Error("disk full"));
    };
    await expect(run({ record, applies: () => Promise.resolve(void told.push("apply")) })).rejects.toThrow(
      "disk full",
    );
    expect(told).toEqual(["planned"]);
  });
});
