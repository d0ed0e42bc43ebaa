import { Progress } from "../../../analyzer/act/drift/progress";
import { UNPRINTABLE } from "../../support/unprintable";

/** A terminal that shows what a person would see. */
class Screen {
  readonly columns = 60;
  readonly rows = 5;
  private lines: string[] = [];

  write(text: string): boolean {
    // eslint-disable-next-line no-control-regex -- an escape is what it looks for
    for (const [part, up] of text.matchAll(/\u001b\[(\d+)A\u001b\[0J|[^\n]*\n/g)) {
      if (up === undefined) this.lines.push(part.slice(0, -1));
      else this.lines.splice(-Number(up));
    }
    return true;
  }

  get text(): string {
    return this.lines.join("\n");
  }
}

const target = (side: "primary" | "dr", directory: string) => ({
  side,
  directory,
  label: directory,
  varFiles: [],
});

describe("progress", () => {
  let now = 0;
  let screen: Screen;
  let progress: Progress;
  const start = (...labels: string[]) => {
    now = 0;
    screen = new Screen();
    const targets = labels.map((label, i) => target(i === 0 ? "primary" : "dr", label));
    progress = new Progress(targets, screen as never, () => now);
  };
  afterEach(() => progress.end());

  it("has a line for each workspace, rewritten in place", () => {
    start("infra/primary", "infra/dr");
    progress.update(0, "plan", 41);
    progress.update(1, "plan", 1);
    now = 62_000;
    progress.update(1, "done", 0);
    now = 90_000;
    progress.draw();
    expect(screen.text).toBe(
      "primary  infra/primary: planning, 41 resources read (1 min)\ndr       infra/dr: planned, 1 resource read (1 min)",
    );
  });

  it("keeps to the terminal's height: what scrolled off it could not be taken away", () => {
    start("a", "b", "c", "d", "e", "f");
    progress.update(0, "done", 0);
    progress.update(1, "plan", 7);
    progress.draw();
    expect(screen.text).toBe("dr       b: planning, 7 resources read (0 s)\n1 of 6 workspaces done");
  });

  it("is gone at the end: what stays is the report", () => {
    start("infra/primary", "infra/dr");
    progress.draw();
    progress.end();
    expect(screen.text).toBe("");
  });

  it("takes a line for a line, whatever a directory is called", () => {
    start("infra/\u001b[2J\u202e".padEnd(300, "x"));
    const lines = screen.text.split("\n");
    expect(lines).toHaveLength(1);
    expect(lines[0]?.length).toBeLessThan(60);
    expect(lines[0]).not.toMatch(UNPRINTABLE);
  });
});
