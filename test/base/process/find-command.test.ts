import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { findCommand } from "../../../analyzer/base/process/find-command";

let root: string;
const at = (...names: string[]) => path.join(root, ...names);

function program(...names: string[]): string {
  mkdirSync(path.dirname(at(...names)), { recursive: true });
  writeFileSync(at(...names), "#!/bin/sh\n");
  chmodSync(at(...names), 0o755);
  return at(...names);
}

/** Looks from `repository/infra`. */
function find(PATH: string, more: NodeJS.ProcessEnv = {}, name = "terraform") {
  return findCommand(name, { PATH, ...more }, at("repository/infra"));
}

beforeEach(() => {
  root = realpathSync(mkdtempSync(path.join(tmpdir(), "drparity-path-")));
  mkdirSync(at("repository/.git"), { recursive: true });
  mkdirSync(at("repository/infra"));
  program("system/terraform");
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

describe("a command", () => {
  it("is found where the PATH names it", () => {
    expect(find(`/nowhere:${at("system")}`)).toEqual({ file: at("system/terraform") });
    expect(find("/nowhere")).toEqual({});
  });

  it.each([
    ["the current directory", ".", "repository/infra/terraform"],
    ["an empty entry, which means the same", "", "repository/infra/terraform"],
    ["a relative entry", "../bin", "repository/bin/terraform"],
  ])("of the checkout is passed over: %s", (_what, entry, where) => {
    const theirs = program(where);
    expect(find(`${entry}:${at("system")}`)).toEqual({ file: at("system/terraform"), passedOver: theirs });
    expect(find(entry)).toEqual({ passedOver: theirs });
  });

  it("of the checkout is passed over by an absolute entry too, as npx puts first", () => {
    const theirs = program("repository/node_modules/.bin/terraform");
    const PATH = `${at("repository/node_modules/.bin")}:${at("system")}`;
    expect(find(PATH)).toEqual({ file: at("system/terraform"), passedOver: theirs });
  });

  it("of the checkout is passed over behind a symbolic link outside of it", () => {
    const theirs = program("repository/bin/terraform");
    mkdirSync(at("links"));
    symlinkSync(theirs, at("links/terraform"));
    expect(find(at("links"))).toEqual({ passedOver: at("links/terraform") });
  });

  it("is none when it is a directory or may not be executed", () => {
    mkdirSync(at("a/terraform"), { recursive: true });
    writeFileSync(program("b/terraform"), "");
    chmodSync(at("b/terraform"), 0o644);
    expect(find(`${at("a")}:${at("b")}:${at("system")}`)).toEqual({ file: at("system/terraform") });
  });

  it("of the checkout is taken when it is asked for: by a path, or by trust in the whole", () => {
    const theirs = program("repository/bin/terraform");
    expect(find("", {}, "../bin/terraform")).toEqual({ file: theirs });
    expect(find("../bin", { DRPARITY_TRUST_CHECKOUT: "1" })).toEqual({ file: theirs });
  });

  it("of a home directory or the root is not of a checkout", () => {
    const found = { file: at("system/terraform") };
    expect(findCommand("terraform", { PATH: at("system") }, "/")).toEqual(found);
  });
});
