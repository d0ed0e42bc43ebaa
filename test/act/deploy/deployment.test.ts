import { readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { changesOf } from "../../../analyzer/act/deploy/changes";
import { Deployment } from "../../../analyzer/act/deploy/deployment";
import type { Journal } from "../../../analyzer/act/deploy/journal";
import { standing } from "../../../analyzer/act/deploy/standing";
import type { DeployPair, DeployWorld, Question } from "../../../analyzer/act/deploy/world";
import { DeployStore } from "../../../analyzer/act/deploy/store";
import { FakeTerraform } from "../../support/fake-terraform";
import { plan, type ResourceOptions } from "../../support/plan-builder";

const CREATE = { actions: ["create"], before: null } as const;
const QUEUE = "aws_sqs_queue.orders";
const SIDES = ["primary", "dr", "link"] as const;
type SideName = (typeof SIDES)[number];

/** A failed apply, after one change was made. */
const FAIL = [
  `echo '{"type":"apply_complete","hook":{"action":"create"}}'`,
  `echo '{"@level":"error","type":"diagnostic","diagnostic":{"severity":"error","summary":"AWS is away","address":"${QUEUE}"}}'`,
  "exit 1",
].join("\n");
/** Ends well, and has nothing to do afterwards. */
const SUCCEED = "cp after.json plan.json";

let fake: FakeTerraform;
let asked: Question[];
let told: string[];
let approves: boolean;
let atParity: boolean;
let gated: string[][];
beforeEach(() => {
  fake = new FakeTerraform();
  [asked, told, gated, approves, atParity] = [[], [], [], true, true];
});
afterEach(() => fake.remove());

function planOf(options: ResourceOptions = CREATE, values: object = { delay_seconds: 5 }, address = QUEUE) {
  return plan("us-east-1")
    .resource(address, values as never, options)
    .json();
}

/** A workspace's configuration, what Terraform would plan of it, and how applying ends. */
function configure(side: SideName, document: object, apply = SUCCEED, configuration = "first"): void {
  const directory = fake.workspace(side, document, { apply });
  writeFileSync(path.join(directory, "cdk.tf.json"), configuration);
  writeFileSync(path.join(directory, "after.json"), JSON.stringify(planOf({})));
}

function deployment(more: Partial<DeployPair> = {}, world: Partial<DeployWorld> = {}): Deployment {
  const workspaces = SIDES.map((side) => {
    const directory = path.join(fake.root, side);
    const target = { side: side === "link" ? "shared" : side, directory, label: side, varFiles: [] } as const;
    return { name: `shop-${side}`, side, target };
  });
  return new Deployment(
    {
      name: "shop",
      strategy: "warm-standby",
      primaryFirst: [],
      asked: undefined,
      commit: "c0ffee",
      workspaces,
      ...more,
    },
    new DeployStore(path.join(fake.root, "journal")),
    {
      terraform: {
        env: fake.env,
        timeoutMs: 20_000,
        graceMs: 200,
        lockTimeout: "5m",
        signal: new AbortController().signal,
      },
      gate: (plans) => {
        gated.push([...plans.keys()]);
        return Promise.resolve(atParity);
      },
      approve: (question) => {
        asked.push(question);
        return Promise.resolve(approves);
      },
      show: () => undefined,
      tell: (message) => told.push(message),
      ...world,
    },
  );
}

function journal(): Journal {
  return JSON.parse(readFileSync(path.join(fake.root, "journal/journal.json"), "utf8")) as Journal;
}

/** How often Terraform was asked to apply something in a workspace. */
function applies(side: SideName): number {
  return fake.calls(path.join(fake.root, side)).filter((call) => call.includes(" apply ")).length;
}

/** All three with something to create. */
function fresh(): void {
  for (const side of SIDES) configure(side, planOf());
}

/** Deployed once, then changed, with DR failing in the middle. */
async function failInDr(): Promise<void> {
  fresh();
  await deployment().deploy(false);
  for (const side of SIDES)
    configure(
      side,
      planOf({ actions: ["update"], before: { delay_seconds: 5 } }, { delay_seconds: 9 }),
      SUCCEED,
      "second",
    );
  configure(
    "dr",
    planOf({ actions: ["update"], before: { delay_seconds: 5 } }, { delay_seconds: 9 }),
    FAIL,
    "second",
  );
  expect(await deployment().deploy(false)).toBe("failed");
}

describe("deploying a pair", () => {
  it("applies the saved plans, DR first, and the link's last", async () => {
    fresh();
    expect(await deployment().deploy(false)).toBe("done");
    expect(journal()).toMatchObject({
      pair: "shop",
      kind: "deploy",
      commit: "c0ffee",
      complete: true,
      workspaces: [
        { name: "shop-dr", state: "applied", planned: 1 },
        { name: "shop-primary", state: "applied" },
        { name: "shop-link", state: "applied" },
      ],
    });
    for (const side of ["primary", "dr"] as const) {
      const call = fake.calls(path.join(fake.root, side)).find((one) => one.includes(" apply "));
      expect(call).toMatch(new RegExp(`-lock-timeout=5m .*/journal/shop-${side}\\.tfplan$`));
    }
  });

  it.each([
    ["creates what the DR side is made from", { primaryFirst: [QUEUE] }, "made from aws_sqs_queue.orders"],
    ["serves as well", { strategy: "active-active" }, "both sides serve"],
    ["is asked for", { asked: "primary" }, "as --first says"],
  ] as const)("applies the primary side first when it %s", async (_, more, reason) => {
    fresh();
    expect(await deployment(more as Partial<DeployPair>).deploy(false)).toBe("done");
    expect(journal().workspaces.map(({ name }) => name)).toEqual(["shop-primary", "shop-dr", "shop-link"]);
    expect(told.join("\n")).toContain(reason);
  });

  it("applies nothing where only plans are wanted, and exactly these plans later", async () => {
    fresh();
    expect(await deployment().deploy(true)).toBe("planned");
    expect([applies("dr"), asked]).toEqual([0, []]);
    expect(journal().workspaces[0]?.planSha256).toMatch(/^[0-9a-f]{64}$/);
    expect(await deployment().resume()).toBe("done");
    expect(asked[0]).toEqual({ workspaces: ["shop-dr", "shop-primary", "shop-link"], news: [] });
  });

  it.each([
    ["another than the one which was reviewed", () => JSON.stringify(planOf(CREATE, { delay_seconds: 7 }))],
    ["gone", undefined],
  ])("takes nothing for reviewed where a saved plan is %s", async (_, content) => {
    fresh();
    await deployment().deploy(true);
    const file = path.join(fake.root, "journal/shop-dr.tfplan");
    if (content === undefined) rmSync(file);
    else writeFileSync(file, content());
    approves = false;
    expect(await deployment().resume()).toBe("not approved");
    expect(asked[0]?.news.map(({ workspace }) => workspace)).toEqual(["shop-dr"]);
  });

  it("plans the link again when the sides have changed, also where it had nothing to do before", async () => {
    fresh();
    configure("link", planOf({}));
    const after = JSON.stringify(planOf());
    configure("primary", planOf(), `${SUCCEED}; printf '%s' '${after}' > ../link/plan.json`);
    expect(await deployment().deploy(false)).toBe("done");
    expect(asked.at(-1)).toMatchObject({ workspaces: ["shop-link"], news: [{ workspace: "shop-link" }] });
    expect(applies("link")).toBe(1);
  });

  it("begins nothing when the pair would diverge, or when nobody approves", async () => {
    fresh();
    atParity = false;
    expect(await deployment().deploy(false)).toBe("diverges");
    [atParity, approves] = [true, false];
    expect(await deployment().deploy(false)).toBe("not approved");
    expect(SIDES.map(applies)).toEqual([0, 0, 0]);
  });

  it("plans the link when the sides are there, where it cannot be planned before, and asks about it", async () => {
    fresh();
    configure("link", planOf(), SUCCEED);
    fake.workspace("link", planOf(), {
      plan: '[ -f ../dr/applied ] && cp plan.json "$OUT" || { echo "Error: no such bucket" >&2; exit 1; }',
      apply: SUCCEED,
    });
    configure("dr", planOf(), `touch applied; ${SUCCEED}`);
    expect(await deployment().deploy(false)).toBe("done");
    expect(gated).toEqual([["shop-primary", "shop-dr", "shop-link"]]);
    expect(asked.map(({ workspaces }) => workspaces)).toEqual([["shop-dr", "shop-primary"], ["shop-link"]]);
    expect(applies("link")).toBe(1);
  });

  it("is an error when the link cannot be planned although the sides are there", async () => {
    for (const side of ["primary", "dr"] as const) configure(side, planOf({}));
    fake.workspace("link", planOf(), { plan: 'echo "Error: no such zone" >&2; exit 1' });
    await expect(deployment().deploy(false)).rejects.toThrow("no such zone");
  });
});

describe("a deployment that fails in the middle of DR", () => {
  it("stops there, and says where each workspace stands", async () => {
    await failInDr();
    expect(journal()).toMatchObject({ complete: false });
    expect(standing(journal())).toBe(
      "shop-dr failed with 1 of 1 changes made, shop-primary is as it was, shop-link is as it was",
    );
    expect(journal().workspaces[0]?.problem).toContain("AWS is away");
    expect(applies("primary")).toBe(1);
  });

  it("is not begun anew", async () => {
    await failInDr();
    await expect(deployment().deploy(false)).rejects.toThrow("A deploy is under way: shop-dr failed");
  });

  it("goes on: plans again what failed, and applies what was reviewed of the others", async () => {
    await failInDr();
    writeFileSync(path.join(fake.root, "dr/apply.sh"), SUCCEED);
    expect(await deployment().resume()).toBe("done");
    expect(journal()).toMatchObject({ kind: "deploy", complete: true });
    expect(applies("primary")).toBe(2);
  });

  it("tells what the new plan does beyond the reviewed one", async () => {
    await failInDr();
    configure(
      "dr",
      planOf({ actions: ["delete", "create"], before: { delay_seconds: 5 } }, { delay_seconds: 9 }),
      SUCCEED,
      "second",
    );
    approves = false;
    expect(await deployment().resume()).toBe("not approved");
    const { news } = asked.at(-1) as Question;
    expect(news.map(({ workspace, changes }) => [workspace, changes.map(({ action }) => action)])).toEqual([
      ["shop-dr", ["replace"]],
    ]);
    expect(standing(journal())).toContain("shop-dr is changed in part");
    approves = true;
    expect(await deployment().rollback(true)).toBe("done");
  });

  it("goes on although it was killed: what was being applied is planned again", async () => {
    await failInDr();
    const { workspaces, ...rest } = journal();
    const killed = workspaces.map((one) => (one.state === "failed" ? { ...one, state: "applying" } : one));
    writeFileSync(
      path.join(fake.root, "journal/journal.json"),
      JSON.stringify({ ...rest, workspaces: killed }),
    );
    writeFileSync(path.join(fake.root, "dr/apply.sh"), SUCCEED);
    expect(await deployment().resume()).toBe("done");
  });

  it("goes back: deploys again what the workspace had, and leaves alone what was not begun", async () => {
    await failInDr();
    const [inPrimary, dr] = [applies("primary"), path.join(fake.root, "dr")];
    writeFileSync(path.join(dr, "plan.json"), JSON.stringify(planOf({ actions: ["update"] })));
    expect(await deployment().rollback(false)).toBe("done");
    expect(readFileSync(path.join(dr, "cdk.tf.json"), "utf8")).toBe("first");
    expect(journal()).toMatchObject({ kind: "rollback", complete: true, workspaces: [{ name: "shop-dr" }] });
    expect(applies("primary")).toBe(inPrimary);
  });

  it.each(["destroy", "replace"] as const)(
    "does not go back when that would %s what holds data",
    async (action) => {
      await failInDr();
      const actions = action === "destroy" ? ["delete"] : ["delete", "create"];
      const [before, applied] = [
        readFileSync(path.join(fake.root, "journal/journal.json"), "utf8"),
        applies("dr"),
      ];
      const dr = path.join(fake.root, "dr");
      // The earlier configuration, which is put back, has the fake's plan with it.
      writeFileSync(path.join(dr, "plan.json"), JSON.stringify(planOf({ actions, before: {} })));
      await expect(deployment().rollback(false)).rejects.toThrow(
        `would ${action} aws_sqs_queue.orders in shop-dr`,
      );
      expect(readFileSync(path.join(dr, "cdk.tf.json"), "utf8")).toBe("second");
      expect([readFileSync(path.join(fake.root, "journal/journal.json"), "utf8"), applies("dr")]).toEqual([
        before,
        applied,
      ]);
      writeFileSync(path.join(dr, "plan.json"), JSON.stringify(planOf({ actions, before: {} })));
      expect(await deployment().rollback(true)).toBe("done");
    },
  );

  it("cannot go back from a first deployment", async () => {
    fresh();
    configure("dr", planOf(), FAIL);
    expect(await deployment().deploy(false)).toBe("failed");
    await expect(deployment().rollback(false)).rejects.toThrow("What shop-dr had before is not kept here.");
  });

  it("says so when Terraform is interrupted", async () => {
    fresh();
    const controller = new AbortController();
    configure("dr", planOf(), "trap 'exit 1' INT; sleep 5 & wait");
    const terraform = { env: fake.env, timeoutMs: 20_000, signal: controller.signal };
    const run = deployment(
      {},
      {
        terraform,
        tell: (message) => {
          if (message.includes("applying")) setTimeout(() => controller.abort(), 300);
        },
      },
    ).deploy(false);
    expect(await run).toBe("failed");
    expect(journal().workspaces[0]).toMatchObject({
      state: "failed",
      problem: expect.stringContaining("interrupted") as string,
    });
  });

  it.each(["resume", "rollback"] as const)("has nothing to %s when nothing was begun", async (way) => {
    await expect(deployment()[way](false)).rejects.toThrow("There is no deployment to go on with.");
  });
});

describe("what a plan changes", () => {
  it("leaves out what stays and what is only read", () => {
    const document = plan("us-east-1")
      .resource(QUEUE, {}, CREATE)
      .resource("aws_sqs_queue.same", {})
      .data("data.aws_region.here", {}, { actions: ["read"] })
      .json();
    expect(changesOf(document).map(({ address }) => address)).toEqual([QUEUE]);
  });
});
