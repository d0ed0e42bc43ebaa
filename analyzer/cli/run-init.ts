import path from "node:path";
import { decide } from "../act/init/decide";
import { scaffold } from "../act/init/scaffold";
import { writeAll, type Written } from "../act/init/write";
import type { Answers } from "../act/init/answers";
import type { InitArguments } from "./init-command";
import { writeOutput } from "./output";

/**
 * Runs `init`.
 * @throws InputError when something has to be told first, or cannot be written
 */
export async function runInit({ directory = ".", ...wishes }: InitArguments): Promise<void> {
  const answers = await decide(directory, wishes);
  const written = await writeAll(path.resolve(directory), scaffold(answers));
  await writeOutput(
    `${[...summary(answers), ...written.map(line), "", ...next(answers)].join("\n")}\n`,
    undefined,
  );
}

function summary({ style, name, strategy, primary, dr }: Answers): string[] {
  const side = ({ directory, region }: Answers["primary"]) =>
    style === "cdktf" ? (region ?? "") : `${directory}${region === undefined ? "" : ` (${region})`}`;
  return [`Pair ${name}: ${side(primary)} -> ${side(dr)}, ${strategy}`, ""];
}

function line({ path: file, outcome }: Written): string {
  return `  ${outcome.padEnd(7)}  ${file}`;
}

function next({ style, pipeline, primary, dr }: Answers): string[] {
  const first =
    style === "cdktf"
      ? ["  npm install && npm run synth          the Terraform of both regions, into cdktf.out"]
      : [
          `  terraform -chdir=${quoted(primary.directory)} plan -out=tfplan`,
          `  terraform -chdir=${quoted(dr.directory)} plan -out=tfplan`,
          "  drparity analyze",
        ];
  const fill = pipeline === "none" ? [] : ["  Fill in what is in capitals in the pipeline."];
  return ["Next:", ...first, ...fill];
}

function quoted(directory: string): string {
  return directory.includes(" ") ? `'${directory}'` : directory;
}
