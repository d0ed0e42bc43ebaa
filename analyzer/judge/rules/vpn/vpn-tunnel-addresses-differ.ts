import { difference, Field } from "../lib/field";
import { called, standingTwins } from "../lib/twins";
import type { ReadinessRule } from "../rule";

const TUNNELS = ["tunnel1_address", "tunnel2_address"];

/** The two regions' VPN connections end at different addresses. */
export const rule: ReadinessRule = {
  id: "vpn-tunnel-addresses-differ",
  title: "The two regions' VPN connections end at different outside addresses",
  checks:
    "The outside addresses of the tunnels of VPN connections that are twins, once AWS has assigned them.",
  impact: "Both sides name one connection: there is none of its own in the DR region.",
  remediation:
    "Create a connection in the DR region, and configure the customer gateway for its tunnels too.",
  severity: "critical",
  references: [
    "https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNTunnels.html",
    "https://docs.aws.amazon.com/r53recovery/latest/dg/recovery-readiness.rules-resources.html",
  ],
  replacesArc: ["VpnConnectionsVgwTelemetryIpAddress"],
  *evaluate(pair) {
    for (const { primary, dr } of standingTwins(pair, "aws_vpn_connection")) {
      const taken = new Map(
        TUNNELS.map((name) => Field.of(primary, name)).flatMap((tunnel) =>
          tunnel.text === undefined ? [] : [[tunnel.text, tunnel] as const],
        ),
      );
      for (const tunnel of TUNNELS.map((name) => Field.of(dr, name))) {
        const same = taken.get(tunnel.text ?? "");
        if (same === undefined) continue;
        yield {
          primary,
          dr,
          differences: [{ ...difference(same, tunnel), path: tunnel.path }],
          message: `${called(dr)} ends at the same outside address as primary's connection`,
        };
      }
    }
  },
};
