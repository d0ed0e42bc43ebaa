import { spawnSync } from "node:child_process";
import {
  ElasticDisasterRecovery,
  type ElasticDisasterRecoveryProps,
} from "../../modules/elastic-disaster-recovery/elastic-disaster-recovery";
import { Duration } from "../../modules/pair/duration";
import type { RegionPair } from "../../stacks/region-pair";
import { type SynthesizedPair, synthesized } from "../stacks/synthesized";
import { base } from "./base";

const TARGETS = { rto: Duration.minutes(30), rpo: Duration.minutes(15) };

const servers = (
  props: Partial<ElasticDisasterRecoveryProps> = {},
  after: (pair: RegionPair, common: ReturnType<typeof base>) => unknown = () => undefined,
) =>
  synthesized((pair) => {
    const common = base(pair);
    new ElasticDisasterRecovery(pair, "servers", { ...common, ...props });
    after(pair, common);
  }, TARGETS);

const TEMPLATE = "aws_drs_replication_configuration_template.servers_template";
const GROUP = "aws_security_group.servers_replication";
const scriptOf = (pair: SynthesizedPair, side: "primary" | "dr", system: string) => {
  const { content } = pair[side].resource(`aws_ssm_document.servers_agent-${system}`);
  const { mainSteps } = JSON.parse(String(content)) as {
    mainSteps: { action: string; precondition: unknown; inputs: { runCommand: string[] } }[];
  };
  return mainSteps[0];
};

describe("ElasticDisasterRecovery", () => {
  const pair = servers();

  it("copies each way, for failing back copies the other way", () => {
    for (const side of [pair.primary, pair.dr]) {
      expect(side.resource(TEMPLATE)).toMatchObject({
        ebs_encryption: "CUSTOM",
        ebs_encryption_key_arn: "${aws_kms_key.data_key.arn}",
        staging_area_subnet_id: "${aws_subnet.network_private-1.id}",
        data_plane_routing: "PRIVATE_IP",
        create_public_ip: false,
        associate_default_security_group: false,
        auto_replicate_new_disks: true,
      });
    }
    expect(pair.link.resources).toEqual([]);
    expect(pair.manifest.twins).toContainEqual(expect.objectContaining({ primary: TEMPLATE, dr: TEMPLATE }));
  });

  it("keeps points in time as the document has them: 10 min for 1 h, 1 h for 24 h, daily for a week", () => {
    expect(pair.dr.resource(TEMPLATE).pit_policy).toEqual([
      { enabled: true, interval: 10, retention_duration: 60, rule_id: 1, units: "MINUTE" },
      { enabled: true, interval: 1, retention_duration: 24, rule_id: 2, units: "HOUR" },
      { enabled: true, interval: 1, retention_duration: 7, rule_id: 3, units: "DAY" },
    ]);
  });

  it("lets nobody send disks but the other side's network, or those that are named", () => {
    const from = (of: SynthesizedPair, side: "primary" | "dr") =>
      (of[side].resource(GROUP).ingress as { cidr_blocks: string[]; from_port: number }[]).map((rule) => [
        rule.from_port,
        ...rule.cidr_blocks,
      ]);
    expect([from(pair, "primary"), from(pair, "dr")]).toEqual([
      [[1500, "10.20.0.0/16"]],
      [[1500, "10.10.0.0/16"]],
    ]);
    const own = servers({
      sourceCidrs: { primary: ["10.20.0.0/16"], dr: ["10.10.0.0/16", "192.168.0.0/16"] },
    });
    expect(from(own, "dr")).toEqual([[1500, "10.10.0.0/16", "192.168.0.0/16"]]);
    expect(own.manifest.byDesign).toContainEqual(
      expect.objectContaining({ address: GROUP, side: "dr", paths: ["ingress"] }),
    );
  });

  it("sends disks over public addresses only for a reason", () => {
    expect(servers({ routing: { publicBecause: "there is no VPN" } }).dr.resource(TEMPLATE)).toMatchObject({
      data_plane_routing: "PUBLIC_IP",
      create_public_ip: true,
      staging_area_subnet_id: "${aws_subnet.network_public-1.id}",
    });
  });

  it("launches servers in 10.100.0.0/16, or another network that overlaps neither side's", () => {
    expect(pair.dr.resource("aws_vpc.servers-recovery_vpc").cidr_block).toBe("10.100.0.0/16");
    expect(pair.primary.resources.filter((address) => address.includes("recovery"))).toEqual([]);
    expect(() => servers({ recoveryCidr: "10.20.128.0/17" })).toThrow(
      "servers.recoveryCidr: 10.20.128.0/17 overlaps 10.20.0.0/16",
    );
    expect(() => servers({ recoveryCidr: "10.100.0.0/28" })).toThrow(
      "servers.recoveryCidr: is 10.100.0.0/28",
    );
  });

  it("says of everything that one side has alone that it is meant", () => {
    const alone = pair.dr.resources.filter((address) => !pair.primary.resources.includes(address));
    const declared = pair.manifest.byDesign.filter(({ paths }) => paths === undefined);
    expect(declared.map(({ address }) => address).sort()).toEqual(alone.sort());
  });

  describe("agent", () => {
    it.each([
      ["linux", "Linux", "aws:runShellScript"],
      ["windows", "Windows", "aws:runPowerShellScript"],
    ])(
      "is installed on %s alone by its document, every day anew where it lacks",
      (system, platform, action) => {
        const document = `aws_ssm_document.servers_agent-${system}`;
        for (const side of ["primary", "dr"] as const) {
          expect(scriptOf(pair, side, system)).toMatchObject({
            action,
            precondition: { StringEquals: ["platformType", platform] },
          });
          expect(
            pair[side].resource(`aws_ssm_association.servers_agent-${system}-association`),
          ).toMatchObject({
            name: `\${${document}.name}`,
            schedule_expression: "rate(1 day)",
            targets: [{ key: "tag:DisasterRecovery", values: ["shop"] }],
          });
        }
      },
    );

    it("sends each side's servers to the other region, by design", () => {
      const [there, back] = (["primary", "dr"] as const).map((side) =>
        scriptOf(pair, side, "linux")?.inputs.runCommand.join("\n"),
      );
      expect(there).toContain("--region eu-central-1 --no-prompt");
      expect(there).not.toContain("eu-west-1");
      expect(back).toContain("--region eu-west-1 --no-prompt");
      expect(pair.manifest.byDesign).toContainEqual(
        expect.objectContaining({ address: "aws_ssm_document.servers_agent-linux", paths: ["content"] }),
      );
    });

    it.each(["linux", "windows"])(
      "runs no installer on %s that AWS has not published, and needs no key",
      (system) => {
        const lines = scriptOf(pair, "primary", system)?.inputs.runCommand ?? [];
        const at = (word: RegExp) => lines.findIndex((line) => word.test(line));
        expect(at(/sha512sum --check|Get-FileHash/)).toBeGreaterThan(at(/hashes/));
        expect(at(/--no-prompt/)).toBeGreaterThan(at(/sha512sum --check|Get-FileHash/));
        expect(lines.join("\n")).not.toMatch(/access-key|http:/);
      },
    );

    it("is a shell script that a shell reads, and ends where the hash is another", () => {
      const script = (scriptOf(pair, "primary", "linux")?.inputs.runCommand ?? []).join("\n");
      expect(spawnSync("sh", ["-n", "-c", script]).status).toBe(0);
      const fake = `curl() { case "$*" in *hashes*) printf '%0128d' 0;; *) echo evil > aws-replication-installer-init;; esac; }\n${script}`;
      const { status, stdout } = spawnSync("sh", ["-c", fake], { encoding: "utf8" });
      expect(status).not.toBe(0);
      expect(stdout).toContain("FAILED");
    });
  });

  it("lets servers be managed, copied, recovered and failed back, and no more", () => {
    for (const side of ["primary", "dr"] as const) {
      const attached = pair[side].resources
        .filter((address) => address.startsWith("aws_iam_role_policy_attachment.servers"))
        .map((address) => pair[side].resource(address).policy_arn);
      expect(attached.sort()).toEqual([
        "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore",
        "arn:aws:iam::aws:policy/service-role/AWSElasticDisasterRecoveryEc2InstancePolicy",
        "arn:aws:iam::aws:policy/service-role/AWSElasticDisasterRecoveryRecoveryInstancePolicy",
      ]);
      expect(pair[side].resource("aws_iam_instance_profile.servers_profile").name).toBe(
        `shop-servers-${side}`,
      );
    }
  });

  it("tells of servers that are not copied any more, and of launches that failed", () => {
    const rule = pair.dr.resource("aws_cloudwatch_event_rule.servers_stalled-failed");
    expect(rule.event_pattern).toContain("DRS Source Server Data Replication Stalled Change");
    expect(pair.dr.resource("aws_cloudwatch_event_rule.servers_launch-failed").event_pattern).toContain(
      "RECOVERY_LAUNCH_FAILED",
    );
  });

  it.each<[string, Partial<ElasticDisasterRecoveryProps>]>([
    [
      "servers.pointsInTime.minutes: one every 5 min",
      { pointsInTime: { minutes: { every: Duration.minutes(5), keptFor: Duration.hours(1) } } },
    ],
    [
      "servers.pointsInTime.hours: one every 2 h, kept for 1 h",
      { pointsInTime: { hours: { every: Duration.hours(2), keptFor: Duration.hours(1) } } },
    ],
    [
      "servers.pointsInTime.days: one every 24 h, kept for 8784 h",
      { pointsInTime: { days: { every: Duration.days(1), keptFor: Duration.days(366) } } },
    ],
    [
      "servers.pointsInTime.days: one every 36 h",
      { pointsInTime: { days: { every: Duration.hours(36), keptFor: Duration.days(7) } } },
    ],
    ["servers.bandwidth: is -1", { bandwidth: -1 }],
  ])("refuses what the service would refuse: %s", (message, props) => {
    expect(() => servers(props)).toThrow(message);
  });

  it("refuses a second one, of which the account has no room in a region", () => {
    const second = (one: RegionPair, common: ReturnType<typeof base>) =>
      new ElasticDisasterRecovery(one, "more", { ...common, recoveryCidr: "10.101.0.0/16" });
    expect(() => servers({}, second)).toThrow("replication template of Elastic Disaster Recovery");
  });

  it("holds the pair to the time that launching servers takes", () => {
    expect(() =>
      synthesized((one) => new ElasticDisasterRecovery(one, "servers", base(one)), {
        rto: Duration.minutes(15),
      }),
    ).toThrow('20 min for launching the servers of "servers"');
  });
});
