import { BACK, chapter, lines, runbookOf, TRAFFIC } from "../../support/runbook";
import { created, existing } from "../../support/pair";
import { FULL } from "../../support/runbook-pair";

const CONTROL = "aws_route53recoverycontrolconfig_routing_control.lone";

describe("a routing control", () => {
  const full = runbookOf(FULL);
  const setting = (control: string, state: "On" | "Off") =>
    `aws route53-recovery-cluster update-routing-control-state --region us-west-2 --endpoint-url https://host-2.us-west-2.example/v1 --routing-control-arn arn:aws:route53-recovery-control::111122223333:controlpanel/p/routingcontrol/${control} --routing-control-state ${state}`;
  const ofControls = (title: string) => lines(full, title).filter((line) => line.includes("update-routing"));

  it("is set on where it is the DR region's, before the primary region's is set off", () => {
    const steps = chapter(full, TRAFFIC).steps.filter(({ title }) =>
      title.join("").includes("routing control"),
    );
    expect(steps.map(({ commands = [] }) => commands.map(({ line }) => line))).toEqual([
      [setting("dr", "On")],
      [setting("primary", "Off")],
    ]);
  });

  it("is seen at the endpoint that was asked to set it", () => {
    const [step] = chapter(full, TRAFFIC).steps.filter(({ title }) =>
      title.join("").includes("routing control"),
    );
    expect(step?.check?.commands?.map(({ line }) => line)).toEqual([
      "aws route53-recovery-cluster get-routing-control-state --region us-west-2 --endpoint-url https://host-2.us-west-2.example/v1 --routing-control-arn arn:aws:route53-recovery-control::111122223333:controlpanel/p/routingcontrol/dr --query RoutingControlState --output text",
    ]);
  });

  it("is set the other way on the way back, the primary region's first", () => {
    expect(ofControls(BACK)).toEqual([setting("primary", "On"), setting("dr", "Off")]);
  });

  it("is a choice, there and back, where no record tells whose it is", () => {
    const made = runbookOf({
      shared: [existing(CONTROL, { arn: "arn:aws:route53-recovery-control::1:x", name: "lone" })],
    });
    for (const title of [TRAFFIC, BACK]) {
      const step = chapter(made, title).steps.find(({ choices }) => choices !== undefined);
      expect(step?.commands ?? []).toEqual([]);
      const states = step?.choices?.map(({ says, commands = [] }) => [
        says.join(""),
        commands.at(-1)?.line.split(" ").pop(),
      ]);
      expect(states).toEqual(
        title === TRAFFIC
          ? [
              ["If it is the DR region's: On.", "On"],
              ["If it is the primary region's: Off.", "Off"],
            ]
          : [
              ["If it is the DR region's: Off.", "Off"],
              ["If it is the primary region's: On.", "On"],
            ],
      );
    }
  });

  it("is to be told an endpoint where only the primary region's is known", () => {
    const cluster = "aws_route53recoverycontrolconfig_cluster.a";
    const made = runbookOf({
      shared: [
        created(CONTROL, { name: "lone", cluster_arn: "arn:aws:x:::cluster/c" }),
        existing(cluster, {
          arn: "arn:aws:x:::cluster/c",
          cluster_endpoints: [{ endpoint: "https://host-1.us-east-1.example/v1", region: "us-east-1" }],
        }),
      ],
    });
    const all = lines(made, TRAFFIC).filter((line) => line.includes("update-routing"));
    expect(all).toHaveLength(4);
    for (const line of all) expect(line).toContain("--endpoint-url 'FILL IN: an endpoint of the cluster'");
  });
});
