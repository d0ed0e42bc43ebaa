import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

interface Coverage {
  readonly result: readonly {
    readonly url: string;
    readonly functions: readonly {
      readonly functionName: string;
      readonly ranges: readonly { readonly startOffset: number; readonly count: number }[];
    }[];
  }[];
}

/**
 * Counts how often each block of a program's code is run, by function (`pair/twins.js byKey@1234`): what grows with the input, whatever the
 * machine is busy with. V8 counts; a loop inside a built-in function counts as one.
 *
 * @param root folder of the program; `main` is the file in it that Node runs
 */
export function stepsOf(root: string, main: string, args: readonly string[]): Map<string, number> {
  const folder = mkdtempSync(path.join(tmpdir(), "drparity-steps-"));
  try {
    const { status, stderr } = spawnSync(process.execPath, [path.join(root, main), ...args], {
      encoding: "utf8",
      env: { PATH: process.env.PATH ?? "", NODE_V8_COVERAGE: folder },
      maxBuffer: 64 << 20,
    });
    if (status !== 0) throw new Error(`${args.join(" ")} exited with ${String(status)}: ${stderr}`);
    return countIn(folder, root);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function countIn(folder: string, root: string): Map<string, number> {
  const steps = new Map<string, number>();
  for (const file of readdirSync(folder)) {
    const { result } = JSON.parse(readFileSync(path.join(folder, file), "utf8")) as Coverage;
    for (const { url, functions } of result) {
      if (!url.startsWith(`file://${root}/`)) continue;
      for (const { functionName, ranges } of functions) {
        const name = `${url.slice(`file://${root}/`.length)} ${functionName}@${ranges[0]?.startOffset ?? 0}`;
        steps.set(
          name,
          ranges.reduce((sum, { count }) => sum + count, steps.get(name) ?? 0),
        );
      }
    }
  }
  return steps;
}
