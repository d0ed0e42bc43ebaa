import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { showPlan } from "../../../analyzer/read/sources/show-plan";
import { inputError, withFiles } from "./helpers";

interface Run {
  /** Shell script by the command's name. */
  readonly commands?: Readonly<Record<string, string>>;
  readonly env?: NodeJS.ProcessEnv;
  readonly timeoutMs?: number;
  readonly limit?: number;
  /** The plan's path in the test's directory. */
  readonly plan?: string;
  readonly files?: Readonly<Record<string, string>>;
  /** Shell script, run in the test's directory. */
  readonly prepare?: string;
  /** Whether the test's directory is the current one. */
  readonly inCheckout?: boolean;
}

/** What a stand-in for Terraform prints; the test's directory reads as DIR. */
async function shown(run: Run): Promise<string> {
  const plan = run.plan ?? "work/tfplan";
  return withFiles({ [plan]: "PK", ...run.files }, async (directory) => {
    const bin = install(directory, run.commands ?? {});
    if (run.prepare !== undefined) execFileSync("sh", ["-c", run.prepare], { cwd: directory });
    if (run.inCheckout) jest.spyOn(process, "cwd").mockReturnValue(directory);
    const env = { ...run.env, PATH: `${bin}:/usr/bin:/bin`, HOME: directory };
    const { timeoutMs, limit } = run;
    const options = { env, ...(timeoutMs ? { timeoutMs } : {}), ...(limit ? { limit } : {}) };
    const bytes = await showPlan(join(directory, plan), "plans/tfplan", options);
    return bytes.toString().replaceAll(directory, "DIR");
  });
}

function install(directory: string, commands: Readonly<Record<string, string>>): string {
  const bin = join(directory, "bin");
  mkdirSync(bin);
  for (const [name, script] of Object.entries(commands)) {
    writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(bin, name), 0o755);
  }
  return bin;
}

describe("showPlan", () => {
  afterEach(() => jest.restoreAllMocks());

  it("runs terraform show -json in a scratch directory, which is empty and gone afterwards", async () => {
    const printed = await shown({ commands: { terraform: 'pwd; ls -A; echo "$*"' } });
    const [scratch = "", ...rest] = printed.trimEnd().split("\n");
    expect(scratch).toMatch(/\/drparity-plan-\w+$/);
    expect(rest).toEqual(["show -json -no-color DIR/work/tfplan"]);
    expect(existsSync(scratch)).toBe(false);
  });

  const LOCK = ".terraform.lock.hcl";
  const LENT = 'ls -A; readlink .terraform/providers; cat .terraform.lock.hcl; echo "[$TF_DATA_DIR]"';

  it("lends it the providers and the lock of where terraform init was run, and nothing else", async () => {
    const files = {
      "work/.terraform/providers/x": "",
      "work/.terraform/terraform.tfstate": "{}",
      [`work/${LOCK}`]: "locked\n",
      "work/main.tf": "",
    };
    const run = { commands: { terraform: LENT }, plan: "work/plans/dr.tfplan", files };
    const expected = `.terraform\n${LOCK}\nDIR/work/.terraform/providers\nlocked\n[]\n`;
    expect(await shown(run)).toBe(expected);
  });

  it("finds them where TF_DATA_DIR says", async () => {
    const run = {
      commands: { terraform: "readlink .terraform/providers" },
      files: { "work/data/providers/x": "" },
    };
    expect(await shown({ ...run, env: { TF_DATA_DIR: "data" } })).toBe("DIR/work/data/providers\n");
  });

  it("runs no provider that came with the checkout, unless it can be trusted", async () => {
    const run = {
      commands: { terraform: "echo ran" },
      files: { "work/.terraform/providers/x": "" },
      prepare: "git init -q; git add -f work/.terraform",
    };
    const error = await inputError(shown(run));
    expect(error.what).toMatch("providers that would be run to read it came with the checkout");
    expect(await shown({ ...run, env: { DRPARITY_TRUST_CHECKOUT: "1" } })).toBe("ran\n");
    expect(await shown({ ...run, prepare: "git init -q" })).toBe("ran\n");
  });

  it("runs no terraform that lies in the checkout, and says so", async () => {
    const run = { commands: { terraform: "echo ran" }, inCheckout: true };
    const error = await inputError(shown(run));
    expect(error.what).toMatch(/bin\/terraform, which is needed to read it, lies in the checkout/);
    expect(error.fix).toMatch("TERRAFORM_BINARY_NAME");
    expect(await shown({ ...run, env: { DRPARITY_TRUST_CHECKOUT: "1" } })).toBe("ran\n");
  });

  it("takes a relative TF_CLI_CONFIG_FILE as seen from here, not from where others wrote", async () => {
    const env = { TF_CLI_CONFIG_FILE: "terraformrc" };
    const commands = { terraform: 'echo "$TF_CLI_CONFIG_FILE"' };
    expect(await shown({ commands, env })).toBe(`${join(process.cwd(), "terraformrc")}\n`);
  });

  it("takes tofu where there is no terraform, and terraform where there are both", async () => {
    expect(await shown({ commands: { tofu: "echo tofu" } })).toBe("tofu\n");
    expect(await shown({ commands: { tofu: "echo tofu", terraform: "echo terraform" } })).toBe("terraform\n");
  });

  it("takes the command that TERRAFORM_BINARY_NAME names, as cdktf does", async () => {
    const commands = { tofu: "echo tofu", terraform: "echo terraform" };
    expect(await shown({ commands, env: { TERRAFORM_BINARY_NAME: "tofu" } })).toBe("tofu\n");
  });

  it("asks nothing, logs nothing and calls nobody", async () => {
    const commands = { terraform: 'echo "$TF_INPUT,$TF_LOG,$CHECKPOINT_DISABLE"; cat' };
    expect(await shown({ commands, env: { TF_LOG: "TRACE" } })).toBe("0,,1\n");
  });

  it("says that neither command is installed", async () => {
    const error = await inputError(shown({}));
    expect(error.message).toMatch(
      "plans/tfplan: This is a saved plan, and terraform or tofu, which is needed to read it",
    );
  });

  it.each([
    [
      "no provider (1.11)",
      "╷\n│ Error: Failed to load plugin schemas\n│ \n│ obtain schema: unavailable\n│ provider\n╵",
    ],
    [
      "an empty cache (1.11)",
      "╷\n│ Error: x/aws: there is no package for x/aws 5.100.0 cached in .terraform/providers\n╵",
    ],
    ["a lock file", "╷\n│ Error: Inconsistent dependency lock file\n│ \n│   terraform init -upgrade\n╵"],
  ])("says that the directory is not initialised: %s", async (_, message) => {
    const error = await inputError(
      shown({ commands: { terraform: `cat >&2 <<'END'\n${message}\nEND\nexit 1` } }),
    );
    expect(error.what).toMatch("not initialised");
    expect(error.fix).toMatch(/Run `terraform init` in .*work/);
  });

  it("quotes the line that names the error, without the box, colours and warnings around it", async () => {
    const message =
      "╷\n│ Warning: old\n╵\n\u001b[31m╷\n│ \u001b[1mError: \u001b[0mwrong\u0007 version\n│ \n│ hunter2\n╵";
    const error = await inputError(
      shown({ commands: { terraform: `cat >&2 <<'END'\n${message}\nEND\nexit 1` } }),
    );
    expect(error.what).toMatch(/^`terraform show -json` failed: Error: wrong\\x07 version$/);
  });

  it.each([
    ["silence", "exit 3", "it said nothing."],
    ["a message of another kind", "echo oh no >&2; exit 1", "oh no"],
    ["a signal", "kill -9 $$", "it said nothing."],
  ])("copes with %s", async (_, script, what) => {
    expect((await inputError(shown({ commands: { terraform: script } }))).what).toContain(what);
  });

  it("does not take output for a plan when the command fails afterwards", async () => {
    await inputError(shown({ commands: { terraform: "echo '{}'; exit 1" } }));
  });

  it("ends a command that takes too long, even when a child of it holds the pipe", async () => {
    const start = Date.now();
    const error = await inputError(shown({ commands: { terraform: "sleep 20 & sleep 20" }, timeoutMs: 300 }));
    expect(error.what).toMatch("did not finish in time");
    expect(Date.now() - start).toBeLessThan(5000);
  });

  it("ends a command that prints without end", async () => {
    const error = await inputError(shown({ commands: { terraform: "yes" }, limit: 100_000 }));
    expect(error.what).toMatch("more than 100,000 bytes");
  });

  it("is not blocked by a flood of messages", async () => {
    const script = "head -c 1000000 /dev/zero | tr '\\0' x >&2; echo '{}'";
    expect(await shown({ commands: { terraform: script } })).toBe("{}\n");
  });
});
