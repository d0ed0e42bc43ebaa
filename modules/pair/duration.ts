import { ConfigurationError } from "./configuration-error";

/** A length of time, as an RTO or an RPO is. */
export class Duration {
  private constructor(readonly seconds: number) {
    if (!Number.isFinite(seconds) || seconds < 0) {
      throw new ConfigurationError(
        "duration",
        `${seconds} s is not a length of time`,
        "Give a number that is not negative",
      );
    }
  }

  static seconds(count: number): Duration {
    return new Duration(count);
  }

  static minutes(count: number): Duration {
    return new Duration(count * 60);
  }

  static hours(count: number): Duration {
    return new Duration(count * 3600);
  }

  static days(count: number): Duration {
    return new Duration(count * 86_400);
  }

  isLongerThan(other: Duration): boolean {
    return this.seconds > other.seconds;
  }

  plus(other: Duration): Duration {
    return new Duration(this.seconds + other.seconds);
  }

  /** In the largest unit that needs no fraction: `90 s`, `15 min`, `1 h`. */
  toString(): string {
    if (this.seconds > 0 && this.seconds % 3600 === 0) return `${this.seconds / 3600} h`;
    if (this.seconds > 0 && this.seconds % 60 === 0) return `${this.seconds / 60} min`;
    return `${this.seconds} s`;
  }
}
