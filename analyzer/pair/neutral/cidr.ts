/** An IPv4 or IPv6 network as a number, its address width and its prefix length. */
export interface Network {
  readonly base: bigint;
  /** 32 or 128. */
  readonly bits: number;
  readonly prefix: number;
}

/** Reads `10.0.0.0/16`, `10.0.0.1` or `fd00::/8`; undefined for anything else. */
export function parseNetwork(text: string): Network | undefined {
  const [address = "", length, ...rest] = text.split("/");
  if (rest.length > 0 || (length !== undefined && !/^\d{1,3}$/.test(length))) return undefined;
  const bits = address.includes(":") ? 128 : 32;
  const base = bits === 32 ? parseV4(address) : parseV6(address);
  const prefix = length === undefined ? bits : Number(length);
  return base === undefined || prefix > bits ? undefined : { base, bits, prefix };
}

/** Whether `inner` lies within `outer` (or is it). */
export function contains(outer: Network, inner: Network): boolean {
  if (outer.bits !== inner.bits || inner.prefix < outer.prefix) return false;
  const shift = BigInt(outer.bits - outer.prefix);
  return inner.base >> shift === outer.base >> shift;
}

/** Where `inner` lies within `outer` and how large it is: the same in both regions of a well made pair. */
export function position(outer: Network, inner: Network): string {
  const size = 1n << BigInt(outer.bits - outer.prefix);
  return `+${inner.base % size}/${inner.prefix}`;
}

function parseV4(text: string): bigint | undefined {
  const parts = text.split(".");
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256))
    return undefined;
  return parts.reduce((sum, part) => (sum << 8n) | BigInt(part), 0n);
}

function parseV6(text: string): bigint | undefined {
  const halves = text.split("::");
  if (halves.length > 2) return undefined;
  const [head = [], tail = []] = halves.map((half) => (half === "" ? [] : half.split(":")));
  const missing = 8 - head.length - tail.length;
  if (missing < 0 || (halves.length === 1 && missing !== 0)) return undefined;
  const groups = [...head, ...Array<string>(missing).fill("0"), ...tail];
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  return groups.reduce((sum, group) => (sum << 16n) | BigInt(`0x${group}`), 0n);
}
