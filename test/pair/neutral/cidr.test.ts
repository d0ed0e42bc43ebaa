import fc from "fast-check";
import { contains, parseNetwork, position, type Network } from "../../../analyzer/pair/neutral/cidr";

function network(text: string): Network {
  const parsed = parseNetwork(text);
  if (!parsed) throw new Error(`not a network: ${text}`);
  return parsed;
}

describe("parseNetwork", () => {
  it.each([
    ["10.0.0.0/16", 0x0a000000n, 32, 16],
    ["10.1.2.3", 0x0a010203n, 32, 32],
    ["0.0.0.0/0", 0n, 32, 0],
    ["::/0", 0n, 128, 0],
    ["fd00::/8", 0xfdn << 120n, 128, 8],
    ["::1", 1n, 128, 128],
    ["2600:1f18:0:1::/64", 0x26001f1800000001n << 64n, 128, 64],
    ["1:2:3:4:5:6:7:8", 0x00010002000300040005000600070008n, 128, 128],
  ])("reads %s", (text, base, bits, prefix) => {
    expect(parseNetwork(text)).toEqual({ base, bits, prefix });
  });

  it.each([
    "",
    "10.0.0.0/33",
    "10.0.0.0/",
    "10.0.0.0/8/8",
    "10.0.0",
    "10.0.0.256",
    "10.0.0.0.0",
    "10.0.0.x",
    "fd00::/129",
    "1:2:3:4:5:6:7",
    "1::2::3",
    "1:2:3:4:5:6:7:8:9",
    "12345::",
    "g::",
    "10.0.0.0/-1",
    "arn:aws:s3:::b",
  ])("does not read %j", (text) => {
    expect(parseNetwork(text)).toBeUndefined();
  });
});

describe("contains", () => {
  it.each([
    ["10.0.0.0/16", "10.0.4.0/24", true],
    ["10.0.0.0/16", "10.0.0.0/16", true],
    ["10.0.0.0/16", "10.1.0.0/24", false],
    ["10.0.0.0/24", "10.0.0.0/16", false],
    ["::/0", "10.0.0.0/8", false],
    ["fd00::/8", "fd12::/64", true],
  ])("%s holds %s: %s", (outer, inner, expected) => {
    expect(contains(network(outer), network(inner))).toBe(expected);
  });
});

describe("position", () => {
  it("is the same for the same place in two networks (property)", () => {
    fc.assert(
      fc.property(fc.nat(255), fc.nat(255), fc.nat(255), (a, b, third) => {
        const place = (second: number) =>
          position(network(`10.${second}.0.0/16`), network(`10.${second}.${third}.0/24`));
        return place(a) === place(b);
      }),
    );
  });

  it("is another for another place or size", () => {
    const vpc = network("10.0.0.0/16");
    const places = ["10.0.0.0/24", "10.0.1.0/24", "10.0.0.0/25"].map((text) => position(vpc, network(text)));
    expect(new Set(places).size).toBe(3);
  });
});
