import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { type Layout } from "./layout";
import { Project } from "./project";

/** From a bare repository to a gate that lets a pull request pass, and another not, and then what `init` says to run by hand. */
export async function expectGate(layout: Layout): Promise<void> {
  const project = new Project(layout);
  try {
    for (const command of layout.before ?? [])
      expect(await project.command(command)).toMatchObject({ status: 0 });
    const init = await project.command(
      `drparity init ${["--tool-source", "./tools/drparity.cjs", ...layout.init].join(" ")}${layout.severalPairs ? "" : " --name shop"}`,
    );
    expect(init).toMatchObject({ status: 0 });
    const passing = await project.gate();
    expect(`${String(passing.status)}: ${passing.output.slice(-1500)}`).toMatch(/^0: /);
    project.change(layout.change);
    const failing = await project.gate();
    expect(`${String(failing.status)}: ${failing.output.slice(-1500)}`).toMatch(/^2: /);
    expect(readFileSync(project.summary, "utf8")).toContain("delay_seconds");
    // By hand, as `init` says at its end.
    for (const line of nextCommands(init.stdout)) {
      if (line.startsWith("drparity") && layout.readsStates) continue;
      const { status, output } = await project.command(line);
      const wanted = line.startsWith("drparity") ? 2 : 0;
      expect(`${line}: ${String(status)}\n${output.slice(-800)}`).toMatch(`${line}: ${String(wanted)}\n`);
    }
    expect(existsSync(path.join(project.directory, ".drparity/plans/dr.tfplan"))).toBe(
      layout.keepsPlans === true,
    );
  } finally {
    project.remove();
  }
}

/** What follows `Next:`, without what sets the repository's variables; a comment stands two blanks apart. */
function nextCommands(stdout: string): string[] {
  const [, after = ""] = stdout.split("Next:\n");
  return after
    .split("\n")
    .map((line) => line.trim().split(/ {2,}/)[0] ?? "")
    .filter((line) => line !== "" && !line.startsWith("gh "));
}
