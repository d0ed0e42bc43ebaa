import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const ROOT = path.join(__dirname, "../..");

/** Code of a document that belongs into a file: a line that ends with the file's name and a colon, then the code. */
export interface ExampleFile {
  readonly path: string;
  readonly content: string;
}

/** The files that a document tells its reader to write. @throws when it names none */
export function exampleFiles(document: string): ExampleFile[] {
  const text = readFileSync(path.join(ROOT, "docs", document), "utf8");
  const files = Array.from(
    text.matchAll(/`([\w./-]+\.ts)`:\n\n```ts\n([\s\S]*?)```/g),
    ([, file = "", content = ""]) => ({ path: file, content }),
  );
  if (files.length === 0) throw new Error(`docs/${document} has no file to follow`);
  return files;
}

/** A copy of the sources in which a document can be followed, with everything that is installed. */
export class ScratchCopy {
  private readonly folder = mkdtempSync(path.join(tmpdir(), "drparity-example-"));

  constructor() {
    const tests = ["support", "stacks", "judge/rules", "render", "pair/roles"].map((part) => `test/${part}`);
    for (const part of ["analyzer", "modules", "stacks", "scripts", ...tests])
      cpSync(path.join(ROOT, part), this.at(part), { recursive: true });
    for (const file of ["package.json", "tsconfig.json", "jest.config.js", ".prettierrc.json"])
      cpSync(path.join(ROOT, file), this.at(file));
    symlinkSync(path.join(ROOT, "node_modules"), this.at("node_modules"));
  }

  write({ path: file, content }: ExampleFile): void {
    mkdirSync(path.dirname(this.at(file)), { recursive: true });
    writeFileSync(this.at(file), content);
  }

  /** Runs a script or a package's command with Node, in the copy. */
  run(script: string, ...args: string[]) {
    return spawnSync(process.execPath, [this.at(script), ...args], { cwd: this.folder, encoding: "utf8" });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }

  private at(file: string): string {
    return path.join(this.folder, file);
  }
}
