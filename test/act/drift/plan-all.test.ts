import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { InputError } from "../../../analyzer/base/errors";
import { planAll, type PlanOutcome, type PlanState } from "../../../analyzer/act/drift/plan-all";
import type { PlanTarget } from "../../../analyzer/act/drift/target";
import type { TerraformOptions } from "../../../analyzer/act/drift/terraform";
import { FakeTerraform } from "../../support/fake-terraform";
import { plan } from "../../support/plan-builder";
import { UNPRINTABLE } from "../../support/unprintable";

const PLAN = plan("us-east-1").resource("aws_sqs_queue.orders", { name: "orders" }).json();

let fake: FakeTerraform;
beforeEach(() => {
  fake = new FakeTerraform();
});
afterEach(() => fake.remove());

function target(directory: string, more: Partial<PlanTarget> = {}): PlanTarget {
  return { side: "primary", directory, label: directory, varFiles: [], ...more };
}

function options(more: Partial<TerraformOptions> = {}): TerraformOptions {
  const signal = new AbortController().signal;
  return { env: fake.env, timeoutMs: 20_000, graceMs: 200, signal, ...more };
}

function problemOf(outcome: PlanOutcome | undefined): InputError {
  if (outcome === undefined || !("problem" in outcome)) throw new Error("expected a problem");
  expect(outcome.problem.message.split("\n")).toHaveLength(2);
  return outcome.problem;
}

async function problemWith(script: string, more: Partial<TerraformOptions> = {}): Promise<InputError> {
  const [outcome] = await planAll([target(fake.workspace("infra", PLAN, { plan: script }))], options(more));
  return problemOf(outcome);
}

/** A line of Terraform's log as JSON, printed by a shell. */
function log(entry: object): string {
  return `cat <<'END'\n${JSON.stringify(entry)}\nEND\n`;
}

function error(diagnostic: object): string {
  return log({ "@level": "error", type: "diagnostic", diagnostic: { severity: "error", ...diagnostic } });
}

describe("planning workspaces", () => {
  it("gives each workspace's plan, in the order of the targets", async () => {
    const [slow, fast] = [
      fake.workspace("primary", PLAN, { plan: 'sleep 0.3; cp plan.json "$OUT"' }),
      fake.workspace("dr", { ...PLAN, terraform_version: "1.9.9" }),
    ];
    const outcomes = await planAll([target(slow), target(fast, { side: "dr" })], options());
    expect(outcomes).toMatchObject([
      { document: { label: slow, kind: "plan", document: { terraform_version: "1.11.4" } } },
      { document: { label: fast, kind: "plan", document: { terraform_version: "1.9.9" } } },
    ]);
  });

  it("plans both sides at once: each waits for the other's plan to have begun", async () => {
    const meet = (other: string) =>
      `touch begun; until [ -f ../${other}/begun ]; do sleep 0.02; done; cp plan.json "$OUT"`;
    const targets = [
      target(fake.workspace("primary", PLAN, { plan: meet("dr") })),
      target(fake.workspace("dr", PLAN, { plan: meet("primary") })),
    ];
    const outcomes = await planAll(targets, options());
    expect(outcomes.map((one) => "document" in one)).toEqual([true, true]);
  });

  it("takes no lock, asks nothing, and passes on variables and the Terraform workspace", async () => {
    const directory = fake.workspace("infra", PLAN);
    const variables = path.join(fake.root, "dr.tfvars");
    writeFileSync(variables, "");
    await planAll([target(directory, { workspace: "blue", varFiles: [variables] })], options());
    const [list, call = "", show = ""] = fake.calls(directory);
    expect(list).toBe("blue workspace list -no-color");
    expect(call).toMatch(/^blue plan -json -input=false -lock=false -out=\S+ -var-file=\/.*\/dr\.tfvars$/);
    expect(show).toMatch(/^blue show -json -no-color \S+$/);
  });

  it("plans no Terraform workspace that is not there: Terraform would make it, and plan it from nothing", async () => {
    const directory = fake.workspace("infra", PLAN);
    const [outcome] = await planAll([target(directory, { workspace: "blu" })], options());
    expect(problemOf(outcome).what).toBe("There is no such Terraform workspace.");
    expect(fake.calls(directory).filter((call) => call.includes(" plan "))).toEqual([]);
  });

  it("waits for the lock where that is wanted", async () => {
    const directory = fake.workspace("infra", PLAN);
    await planAll([target(directory)], options({ lockTimeout: "5m" }));
    expect(fake.calls(directory)[0]).toMatch(/ -lock-timeout=5m /);
  });

  it("keeps the plan from other users while it is there, and removes it", async () => {
    const note = 'cp plan.json "$OUT"; ls -ld "$OUT" "$(dirname "$OUT")" > seen; echo "$OUT" > where';
    const directory = fake.workspace("infra", PLAN, { plan: `umask 000; ${note}` });
    await planAll([target(directory)], options());
    const modes = readFileSync(path.join(directory, "seen"), "utf8").split("\n");
    expect(
      modes
        .map((line) => line.slice(0, 10))
        .filter(Boolean)
        .sort(),
    ).toEqual(["-rw-------", "drwx------"]);
    expect(existsSync(readFileSync(path.join(directory, "where"), "utf8").trim())).toBe(false);
  });

  it("says how far it is", async () => {
    const read =
      log({ type: "refresh_complete" }) + log({ type: "apply_complete", hook: { action: "read" } });
    const directory = fake.workspace("infra", PLAN, { plan: `${read}cp plan.json "$OUT"` }, false);
    const states: [PlanState, number][] = [];
    await planAll([target(directory)], options(), (_, state, refreshed) => states.push([state, refreshed]));
    expect(states.map(([state]) => state)).toEqual(expect.arrayContaining(["init", "plan", "read", "done"]));
    expect(Math.max(...states.map(([, refreshed]) => refreshed))).toBe(2);
  });

  it("takes tofu where there is no terraform", async () => {
    fake.remove();
    fake = new FakeTerraform("tofu");
    const [outcome] = await planAll([target(fake.workspace("infra", PLAN))], options());
    expect(outcome).toHaveProperty("document");
  });

  it("says so where there is neither", async () => {
    const directory = fake.workspace("infra", PLAN);
    const [outcome] = await planAll([target(directory)], options({ env: { PATH: "/nowhere" } }));
    expect(problemOf(outcome).what).toMatch("terraform or tofu, which is needed to plan, is not on the PATH");
  });

  it("reads a plan however much else is printed", async () => {
    const flood =
      "head -c 3000000 /dev/zero | tr '\\0' x; echo; head -c 3000000 /dev/zero | tr '\\0' x >&2\n";
    const directory = fake.workspace("infra", PLAN, { plan: `${flood}cp plan.json "$OUT"` });
    expect((await planAll([target(directory)], options()))[0]).toHaveProperty("document");
  });

  it("tells of a directory that is not there", async () => {
    const [outcome] = await planAll([target(path.join(fake.root, "gone"))], options());
    expect(problemOf(outcome).what).toMatch("There is no such file or directory");
  });
});

describe("initialising", () => {
  it("is left out where it was done", async () => {
    const directory = fake.workspace("infra", PLAN);
    await planAll([target(directory)], options());
    expect(fake.calls(directory).join()).not.toContain("init");
  });

  it("takes what is locked and nothing else, where there is a lock file", async () => {
    const directory = fake.workspace("infra", PLAN, {}, false);
    writeFileSync(path.join(directory, ".terraform.lock.hcl"), "");
    await planAll([target(directory)], options());
    expect(fake.calls(directory)[0]).toBe("none init -input=false -no-color -lockfile=readonly");
  });

  it("is done once for two Terraform workspaces of one directory", async () => {
    const directory = fake.workspace("infra", PLAN, {}, false);
    const targets = ["blue", "green"].map((workspace) => target(directory, { workspace }));
    expect((await planAll(targets, options())).map((one) => "document" in one)).toEqual([true, true]);
    expect(fake.calls(directory).filter((call) => call.includes(" init "))).toHaveLength(1);
  });

  it("is told when it fails, and nothing is planned", async () => {
    const init = "printf '╷\\n│ Error: Failed to query available provider packages\\n╵\\n' >&2; exit 1";
    const directory = fake.workspace("infra", PLAN, { init }, false);
    const [outcome] = await planAll([target(directory)], options());
    expect(problemOf(outcome).what).toBe(
      "`terraform init` failed: Failed to query available provider packages.",
    );
    expect(fake.calls(directory)).toHaveLength(1);
  });
});

describe("a plan that failed", () => {
  it("is told by what is wrong with which resource, never by details that hold values", async () => {
    const { what } = await problemWith(
      error({
        summary: "Resource precondition failed",
        address: "aws_db_instance.main",
        detail: "value hunter2 is bad",
        snippet: {
          code: 'password = "hunter2"',
          values: [{ traversal: "var.x", statement: 'is "hunter2"' }],
        },
      }) + "exit 1",
    );
    expect(what).toBe("`terraform plan` failed: aws_db_instance.main: Resource precondition failed.");
  });

  it("does not keep the other side from being planned", async () => {
    const [bad, good] = [
      fake.workspace("primary", PLAN, { plan: "exit 1" }),
      fake.workspace("dr", PLAN, { plan: 'sleep 0.3; cp plan.json "$OUT"' }),
    ];
    const outcomes = await planAll([target(bad), target(good)], options());
    expect(problemOf(outcomes[0]).where).toBe(bad);
    expect(outcomes[1]).toHaveProperty("document");
  });

  it.each([
    [
      "an error in the log in spite of status 0",
      `${error({ summary: "Oh no" })}cp plan.json "$OUT"`,
      /Oh no/,
    ],
    ["a plan that was written all the same", 'cp plan.json "$OUT"; exit 1', /said nothing/],
    ["no plan in spite of status 0", "true", /wrote no plan/],
    ["a message outside of the log", "echo 'Error: no such flag' >&2; exit 1", /no such flag/],
    ["text that is no JSON", "echo '{ oops'; exit 1", /said nothing/],
    ["death by a signal", "kill -9 $$", /it was killed/],
    ["a plan that is no JSON", 'echo oops > "$OUT"', /not JSON/],
  ])("is not taken for parity: %s", async (_, script, what) => {
    expect((await problemWith(script)).what).toMatch(what);
  });

  it("is not taken for parity: a plan that says of itself that it failed", async () => {
    const directory = fake.workspace("infra", { ...PLAN, errored: true });
    expect(problemOf((await planAll([target(directory)], options()))[0]).what).toMatch(/plan` failed/);
  });

  it("is told in one short line without escape codes or credentials, however much it says", async () => {
    const summary = `\u001b[31mreading \u202equeue: token=AKIAIOSFODNN7EXAMPLE ${"x".repeat(5000)}\nsecond line`;
    const { what } = await problemWith(error({ summary }).repeat(50) + "exit 1");
    expect(what).not.toMatch(UNPRINTABLE);
    expect(what).not.toMatch(/AKIA|second/);
    expect(what).toMatch(/ \(and 17 more\)\.$/);
    expect(what.length).toBeLessThan(1100);
  });
});

describe("a plan that hangs", () => {
  it("is interrupted first, so that Terraform can release its lock", async () => {
    const script = "trap 'touch interrupted; exit 1' INT; while :; do sleep 0.05; done";
    const directory = fake.workspace("infra", PLAN, { plan: script });
    const [outcome] = await planAll([target(directory)], options({ timeoutMs: 300, graceMs: 10_000 }));
    expect(problemOf(outcome).what).toMatch(/`terraform plan` did not end within 0 s and was stopped/);
    expect(existsSync(path.join(directory, "interrupted"))).toBe(true);
  });

  it("is killed with everything that it started when it does not heed", async () => {
    const script =
      "trap '' INT; (trap '' INT; while :; do sleep 0.05; touch alive; done) & while :; do sleep 0.05; done";
    const directory = fake.workspace("infra", PLAN, { plan: script });
    const [outcome] = await planAll([target(directory)], options({ timeoutMs: 300, graceMs: 100 }));
    expect(problemOf(outcome).what).toMatch(/was stopped/);
    const touched = () => statSync(path.join(directory, "alive")).mtimeMs;
    const last = touched();
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(touched()).toBe(last);
  });

  it("tells of the lock that it may have left where it took one and had to be killed", async () => {
    const plan = "trap '' INT; while :; do sleep 0.05; done";
    const killed = { timeoutMs: 300, graceMs: 100 };
    expect((await problemWith(plan, { ...killed, lockTimeout: "5m" })).what).toMatch(/may be locked still/);
    expect((await problemWith(plan, killed)).what).not.toMatch(/locked/);
  });

  it("tells of that lock at once when the whole job is interrupted: nobody would tell it later", async () => {
    const said = jest.spyOn(process.stderr, "write").mockReturnValue(true);
    const controller = new AbortController();
    const script = "trap '' INT; touch begun; while :; do sleep 0.05; done";
    const directory = fake.workspace("infra", PLAN, { plan: script });
    const more = { signal: controller.signal, graceMs: 100, lockTimeout: "5m" };
    const planned = planAll([target(directory)], options(more));
    while (!existsSync(path.join(directory, "begun")))
      await new Promise((resolve) => setTimeout(resolve, 20));
    controller.abort();
    await planned;
    const lines = said.mock.calls.map(([text]) => String(text));
    said.mockRestore();
    expect(lines).toEqual([
      expect.stringMatching(/infra: `terraform plan` was interrupted\. .*may be locked still/),
    ]);
  });

  it("for another's lock says whose turn it is", async () => {
    const { what, fix } = await problemWith(`${error({ summary: "Error acquiring the state lock" })}exit 1`);
    expect(what).toMatch("Error acquiring the state lock");
    expect(fix).toMatch("terraform force-unlock");
  });

  it("is over when Terraform is, although something that it left behind holds its output open", async () => {
    const left = "(while :; do sleep 0.05; touch alive; done) &";
    const directory = fake.workspace("infra", PLAN, { plan: `${left} cp plan.json "$OUT"; sleep 0.3` });
    expect((await planAll([target(directory)], options()))[0]).toHaveProperty("document");
    const touched = () => statSync(path.join(directory, "alive")).mtimeMs;
    const last = touched();
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(touched()).toBe(last);
  });

  it("ends when the job is interrupted, and leaves no plan behind", async () => {
    const controller = new AbortController();
    const script = 'cp plan.json "$OUT"; echo "$OUT" > where; while :; do sleep 0.05; done';
    const directory = fake.workspace("infra", PLAN, { plan: script });
    const planned = planAll([target(directory)], options({ signal: controller.signal }));
    const where = path.join(directory, "where");
    while (!existsSync(where)) await new Promise((resolve) => setTimeout(resolve, 20));
    controller.abort();
    expect(problemOf((await planned)[0]).what).toMatch(/was interrupted/);
    expect(existsSync(readFileSync(where, "utf8").trim())).toBe(false);
  });
});
