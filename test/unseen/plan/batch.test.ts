import type { Run } from "../hcl/deployment";
import { batches, hashOf, type Named, rollouts } from "./batch";

const run = (text: string): Run => ({
  role: "primary",
  directory: "app",
  files: new Map([["app/main.tf", text]]),
  workspace: undefined,
  modules: new Map(),
  asked: [],
});
const named = (text: string, applied?: readonly Run[]): Named => {
  const one = run(text);
  return { hash: hashOf(one, "5.100.0", applied), run: one, applied };
};

describe("what is planned upon something", () => {
  const first = named("a");
  const upon = named("a", [run("a")]);
  const changed = named("b", [run("a")]);
  const other = named("b", [run("b")]);
  const all = [first, upon, changed, other];

  it("has a name of its own", () => {
    expect(new Set(all.map(({ hash }) => hash)).size).toBe(4);
  });

  it("stands together where that is the same", () => {
    expect(rollouts(all).map(({ members }) => members)).toEqual([[upon, changed], [other]]);
    expect(batches(all).map(({ members }) => members)).toEqual([[first]]);
  });
});
