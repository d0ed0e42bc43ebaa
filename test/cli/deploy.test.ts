import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Cli, type Run } from "../support/cli";
import { FakeTerraform } from "../support/fake-terraform";
import { plan } from "../support/plan-builder";

let cli: Cli;
let fake: FakeTerraform;
beforeAll(() => {
  cli = Cli.compile();
});
beforeEach(() => {
  fake = new FakeTerraform();
});
afterEach(() => fake.remove());

const REGIONS = { primary: "us-east-1", dr: "us-west-2", link: "us-west-2" } as const;

/** A synthesized pair whose queues are to be made, with other delays where the sides are to differ. */
function synthesize(drDelay = 5, name = "shop"): void {
  const workspaces = (["primary", "dr", "link"] as const).map((side) => {
    const directory = `stacks/${name}-${side}`;
    const queue = { name: "orders", delay_seconds: side === "dr" ? drDelay : 5 };
    const document = plan(REGIONS[side]);
    if (side !== "link")
      document.resource("aws_sqs_queue.orders", queue, { actions: ["create"], before: null });
    fake.workspace(path.join("cdktf.out", directory), document.json(), {
      apply: 'echo "a line that is no JSON"; touch applied',
    });
    return { name: `${name}-${side}`, side, region: REGIONS[side], directory };
  });
  const manifest = {
    schemaVersion: "1.0",
    pair: { name, strategy: "warm-standby", primaryRegion: "us-east-1", drRegion: "us-west-2" },
    workspaces,
    primaryFirst: [],
    twins: [],
    byDesign: [],
  };
  mkdirSync(path.join(fake.root, "cdktf.out"), { recursive: true });
  writeFileSync(path.join(fake.root, "cdktf.out/drparity.json"), JSON.stringify(manifest));
}

function deploy(...options: string[]): Run {
  const env = { PATH: `${fake.bin}:${process.env.PATH ?? ""}`, HOME: fake.root };
  return cli.run(["deploy", ...options], { cwd: fake.root, env });
}

const journalFile = () => path.join(fake.root, ".drparity/deploy/shop/journal.json");

describe("drparity deploy", () => {
  it("deploys, shows what is changed, and says how all stands", () => {
    synthesize();
    const { status, stdout, stderr } = deploy("--auto-approve", "--fail-on", "critical");
    expect([status, stderr]).toEqual([
      0,
      expect.stringContaining("dr is applied first: it carries no traffic."),
    ]);
    expect(stdout).toMatch(
      /^shop-dr: 1 to create; all of it: terraform show .*shop-dr\.tfplan\n {2}create aws_sqs_queue\.orders\n/,
    );
    expect(stderr).toContain(
      "done: shop-dr is applied, shop-primary is applied, shop-link is as configured.",
    );
  });

  it("begins nothing, with status 2, where nobody can be asked or the pair would diverge", () => {
    synthesize();
    const unasked = deploy("--fail-on", "critical");
    expect([unasked.status, unasked.stderr]).toEqual([2, expect.stringContaining("nobody approved")]);
    synthesize(90);
    const divergent = deploy("--auto-approve");
    expect([divergent.status, divergent.stderr]).toEqual([2, expect.stringContaining("the pair diverges")]);
    expect(divergent.stdout).toContain("delay_seconds");
    expect(existsSync(path.join(fake.root, "cdktf.out/stacks/shop-dr/applied"))).toBe(false);
  });

  it("ends with status 3 where a workspace failed, and names the ways on", () => {
    synthesize();
    writeFileSync(
      path.join(fake.root, "cdktf.out/stacks/shop-dr/apply.sh"),
      'echo "Error: AWS is away" >&2; exit 1',
    );
    const { status, stderr } = deploy("--auto-approve", "--fail-on", "critical");
    expect(status).toBe(3);
    expect(stderr).toContain("shop-dr: `terraform apply` failed: AWS is away.");
    expect(stderr).toContain("shop-dr failed with 0 of 1 changes made, shop-primary is as it was");
    expect(stderr).toMatch(/--resume, or go back with drparity deploy --rollback\.\n$/);
    expect(deploy("--auto-approve")).toMatchObject({ status: 1 });
  });

  it("ends with status 3 where the link cannot be planned after the sides were applied", () => {
    synthesize();
    writeFileSync(
      path.join(fake.root, "cdktf.out/stacks/shop-link/plan.sh"),
      'echo "Error: no zone" >&2; exit 1',
    );
    const { status, stderr } = deploy("--auto-approve");
    expect(status).toBe(3);
    expect(stderr).toContain("failed: no zone.");
    expect(stderr).toContain("shop-dr is applied, shop-primary is applied, shop-link is not planned yet.");
  });

  it.each([
    [["--plan-only", "--resume"], "mutually exclusive"],
    [["--resume", "--rollback"], "mutually exclusive"],
    [["--force"], "force -> rollback"],
    [["--resume"], "There is no deployment to go on with."],
    [["--out", "elsewhere"], "There is no manifest here"],
  ])("refuses %j", (options, problem) => {
    synthesize();
    const { status, stderr } = deploy(...options);
    expect([status, stderr]).toEqual([1, expect.stringContaining(problem)]);
  });

  it.each(["..", "../src", ".", "stacks/../..", "stacks/elsewhere"])(
    "refuses a workspace in %s, which a rollback would empty",
    (directory) => {
      synthesize();
      const file = path.join(fake.root, "cdktf.out/drparity.json");
      const manifest = JSON.parse(readFileSync(file, "utf8")) as { workspaces: { directory: string }[] };
      for (const workspace of manifest.workspaces.slice(0, 1)) workspace.directory = directory;
      writeFileSync(file, JSON.stringify(manifest));
      mkdirSync(path.join(fake.root, "src"));
      symlinkSync("../../src", path.join(fake.root, "cdktf.out/stacks/elsewhere"));
      const { status, stderr } = deploy("--rollback");
      expect([status, stderr]).toEqual([
        1,
        expect.stringContaining("does not lie below that of the synthesis"),
      ]);
    },
  );

  it("refuses names that lead elsewhere, and a journal that is none", () => {
    synthesize(5, "../shop");
    expect(deploy("--plan-only").stderr).toContain("is no name of a pair or a workspace");
    synthesize();
    deploy("--plan-only", "--fail-on", "critical");
    expect(readFileSync(journalFile(), "utf8")).toContain('"state": "planned"');
    writeFileSync(journalFile(), "[]");
    expect(deploy("--resume").stderr).toContain("This is no journal of a deployment");
  });
});
