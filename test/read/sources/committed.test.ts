import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { isCommitted } from "../../../analyzer/read/sources/committed";

let root: string;
const at = (...names: string[]) => path.join(root, ...names);
const git = (...args: string[]) =>
  execFileSync("git", ["-c", "user.name=n", "-c", "user.email=e@example.com", ...args], {
    cwd: root,
    stdio: "ignore",
  });

function write(name: string, content = "x"): void {
  mkdirSync(path.dirname(at(name)), { recursive: true });
  writeFileSync(at(name), content);
}

/** What a clone makes of a pull request that has these files. */
function checkOut(...names: string[]): void {
  for (const name of names) write(name);
  git("add", "-f", ".");
  git("commit", "-qm", "m");
}

beforeEach(() => {
  root = realpathSync(mkdtempSync(path.join(tmpdir(), "drparity-committed-")));
  git("init", "-q");
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const committed = (directory: string, env: NodeJS.ProcessEnv = {}) =>
  isCommitted(at(directory), { PATH: process.env.PATH, ...env });

describe("a directory of providers", () => {
  it("came with the checkout when Git keeps a file in it", async () => {
    checkOut("infra/.terraform/providers/evil");
    expect(await committed("infra/.terraform/providers")).toBe(true);
  });

  it("was made by a job when Git knows nothing of it", async () => {
    checkOut("infra/main.tf");
    write("infra/.terraform/providers/p");
    expect(await committed("infra/.terraform/providers")).toBe(false);
  });

  it("came with the checkout however a link leads to it", async () => {
    checkOut("evil/provider");
    mkdirSync(at("infra/.terraform"), { recursive: true });
    symlinkSync("../../evil", at("infra/.terraform/providers"));
    expect(
      await isCommitted(realpathSync(at("infra/.terraform/providers")), { PATH: process.env.PATH }),
    ).toBe(true);
  });

  it("came with the checkout though the checkout holds a repository of its own around it, which says otherwise", async () => {
    checkOut("infra/.terraform/providers/evil", "infra/objects/x", "infra/refs/x");
    write("infra/HEAD", "ref: refs/heads/main\n");
    for (const bare of ["true", "false"]) {
      write(
        "infra/config",
        `[core]\n\trepositoryformatversion = 0\n\tbare = ${bare}\n${bare === "true" ? "" : `\tworktree = ${at("infra")}\n`}`,
      );
      expect(await committed("infra/.terraform/providers")).toBe(true);
    }
  });

  it("came with the checkout whatever the environment says of Git's directories", async () => {
    checkOut("infra/.terraform/providers/evil");
    expect(
      await committed("infra/.terraform/providers", { GIT_DIR: at("none"), GIT_CEILING_DIRECTORIES: root }),
    ).toBe(true);
  });

  it("came with the checkout when Git cannot tell, but there is a repository", async () => {
    checkOut("infra/.terraform/providers/evil");
    writeFileSync(at(".git/index"), "damaged");
    expect(await committed("infra/.terraform/providers")).toBe(true);
  });

  it("is of no checkout outside of any repository", async () => {
    rmSync(at(".git"), { recursive: true });
    write("infra/.terraform/providers/p");
    expect(await committed("infra/.terraform/providers")).toBe(false);
  });
});
