import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Cli } from "../support/cli";
import { SAVED_PLAN } from "../read/sources/helpers";

let cli: Cli;
let folder: string;
beforeAll(() => {
  cli = Cli.compile();
});
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "drparity-interrupt-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string) => path.join(folder, name);
const later = () => new Promise((resolve) => setTimeout(resolve, 20));

/** A Terraform that never ends by itself, nor does the provider that it has started. */
function hangingTerraform(): string {
  mkdirSync(at("bin"));
  writeFileSync(
    at("bin/terraform"),
    `#!/bin/sh\n(while :; do touch ${at("provider")}; sleep 0.05; done) &\npwd > ${at("cwd")}\nwhile :; do touch ${at("terraform")}; sleep 0.05; done\n`,
  );
  chmodSync(at("bin/terraform"), 0o755);
  return at("bin");
}

/** Whether something is touched no more. */
async function isOver(name: string): Promise<boolean> {
  rmSync(at(name), { force: true });
  await new Promise((resolve) => setTimeout(resolve, 400));
  return !existsSync(at(name));
}

describe("a signal while a saved plan is read", () => {
  it.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)(
    "%s ends Terraform and its providers, removes the scratch directory, and ends drparity alike",
    async (signal) => {
      mkdirSync(at("tmp"));
      mkdirSync(at("work"));
      for (const plan of ["tfplan", "other"]) writeFileSync(at(plan), SAVED_PLAN);
      const child = spawn(
        process.execPath,
        [cli.main, "analyze", "--primary", at("tfplan"), "--dr", at("other")],
        {
          cwd: at("work"),
          env: { PATH: `${hangingTerraform()}:/usr/bin:/bin`, TMPDIR: at("tmp"), HOME: folder },
        },
      );
      const begun = ["provider", "terraform", "cwd"];
      while (child.exitCode === null && !begun.every((name) => existsSync(at(name)))) await later();
      expect(path.dirname(readFileSync(at("cwd"), "utf8").trim())).toBe(at("tmp"));
      child.kill(signal);
      expect(await once(child, "close")).toEqual([null, signal]);
      expect(await isOver("terraform")).toBe(true);
      expect(await isOver("provider")).toBe(true);
      expect(readdirSync(at("tmp"))).toEqual([]);
    },
  );
});
