import { execFileSync } from "node:child_process";
import path from "node:path";

const BIN = path.join(__dirname, "../../../../node_modules/.bin/esbuild");

/**
 * writer.ts as one file that Node starts at once: tests start hundreds of it.
 * @param folder where it is written to
 */
export function compiledWriter(folder: string): string {
  const file = path.join(folder, "writer.cjs");
  const source = path.join(__dirname, "writer.ts");
  execFileSync(BIN, [source, "--bundle", "--platform=node", `--outfile=${file}`], { stdio: "ignore" });
  return file;
}
