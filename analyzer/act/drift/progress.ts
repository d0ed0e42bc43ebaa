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
export type Terminal = Pick<NodeJS.WriteStream, "write" | "columns">;

/**
 * Shows how far each workspace is, a line for each, on a terminal. The lines are rewritten in place and taken away at
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
    const text = this.targets.map((target, i) => clipColumns(this.text(target, this.lines[i]), width));
    this.terminal.write(text.map((line) => `${line}\n`).join(""));
    this.shown = text.length;
  }

  private clear(): void {
    // Up to the first line, and everything below it away.
    if (this.shown > 0) this.terminal.write(`\u001b[${String(this.shown)}A\u001b[0J`);
    this.shown = 0;
  }

  private text(target: PlanTarget, line: Line | undefined): string {
    if (line === undefined) return "";
    const read = line.refreshed > 0 ? `, ${counted(line.refreshed, "resource")} read` : "";
    const took = durationText(line.took ?? this.seconds(line));
    return `${target.side.padEnd(8)} ${oneLine(target.label, 60)}: ${WORDS[line.state]}${read} (${took})`;
  }

  private seconds({ since }: Line): number {
    return (this.now() - since) / 1000;
  }
}
