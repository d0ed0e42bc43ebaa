import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { collect } from "../../../analyzer/read/sources/bytes";
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
  /** Where `terraform init` was run. */
  readonly initialised?: string;
}

/** What a stand-in for Terraform prints; the test's directory reads as DIR. */
async function shown(run: Run): Promise<string> {
  const plan = run.plan ?? "work/tfplan";
  return withFiles({ [plan]: "PK" }, async (directory) => {
    const bin = install(directory, run.commands ?? {});
    if (run.initialised !== undefined)
      mkdirSync(join(directory, run.initialised, ".terraform"), { recursive: true });
    const env = { ...run.env, PATH: `${bin}:/usr/bin:/bin`, HOME: directory };
    const options = { env, ...(run.timeoutMs ? { timeoutMs: run.timeoutMs } : {}) };
    const bytes = await collect(showPlan(join(directory, plan), "plans/tfplan", options), "x", run.limit);
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
  it("runs terraform show -json in the plan's directory", async () => {
    expect(await shown({ commands: { terraform: 'echo "$(pwd) $*"' } })).toBe(
      "DIR/work show -json -no-color DIR/work/tfplan\n",
    );
  });

  it("runs it where terraform init was run, when the plan lies in a directory below", async () => {
    const run = { commands: { terraform: "pwd" }, plan: "work/plans/dr.tfplan", initialised: "work" };
    expect(await shown(run)).toBe("DIR/work\n");
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
