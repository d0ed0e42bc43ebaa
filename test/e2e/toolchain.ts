import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

/** What the suite cannot do without, each with how to get it. */
const NEEDS: readonly { name: string; present: () => boolean; how: string }[] = [
  { name: "terraform", present: () => onPath("terraform"), how: "install Terraform 1.11 or later" },
  { name: "moto_server", present: () => onPath("moto_server"), how: 'pip install "moto[server]"' },
  {
    name: "AWS provider for Terraform",
    present: () =>
      existsSync(process.env.TF_CLI_CONFIG_FILE ?? "") || process.env.DRPARITY_E2E_REGISTRY === "1",
    how: "set TF_CLI_CONFIG_FILE to a configuration with a mirror, or DRPARITY_E2E_REGISTRY=1 to use the registry",
  },
];

/** Why the suite cannot run here; empty when it can. */
export function missingTools(): string[] {
  return NEEDS.filter((need) => !need.present()).map((need) => `no ${need.name} (${need.how})`);
}

function onPath(command: string): boolean {
  return spawnSync(command, ["--version"], { stdio: "ignore" }).error === undefined;
}

/** `describe`, or a skipped one that says on standard error what did not run and why. */
export function describeWithTools(what: string): jest.Describe {
  const missing = missingTools();
  if (missing.length === 0) return describe;
  process.stderr.write(`SKIPPED ${what}: ${missing.join("; ")}\n`);
  return describe.skip as unknown as jest.Describe;
}

/** Those of a suite's own examples that DRPARITY_E2E_EXAMPLES names, with commas; all without it. */
export function chosenOf<T extends string>(own: readonly T[]): T[] {
  const named = process.env.DRPARITY_E2E_EXAMPLES?.split(",");
  return own.filter((example) => named?.includes(example) ?? true);
}

/** `describeWithTools` for a suite of which some examples are chosen; without one, a skipped suite: jest refuses tables without a row. */
export function describeChosen(what: string, chosen: readonly string[]) {
  if (chosen.length > 0) return describeWithTools(what);
  process.stderr.write(`SKIPPED ${what}: DRPARITY_E2E_EXAMPLES names none of its examples\n`);
  return (name: string) => {
    describe.skip(name, () => {
      it("has an example that is chosen", () => undefined);
    });
  };
}
