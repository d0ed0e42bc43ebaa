import { rule } from "../../../../analyzer/judge/rules/vpn/vpn-tunnel-addresses-differ";
import { created, existing, violationsOf, type Planned } from "../../../support/pair";

const connection = (first: string, second: string): Planned =>
  existing("aws_vpn_connection.office", { id: first, tunnel1_address: first, tunnel2_address: second });

describe("vpn-tunnel-addresses-differ: the two regions' connections end at different addresses", () => {
  test("one connection on both sides", () => {
    const same = connection("198.51.100.1", "198.51.100.2");
    expect(violationsOf(rule, { primary: [same], dr: [same] }).map(({ paths }) => paths)).toEqual([
      ["tunnel1_address"],
      ["tunnel2_address"],
    ]);
  });

  test("compliant: other addresses", () => {
    expect(
      violationsOf(rule, {
        primary: [connection("198.51.100.1", "198.51.100.2")],
        dr: [connection("203.0.113.1", "203.0.113.2")],
      }),
    ).toEqual([]);
  });

  test("not applicable: addresses that AWS has yet to assign", () => {
    const planned = created(
      "aws_vpn_connection.office",
      {},
      { unknown: { tunnel1_address: true, tunnel2_address: true } },
    );
    expect(violationsOf(rule, { primary: [planned], dr: [planned] })).toEqual([]);
  });
});
