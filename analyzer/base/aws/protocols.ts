/**
 * IP protocols that AWS takes by name and prints by number, or the other way round.
 * Source: https://www.iana.org/assignments/protocol-numbers
 */
const NUMBERS: ReadonlyMap<string, string> = new Map([
  ["6", "tcp"],
  ["17", "udp"],
  ["1", "icmp"],
  ["58", "icmpv6"],
  ["all", "-1"],
]);

/** The protocol by its usual name; `-1` for all traffic. */
export function protocolName(protocol: string): string {
  const name = protocol.toLowerCase();
  return NUMBERS.get(name) ?? name;
}

/** Whether an attribute of this name holds an IP protocol. */
export function isProtocolName(name: string): boolean {
  return name === "protocol" || name === "ip_protocol";
}
