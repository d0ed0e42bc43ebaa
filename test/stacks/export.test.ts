import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { exportModules } from "../../stacks/export/export-modules";
import { parametrize } from "../../stacks/export/parametrize";

describe("parametrize", () => {
  it("turns stand-ins into variables, bare where they are the whole value", () => {
    const hcl =
      'resource "aws_vpc" "capability_vpc" {\nname = "pair-name-capability"\nregion = "xx-primary-1"\n}';
    const { text, parameters } = parametrize(hcl, "primary");
    expect(text).toBe('resource "aws_vpc" "this_vpc" {\nname = var.name\nregion = var.region\n}');
    expect(parameters.map(({ name }) => name)).toEqual(["name", "region"]);
  });

  it("takes the regions from the side's point of view", () => {
    expect(parametrize('a = "xx-primary-1"', "dr").text).toBe("a = var.other_region");
    expect(parametrize('a = "xx-standby-1"', "link").text).toBe("a = var.dr_region");
  });

  it("cuts subnets out of the caller's network", () => {
    expect(parametrize('cidr_block = "10.252.160.0/19"', "dr").text).toBe(
      "cidr_block = cidrsubnet(var.cidr, 3, 5)",
    );
  });

  it("writes dependencies and ignored attributes as references", () => {
    const hcl = 'depends_on = [\n"aws_vpc.capability_vpc",\n]\nignore_changes = ["engine_version"]';
    expect(parametrize(hcl, "primary").text).toBe(
      "depends_on = [\naws_vpc.this_vpc,\n]\nignore_changes = [engine_version]",
    );
    const nested = 'ignore_changes = [\n"scaling_config[0].desired_size",\n]\nname = "a"';
    expect(parametrize(nested, "primary").text).toBe(
      'ignore_changes = [\nscaling_config[0].desired_size,\n]\nname = "a"',
    );
  });
});

describe("the exported modules", () => {
  const directory = mkdtempSync(join(tmpdir(), "drparity-export-test-"));
  const modules = exportModules(directory);
  const read = (path: string) => readFileSync(join(directory, path), "utf8");

  afterAll(() => {
    rmSync(directory, { recursive: true, force: true });
  });

  it("are those of the sides that a capability touches", () => {
    const of = (name: string) =>
      modules.filter((module) => module.startsWith(join(directory, name))).map((module) => module.slice(-7));
    expect(of("s3-replication/")).toHaveLength(3);
    expect(of("failover-dns/")).toEqual(["ns/link"]);
  });

  it("ask for the primary region's provider where they need it", () => {
    expect(read("s3-replication/link/versions.tf")).toContain("configuration_aliases = [aws.primary]");
    expect(read("s3-replication/dr/versions.tf")).not.toContain("configuration_aliases");
  });

  it("come in the forms that no variable can choose", () => {
    expect(read("s3-replication/link/main.tf")).toContain("dr-to-primary");
    expect(read("s3-replication-one-way/link/main.tf")).not.toContain("dr-to-primary");
    expect(read("failover-dns-weighted/link/main.tf")).toMatch(/weight\s+= var\.dr_weight/);
    expect(read("failover-dns-latency/link/main.tf")).toContain("latency_routing_policy");
    expect(read("failover-dns-latched/link/main.tf")).toContain("CLOUDWATCH_METRIC");
  });

  it("take settings as variables with the constructs' defaults", () => {
    expect(read("s3-replication/link/main.tf")).toContain('var.time_control ? "Enabled" : "Disabled"');
    expect(read("failover-dns/link/main.tf")).toMatch(/ttl\s+= var\.ttl/);
    expect(read("failover-dns/link/variables.tf")).toMatch(/variable "ttl" \{[^}]*default\s+= 60\n/);
  });

  it("let a fleet call what it is given, and give out what others name things by", () => {
    expect(read("compute/dr/main.tf")).toMatch(/from_port\s+= var\.data_port/);
    expect(read("compute/dr/outputs.tf")).toContain("aws_security_group.this_instances.id");
    expect(read("compute/dr/outputs.tf")).toContain("aws_iam_role.this_role.name");
    expect(read("s3-replication/dr/outputs.tf")).not.toContain("aws_s3_bucket_lifecycle_configuration");
  });

  it("write the statements of a web ACL's rules as the blocks that they are", () => {
    expect(read("web-acl/dr/main.tf")).toMatch(/ statement \{\n\s+rate_based_statement \{/);
  });

  it("refer to nothing that another module makes", () => {
    expect(read("file-system/dr/main.tf")).toContain("subnet_id = var.second_private_subnet_id");
    expect(read("http-api/dr/main.tf")).toMatch(/integration_uri\s+= var\.handler_invoke_arn/);
  });

  it("keep secrets ephemeral", () => {
    expect(read("secret/primary/main.tf")).toContain(
      'ephemeral "aws_secretsmanager_random_password" "this_password"',
    );
    expect(read("secret/primary/main.tf")).not.toMatch(/secret_string\s+=/);
  });
});
