import { ConfigurationError } from "./configuration-error";

const SHAPE = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/;

/** An IPv4 network. */
export class Cidr {
  private constructor(
    private readonly base: number,
    readonly prefix: number,
  ) {}

  /** @throws ConfigurationError when it is no network, or when bits behind the prefix are set (AWS would drop them silently). */
  static of(text: string, field = "cidr"): Cidr {
    const match = SHAPE.exec(text);
    const octets = (match?.slice(1, 5) ?? []).map(Number);
    const prefix = Number(match?.[5]);
    if (match === null || octets.some((octet) => octet > 255) || prefix > 32) {
      throw new ConfigurationError(field, `"${text}" is not an IPv4 network`, 'Write it as "10.0.0.0/16"');
    }
    const cidr = new Cidr(
      octets.reduce((sum, octet) => sum * 256 + octet, 0),
      prefix,
    );
    if (cidr.base % cidr.size !== 0) {
      const start = new Cidr(cidr.base - (cidr.base % cidr.size), prefix);
      throw new ConfigurationError(field, `"${text}" has address bits behind its prefix`, `Write ${start}`);
    }
    return cidr;
  }

  /** Number of addresses. */
  get size(): number {
    return 2 ** (32 - this.prefix);
  }

  overlaps(other: Cidr): boolean {
    return this.base < other.base + other.size && other.base < this.base + this.size;
  }

  /** The `index`th network of length `prefix` in this one. */
  subnet(prefix: number, index: number): Cidr {
    const subnet = new Cidr(this.base + index * 2 ** (32 - prefix), prefix);
    if (prefix < this.prefix || subnet.base + subnet.size > this.base + this.size) {
      throw new ConfigurationError(
        "cidr",
        `${this} has no room for /${prefix} number ${index + 1}`,
        "Give a larger network",
      );
    }
    return subnet;
  }

  toString(): string {
    const octets = [24, 16, 8, 0].map((shift) => Math.floor(this.base / 2 ** shift) % 256);
    return `${octets.join(".")}/${this.prefix}`;
  }
}
