import { createHash } from "node:crypto";
import { seededRandom, shuffled } from "../mutants/random";

/** Choices that are the same for the same seed, wherever and whenever they are made. */
export class Rng {
  private readonly random: () => number;

  constructor(private readonly seed: string) {
    this.random = seededRandom(createHash("sha256").update(seed).digest().readUInt32LE(0));
  }

  /** An independent generator, so that one more choice here changes nothing there. */
  fork(name: string): Rng {
    return new Rng(`${this.seed}/${name}`);
  }

  /** A whole number from `low` to `high`, both included. */
  int(low: number, high: number): number {
    return low + Math.floor(this.random() * (high - low + 1));
  }

  chance(probability: number): boolean {
    return this.random() < probability;
  }

  pick<T>(list: readonly T[]): T {
    if (list.length === 0) throw new Error("nothing to pick from");
    return list[this.int(0, list.length - 1)] as T;
  }

  /** `count` different elements, or all of them, in random order. */
  sample<T>(list: readonly T[], count: number): T[] {
    return shuffled(list, this.random).slice(0, count);
  }
}
