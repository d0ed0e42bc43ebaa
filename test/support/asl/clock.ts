/** Time that passes only when everything waits for it: an hour of polling takes a moment, and always the same. */
export class Clock {
  private readonly waiting: { readonly at: number; readonly wake: () => void }[] = [];

  /** @param now milliseconds since 1970 */
  constructor(public now = Date.parse("2026-11-30T03:00:00Z")) {}

  sleep(seconds: number): Promise<void> {
    return new Promise((wake) => this.waiting.push({ at: this.now + seconds * 1000, wake }));
  }

  /** Lets time pass until `work` is done. @throws Error when all wait for something that time does not bring */
  async runUntil<T>(work: Promise<T>): Promise<T> {
    let done = false;
    const end = () => (done = true);
    work.then(end, end);
    for (;;) {
      // Promises that can go on without time do so before this comes back.
      await new Promise(setImmediate);
      if (done) return work;
      this.wakeNext();
    }
  }

  private wakeNext(): void {
    const next = this.waiting.reduce<Clock["waiting"][number] | undefined>(
      (first, one) => (first === undefined || one.at < first.at ? one : first),
      undefined,
    );
    if (next === undefined) throw new Error("the execution waits for something that never comes");
    this.waiting.splice(this.waiting.indexOf(next), 1);
    this.now = Math.max(this.now, next.at);
    next.wake();
  }
}
