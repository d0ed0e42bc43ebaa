import { reportOf, told } from "../../support/analysis";
import { plan, type PlanBuilder, ref } from "../../support/plan-builder";

const CREATE = { actions: ["create"] };

/** What is told as missing in DR of what primary has beside an image that DR has a copy of. */
function missing(
  image: string,
  inputs: (builder: PlanBuilder) => PlanBuilder,
  copy: (builder: PlanBuilder) => PlanBuilder = (builder) =>
    builder.resource(
      "aws_ami_copy.kiosk",
      { name: "kiosk-7", source_ami_id: "ami-0123456789abcdef0" },
      CREATE,
    ),
): string[] {
  const source = image === "aws_ami" ? "aws_ebs_snapshot.base.id" : "aws_instance.builder.id";
  const side = (region: string) => plan(region).resource("aws_sqs_queue.jobs", { name: "jobs" });
  const report = reportOf({
    primary: inputs(
      side("us-east-1").resource(
        `${image}.kiosk`,
        { name: "kiosk-7" },
        { ...CREATE, expressions: { source: ref(source) } },
      ),
    ),
    dr: copy(side("us-west-2")),
  });
  return told(report.findings.filter(({ kind }) => kind === "missing-in-dr"));
}

const volume = (builder: PlanBuilder) =>
  builder
    .resource("aws_ebs_volume.base", { size: 30 }, CREATE)
    .resource(
      "aws_ebs_snapshot.base",
      {},
      { ...CREATE, expressions: { volume_id: ref("aws_ebs_volume.base.id") } },
    );

describe("what an artefact was built from", () => {
  it("needs no twin where DR has a copy of the artefact", () => {
    expect(missing("aws_ami", volume)).toEqual([]);
    expect(
      missing("aws_ami_from_instance", (builder) =>
        builder.resource("aws_instance.builder", { instance_type: "c6i.large" }, CREATE),
      ),
    ).toEqual([]);
  });

  it("needs one where something else uses it", () => {
    const attached = (builder: PlanBuilder) =>
      volume(builder).resource(
        "aws_volume_attachment.a",
        { device_name: "/dev/sdf" },
        { ...CREATE, expressions: { volume_id: ref("aws_ebs_volume.base.id") } },
      );
    expect(missing("aws_ami", attached).join()).toContain("aws_ebs_volume.base");
    const restored = (builder: PlanBuilder) =>
      volume(builder).resource(
        "aws_ebs_volume.data",
        { size: 30 },
        { ...CREATE, expressions: { snapshot_id: ref("aws_ebs_snapshot.base.id") } },
      );
    expect(missing("aws_ami", restored).join()).toContain("aws_ebs_snapshot.base");
  });

  it("is missing with the artefact itself where there is no copy", () => {
    const told = missing("aws_ami", volume, (builder) => builder).join();
    expect(told).toContain("aws_ami.kiosk");
    expect(told).toContain("aws_ebs_volume.base");
  });

  it("may be an image's builder behind a replicated registry", () => {
    const side = (region: string) => plan(region).resource("aws_sqs_queue.jobs", { name: "jobs" });
    const registry = (region: string) =>
      side("us-east-1")
        .resource("aws_ecr_repository.app", { name: "kiosk/app" })
        .resource("aws_ecr_replication_configuration.r", {
          replication_configuration: [{ rule: [{ destination: [{ region }] }] }],
        })
        .resource("aws_codebuild_project.images", {
          name: "images",
          environment: [{ environment_variable: [{ name: "REPOSITORY", value: "kiosk/app" }] }],
        });
    const findings = (region: string) =>
      told(reportOf({ primary: registry(region), dr: side("us-west-2") }).findings).join();
    expect(findings("us-west-2")).not.toContain("aws_codebuild_project");
    expect(findings("eu-west-1")).toContain("aws_codebuild_project");
  });
});
