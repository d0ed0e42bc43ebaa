import { oneLine } from "../../render/value";
import { counted } from "../../render/words";
import { clipColumns } from "../../base/columns";
import { durationText } from "../../base/duration";
import type { PlanState } from "./plan-all";
import type { PlanTarget } from "./target";

const WORDS: Readonly<Record<PlanState, string>> = {
  waiting: "waiting",
  init: "initialising",
  plan: "planning",
  read: "reading the plan",
  done: "planned",
  failed: "failed",
};

interface Line {
  state: PlanState;
  refreshed: number;
  since: number;
  /** Seconds, once it is over. */
  took?: number;
}

/** As much of a terminal as progress needs. */
export type Terminal = Pick<NodeJS.WriteStream, "write" | "columns" | "rows">;

/**
 * Shows how far each workspace is, a line for each, on a terminal; where that is too low, those under way. The lines are rewritten in place and taken away at
 * the end: what stays on the screen is the report.
 */
export class Progress {
  private readonly lines: Line[];
  private readonly timer: NodeJS.Timeout;
  private shown = 0;

  constructor(
    private readonly targets: readonly PlanTarget[],
    private readonly terminal: Terminal,
    private readonly now: () => number = Date.now,
  ) {
    this.lines = targets.map(() => ({ state: "waiting", refreshed: 0, since: now() }));
    this.timer = setInterval(() => this.draw(), 200);
    this.draw();
  }

  update(index: number, state: PlanState, refreshed: number): void {
    const line = this.lines[index];
    if (line === undefined) return;
    const over = state === "done" || state === "failed";
    line.state = state;
    line.refreshed = Math.max(line.refreshed, refreshed);
    if (over) line.took = this.seconds(line);
  }

  /** Takes the lines away. */
  end(): void {
    clearInterval(this.timer);
    this.clear();
  }

  draw(): void {
    this.clear();
    const width = Math.max(20, (this.terminal.columns || 80) - 1);
    const text = this.text().map((line) => `${clipColumns(line, width)}\n`);
    this.terminal.write(text.join(""));
    this.shown = text.length;
  }

  /** What scrolled off the terminal could not be taken away again. */
  private text(): readonly string[] {
    const most = (this.terminal.rows || 24) - 1;
    const shown = this.targets.map((target, i) => ({ target, line: this.lines[i] as Line }));
    if (shown.length <= most) return shown.map((one) => this.lineOf(one));
    const over = this.lines.filter(({ took }) => took !== undefined).length;
    const underWay = shown.filter(({ line }) => line.state !== "waiting" && line.took === undefined);
    return [
      ...underWay.slice(0, most - 1).map((one) => this.lineOf(one)),
      `${String(over)} of ${counted(shown.length, "workspace")} done`,
    ];
  }

  private clear(): void {
    // Up to the first line, and everything below it away.
    if (this.shown > 0) this.terminal.write(`\u001b[${String(this.shown)}A\u001b[0J`);
    this.shown = 0;
  }

  private lineOf({ target, line }: { readonly target: PlanTarget; readonly line: Line }): string {
    const read = line.refreshed > 0 ? `, ${counted(line.refreshed, "resource")} read` : "";
    const took = durationText(line.took ?? this.seconds(line));
    return `${target.side.padEnd(8)} ${oneLine(target.label, 60)}: ${WORDS[line.state]}${read} (${took})`;
  }

  private seconds({ since }: Line): number {
    return (this.now() - since) / 1000;
  }
}
