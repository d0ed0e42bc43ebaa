import { rule } from "../../../../analyzer/judge/rules/vpn/vpn-static-routes-present";
import { existing, violationsOf, type Planned } from "../../../support/pair";

const connection = (more = {}): Planned =>
  existing("aws_vpn_connection.office", {
    id: "vpn-0abc",
    static_routes_only: true,
    transit_gateway_id: "",
    routes: [],
    ...more,
  });

describe("vpn-static-routes-present: every connection with static routing has a route", () => {
  test("no route in DR", () => {
    expect(violationsOf(rule, { dr: [connection()] })).toEqual([
      expect.objectContaining({
        dr: "aws_vpn_connection.office",
        severity: "critical",
        paths: ["static_routes_only"],
      }),
    ]);
  });

  test("compliant: a route of its own, or one in the refreshed state", () => {
    const route = existing("aws_vpn_connection_route.office", {
      vpn_connection_id: "vpn-0abc",
      destination_cidr_block: "192.168.0.0/16",
    });
    expect(violationsOf(rule, { dr: [connection(), route] })).toEqual([]);
    expect(
      violationsOf(rule, { dr: [connection({ routes: [{ destination_cidr_block: "192.168.0.0/16" }] })] }),
    ).toEqual([]);
  });

  test("not applicable: BGP, and transit gateways", () => {
    expect(violationsOf(rule, { dr: [connection({ static_routes_only: false })] })).toEqual([]);
    expect(violationsOf(rule, { dr: [connection({ transit_gateway_id: "tgw-0abc" })] })).toEqual([]);
  });
});
