import { layoutFor } from "../../analyzer/cli/layout";

describe("the layout of a text", () => {
  const { stdout } = process;
  const before = { isTTY: stdout.isTTY, columns: stdout.columns };
  const environment = { ...process.env };
  const on = (isTTY: boolean, columns: number, env: Record<string, string> = {}) => {
    Object.assign(stdout, { isTTY, columns });
    process.env = { TERM: "xterm", ...env };
  };
  afterEach(() => {
    Object.assign(stdout, before);
    process.env = environment;
  });

  it("is the terminal's", () => {
    on(true, 80);
    expect(layoutFor(undefined)).toEqual({ color: true, width: 80 });
  });

  it("leaves the width open on a terminal that was not told its size", () => {
    on(true, 0);
    expect(layoutFor(undefined)).toEqual({ color: true, width: undefined });
  });

  it("is plain in a file and in a pipe", () => {
    on(true, 80);
    expect(layoutFor("report.txt")).toEqual({ color: false, width: undefined });
    on(false, 80);
    expect(layoutFor(undefined)).toEqual({ color: false, width: undefined });
  });

  it.each([
    [{ NO_COLOR: "1" }, false],
    [{ NO_COLOR: "" }, true],
    [{ NO_COLOR: "1", FORCE_COLOR: "1" }, false],
    [{ FORCE_COLOR: "0" }, false],
    [{ TERM: "dumb" }, false],
  ])("has colours with %j: %p", (env, color) => {
    on(true, 80, env as Record<string, string>);
    expect(layoutFor(undefined).color).toBe(color);
  });

  it("has colours in a pipe where they are asked for", () => {
    on(false, 80, { FORCE_COLOR: "1" });
    expect(layoutFor(undefined).color).toBe(true);
  });
});
