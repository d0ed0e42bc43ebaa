import { Duration } from "../modules/pair/duration";
import type { FailoverPhase, PairObjectives, Pledge } from "../modules/pair/pair";

/** The targets of a pair, and what its parts promise. */
export class Objectives implements PairObjectives {
  private readonly pledges: Pledge[] = [];

  constructor(
    readonly rto: Duration,
    readonly rpo: Duration,
  ) {}

  add(pledge: Pledge): void {
    this.pledges.push(pledge);
  }

  /** One sentence per target that cannot be met, each naming the parts that break it. */
  problems(): string[] {
    return [...this.rtoProblem(), ...this.rpoProblems()];
  }

  /** Parts of a phase recover side by side; the phases follow each other. */
  private rtoProblem(): string[] {
    const slowest = [this.slowest("redirect"), this.slowest("recover")].filter((part) => part !== undefined);
    const total = slowest.reduce((sum, { rto }) => sum.plus(rto), Duration.seconds(0));
    if (!total.isLongerThan(this.rto)) return [];
    const parts = slowest.map(({ part, rto }) => `${rto} for ${part}`).join(", then ");
    return [
      `rto: ${this.rto} cannot be met, failing over takes ${total}: ${parts}. Raise rto, or choose a warmer strategy.`,
    ];
  }

  private slowest(phase: FailoverPhase): { part: string; rto: Duration } | undefined {
    return this.pledges
      .flatMap(({ part, rto, phase: own }) => (rto !== undefined && own === phase ? [{ part, rto }] : []))
      .sort((a, b) => b.rto.seconds - a.rto.seconds)[0];
  }

  private rpoProblems(): string[] {
    return this.pledges.flatMap(({ part, rpo }) =>
      rpo?.isLongerThan(this.rpo)
        ? [
            `rpo: ${this.rpo} cannot be met, ${part} may lose ${rpo}. Raise rpo, or say why it is outside the objective with outsideRpo.`,
          ]
        : [],
    );
  }
}
