/** How often something went right. */
export interface Rate {
  found: number;
  total: number;
}

/** Counts, overall and by a key. */
export class Tally {
  readonly overall: Rate = { found: 0, total: 0 };
  private readonly rates = new Map<string, Rate>();
  private readonly noted = new Map<string, number>();

  add(key: string, found: boolean): void {
    const rate = this.rates.get(key) ?? { found: 0, total: 0 };
    this.rates.set(key, rate);
    for (const one of [this.overall, rate]) {
      one.found += found ? 1 : 0;
      one.total += 1;
    }
  }

  /** Counts something beside the rates. */
  note(text: string): void {
    this.noted.set(text, (this.noted.get(text) ?? 0) + 1);
  }

  /** What was noted, most frequent first. */
  notes(): string {
    const counts = [...this.noted].sort(([, a], [, b]) => b - a);
    return counts.map(([text, count]) => `${text} ${count}`).join(", ");
  }

  /** Worst first. */
  entries(): [string, Rate][] {
    return [...this.rates].sort(
      ([a, x], [b, y]) => x.found / x.total - y.found / y.total || a.localeCompare(b),
    );
  }
}

/** As "99.52 %", rounded down so that it never says more than it is. */
export function percent({ found, total }: Rate): string {
  const share = total === 0 ? 1 : found / total;
  return `${(Math.floor(share * 1e4) / 100).toFixed(2)} %`;
}
