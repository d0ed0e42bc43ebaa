import { groupAlike } from "../../analyzer/render/group";
import { difference, finding, missingInDr, resource } from "../support/report-fixtures";

describe("grouping", () => {
  it("puts findings together that differ in the resource alone", () => {
    const [group, ...others] = groupAlike([missingInDr("aws_subnet.a"), missingInDr("aws_subnet.b")]);
    expect(others).toEqual([]);
    expect(group?.findings).toHaveLength(2);
    expect(group?.message).toBe("2 resources of type aws_subnet have no twin in the DR region.");
  });

  it("says a message that names its resource for all of them", () => {
    const of = (address: string) =>
      finding({ address, message: `${address} keeps its logs for too short a time.` });
    const [group] = groupAlike([of("aws_cloudwatch_log_group.a"), of("aws_cloudwatch_log_group.b")]);
    expect(group?.message).toBe("Each aws_cloudwatch_log_group keeps its logs for too short a time.");
  });

  it("knows a resource by its type and name, too, as the comparison's messages call it", () => {
    const of = (name: string) =>
      finding({
        address: `module.net.aws_subnet.${name}[0]`,
        message: `aws_subnet ${name} differs between primary and DR in tags.Tier`,
        remediation: `Give aws_subnet ${name} the tag.`,
      });
    const [group, ...others] = groupAlike([of("a"), of("b"), of("ab")]);
    expect(others).toEqual([]);
    expect(group?.message).toBe("Each aws_subnet differs between primary and DR in tags.Tier");
    expect(group?.remediation).toBe("Give each aws_subnet the tag.");
  });

  it("takes no longer name for the resource's own", () => {
    const of = (name: string) =>
      finding({ address: `aws_subnet.${name}`, message: `aws_subnet ${name}b is not there` });
    expect(groupAlike([of("a"), of("c")])).toHaveLength(2);
  });

  it("leaves a lone finding's words alone", () => {
    const lone = finding({ message: "aws_db_instance.main differs." });
    expect(groupAlike([lone])[0]).toMatchObject({ message: lone.message, findings: [lone] });
  });

  it.each([
    ["type", missingInDr("aws_lb.a"), missingInDr("aws_subnet.a")],
    ["severity", missingInDr("aws_lb.a"), missingInDr("aws_lb.b", { severity: "info" })],
    ["origin", missingInDr("aws_lb.a"), missingInDr("aws_lb.b", { origin: "introduced" })],
    ["rule", missingInDr("aws_lb.a"), missingInDr("aws_lb.b", { rule: "other" })],
    ["impact", missingInDr("aws_lb.a"), missingInDr("aws_lb.b", { impact: "Something else breaks." })],
    [
      "side",
      missingInDr("aws_lb.a"),
      missingInDr("aws_lb.b", { primary: null, dr: resource("aws_lb.b", "dr") }),
    ],
    [
      "value",
      finding({ address: "aws_lb.a", differences: [difference("p", 1, 2)] }),
      finding({ address: "aws_lb.b", differences: [difference("p", 1, "2")] }),
    ],
  ])("keeps findings of another %s apart", (_what, a, b) => {
    expect(groupAlike([a, b])).toHaveLength(2);
  });

  it("puts the worst first, then what the plan introduces", () => {
    const order = groupAlike([
      finding({ severity: "info", origin: "introduced" }),
      finding({ severity: "critical", origin: "existing" }),
      finding({ severity: "critical", origin: "introduced" }),
    ]).map(({ first }) => `${first.severity} ${first.origin}`);
    expect(order).toEqual(["critical introduced", "critical existing", "info introduced"]);
  });
});
