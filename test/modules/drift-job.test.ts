import { DriftJob, type DriftJobProps } from "../../modules/drift-job/drift-job";
import { Keys } from "../../modules/keys/keys";
import { Duration } from "../../modules/pair/duration";
import { Parameters } from "../../modules/parameters/parameters";
import { ReplicatedSecret } from "../../modules/secrets/replicated-secret";
import { version } from "../../package.json";
import type { RegionPair, RegionPairProps } from "../../stacks/region-pair";
import { localState } from "../../stacks/state";
import { type Attributes, synthesized } from "../stacks/synthesized";
import { statementsOf } from "./statements";

const GITHUB = { kind: "github", url: "https://github.com/acme/infrastructure.git" } as const;

const job = (
  props: Partial<DriftJobProps> = {},
  beside: (pair: RegionPair, keys: Keys) => void = () => undefined,
  pairProps: Partial<RegionPairProps> = {},
) =>
  synthesized((pair) => {
    const keys = new Keys(pair, "data");
    new DriftJob(pair, "drift", { keys, source: GITHUB, ...props });
    beside(pair, keys);
  }, pairProps);

/** For what a policy does not hold. */
const policyOf = (resource: Attributes) => JSON.stringify(statementsOf(resource));
const projectOf = (pair: ReturnType<typeof job>) =>
  pair.dr.resource("aws_codebuild_project.drift_project") as {
    source: Record<string, unknown>;
    environment: { environment_variable: { name: string; value: string }[] };
  };
const stepsOf = (pair: ReturnType<typeof job>) =>
  JSON.parse(String(projectOf(pair).source.buildspec)) as {
    phases: Record<string, { commands: string[] }>;
  };

describe("DriftJob", () => {
  const pair = job();
  const rights = policyOf(pair.dr.resource("aws_iam_role_policy.drift_policy"));
  const statement = (sid: string, of = pair) =>
    statementsOf(of.dr.resource("aws_iam_role_policy.drift_policy")).find(({ Sid }) => Sid === sid);

  it("lies in the DR region alone, so that it outlives the primary", () => {
    const types = ["aws_codebuild_project", "aws_scheduler_schedule", "aws_sns_topic", "aws_s3_bucket"];
    expect(pair.dr.types()).toEqual(expect.arrayContaining(types));
    for (const type of types) {
      expect(pair.primary.types()).not.toContain(type);
      expect(pair.link.types()).not.toContain(type);
    }
    expect(JSON.stringify(pair.dr.json)).not.toContain("terraform_remote_state");
    expect(Object.keys(pair.dr.json.data ?? {})).toEqual([]);
  });

  it("says of each of its resources that it has no twin by design", () => {
    const own = pair.dr.resources.filter((address) => address.includes(".drift"));
    const declared = pair.manifest.byDesign.filter(({ paths }) => paths === undefined);
    expect(declared.map(({ address }) => address).sort()).toEqual(own.sort());
    expect(own).toContain("aws_s3_bucket.drift-records_bucket");
    expect(declared.every(({ side, workspace }) => side === "dr" && workspace === "shop-dr")).toBe(true);
  });

  describe("schedule", () => {
    it("starts the project every six hours, unless told otherwise", () => {
      expect(pair.dr.resource("aws_scheduler_schedule.drift_schedule")).toMatchObject({
        name: "shop-drift",
        schedule_expression: "rate(6 hours)",
        target: {
          arn: "${aws_codebuild_project.drift_project.arn}",
          role_arn: "${aws_iam_role.drift_schedule-role.arn}",
        },
      });
      const hourly = job({ every: Duration.hours(1) }).dr;
      expect(hourly.resource("aws_scheduler_schedule.drift_schedule").schedule_expression).toBe(
        "rate(1 hour)",
      );
    });

    it("acts in a role that starts this project and does nothing else", () => {
      expect(statementsOf(pair.dr.resource("aws_iam_role_policy.drift_schedule-policy"))).toEqual([
        {
          Effect: "Allow",
          Action: ["codebuild:StartBuild"],
          Resource: "aws_codebuild_project.drift_project.arn",
        },
      ]);
    });

    it.each([Duration.minutes(90), Duration.days(2), Duration.seconds(0)])("refuses every %s", (every) => {
      expect(() => job({ every })).toThrow(/drift\.every: .* is not a whole number of hours from 1 to 24/);
    });
  });

  describe("project", () => {
    const { build, install, pre_build: before, post_build: after } = stepsOf(pair).phases;

    it("plans all workspaces, and takes a divergence for a run that worked", () => {
      expect(before?.commands).toEqual(["npm ci", "npx cdktf synth"]);
      expect(build?.commands).toHaveLength(1);
      expect(build?.commands[0]).toMatch(/^drparity drift --manifest cdktf\.out\/drparity\.json /);
      expect(build?.commands[0]).toMatch(/\|\| test \$\? -eq 2$/);
      expect(after?.commands[0]).toContain("aws s3 cp report.json");
    });

    it("installs pinned versions, Terraform by its checksum", () => {
      expect(install?.commands.join("\n")).toMatch(/sha256sum --check/);
      expect(projectOf(pair).environment.environment_variable).toEqual(
        expect.arrayContaining([
          { name: "DRPARITY_VERSION", value: version },
          { name: "TERRAFORM_VERSION", value: "1.11.4" },
        ]),
      );
    });

    it("runs once at a time, and not before its role can do its work", () => {
      expect(projectOf(pair)).toMatchObject({
        concurrent_build_limit: 1,
        depends_on: ["aws_iam_role_policy.drift_policy", "aws_iam_role_policy_attachment.drift_plan-1"],
      });
    });

    it("writes nothing that Terraform would take for a template of its own", () => {
      expect(projectOf(pair).source.buildspec).not.toMatch(/\$\{|%\{/);
    });

    it("does the steps that it is given instead", () => {
      expect(projectOf(job({ buildspec: "ops/drift.yml" })).source.buildspec).toBe("ops/drift.yml");
    });

    it("lets nobody override where history goes", () => {
      const variables = projectOf(job({ environment: { HISTORY: "", STAGE: "live" } })).environment;
      expect(variables.environment_variable).toContainEqual({ name: "STAGE", value: "live" });
      expect(variables.environment_variable).not.toContainEqual({ name: "HISTORY", value: "" });
    });
  });

  describe("source", () => {
    const CONNECTION = "arn:aws:codeconnections:eu-central-1:111122223333:connection/c";

    it("is a GitHub repository, with a connection where one is named", () => {
      expect(projectOf(pair).source).toMatchObject({ type: "GITHUB", location: GITHUB.url });
      expect(projectOf(pair).source).not.toHaveProperty("auth");
      expect(rights).not.toContain("codeconnections");
      const connected = job({ source: { ...GITHUB, connectionArn: CONNECTION } });
      expect(projectOf(connected).source.auth).toEqual({ type: "CODECONNECTIONS", resource: CONNECTION });
      expect(policyOf(connected.dr.resource("aws_iam_role_policy.drift_policy"))).toContain(CONNECTION);
    });

    it("is a CodeCommit repository or a ZIP file of the DR region", () => {
      const codecommit = job({ source: { kind: "codecommit", repository: "infra", version: "main" } });
      expect(projectOf(codecommit)).toMatchObject({
        source: { location: "https://git-codecommit.eu-central-1.amazonaws.com/v1/repos/infra" },
        source_version: "main",
      });
      expect(policyOf(codecommit.dr.resource("aws_iam_role_policy.drift_policy"))).toContain(
        "arn:aws:codecommit:eu-central-1:111122223333:infra",
      );
      const zip = job({ source: { kind: "s3", bucket: "acme-source", key: "infra.zip" } });
      expect(projectOf(zip).source).toMatchObject({ type: "S3", location: "acme-source/infra.zip" });
      expect(policyOf(zip.dr.resource("aws_iam_role_policy.drift_policy"))).toContain(
        "arn:aws:s3:::acme-source/infra.zip",
      );
    });

    it("is nothing only where a buildspec fetches it", () => {
      expect(() => job({ source: { kind: "none" } })).toThrow(/drift\.buildspec: is missing/);
      expect(projectOf(job({ source: { kind: "none" }, buildspec: "version: 0.2" })).source.type).toBe(
        "NO_SOURCE",
      );
    });

    it("holds no credentials", () => {
      expect(() => job({ source: { kind: "github", url: "https://user:secret@github.com/a/b" } })).toThrow(
        /drift\.source\.url: .* is not an https address without credentials/,
      );
    });
  });

  describe("role", () => {
    it("reads the states of the pair's workspaces, and takes no lock", () => {
      const states = [
        "acme-state-eu-west-1/shop-primary.tfstate",
        "acme-state-eu-central-1/shop-dr.tfstate",
        "acme-state-eu-central-1/shop-link.tfstate",
      ];
      expect(statement("ReadStates")).toMatchObject({
        Action: ["s3:GetObject"],
        Resource: states.map((state) => `arn:aws:s3:::${state}`),
      });
      expect(statement("FindStates")).toMatchObject({
        Action: ["s3:ListBucket"],
        Resource: ["arn:aws:s3:::acme-state-eu-west-1", "arn:aws:s3:::acme-state-eu-central-1"],
        Condition: {
          StringEquals: {
            "s3:prefix": ["env:/", "shop-primary.tfstate", "shop-dr.tfstate", "shop-link.tfstate"],
          },
        },
      });
      expect(rights).not.toContain("tflock");
    });

    it.each(["role", "schedule-role"])("of %s can be taken only for this account", (role) => {
      expect(
        statementsOf(pair.dr.resource(`aws_iam_role.drift_${role}`), "assume_role_policy"),
      ).toMatchObject([{ Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } } }]);
    });

    it("writes history, reports and its log, publishes to its topic, and deletes nothing", () => {
      const writes = [
        ...rights.matchAll(/"(\w+:(?!Get|GET|List|Describe|Validate|Decrypt|UseConnection)[A-Z]\w+)"/g),
      ];
      expect(writes.map(([, action]) => action).sort()).toEqual([
        "kms:GenerateDataKey",
        "logs:CreateLogStream",
        "logs:PutLogEvents",
        "s3:PutObject",
        "s3:PutObject",
        "sns:Publish",
      ]);
      const bucket = "arn:aws:s3:::shop-drift-111122223333-eu-central-1";
      expect(statement("AppendHistory")).toMatchObject({ Resource: `${bucket}/history/*` });
      expect(statement("FindHistory")).toMatchObject({
        Resource: bucket,
        Condition: { StringLike: { "s3:prefix": ["history", "history/*"] } },
      });
      expect(statement("WriteReports")).toMatchObject({ Resource: `${bucket}/reports/*` });
    });

    it("has no action by wildcard and no resource that is everything where there are narrower ones", () => {
      expect(rights).not.toMatch(/"\w+:[A-Za-z]*\*"/);
      const everything = [...rights.matchAll(/"Action":\[([^\]]*)\],"Resource":"\*"/g)];
      // Checking a definition that does not exist yet has no resource.
      expect(everything.map(([, actions]) => actions)).toEqual(['"states:ValidateStateMachineDefinition"']);
      expect(rights.match(/"Resource":"\*"/g)).toHaveLength(1);
    });

    it("reads configuration by AWS's SecurityAudit, or by the policies that it is given", () => {
      const policies = (of: ReturnType<typeof job>) =>
        Object.values(of.dr.json.resource?.aws_iam_role_policy_attachment ?? {}).map(
          ({ policy_arn: arn }) => arn,
        );
      expect(policies(pair)).toEqual(["arn:aws:iam::aws:policy/SecurityAudit"]);
      const own = ["arn:aws:iam::111122223333:policy/a", "arn:aws:iam::111122223333:policy/b"];
      expect(policies(job({ planPolicyArns: own }))).toEqual(own);
    });

    it("reads secrets only where that is said, and wants it said where a plan would", () => {
      const secret = (of: RegionPair, keys: Keys) =>
        new ReplicatedSecret(of, "token", { keys, generatePasswordLength: 32 });
      expect(rights).not.toContain("secretsmanager");
      expect(() => job({}, secret)).toThrow(/drift\.readSecretValues: is missing/);
      const reading = job({ readSecretValues: true }, secret);
      expect(statement("ReadSecrets", reading)).toMatchObject({
        Resource: "arn:aws:secretsmanager:eu-west-1:111122223333:secret:shop/*",
      });
      expect(statement("DecryptSecrets", reading)).toMatchObject({
        Action: ["kms:Decrypt"],
        Condition: {
          StringEquals: { "kms:ViaService": ["secretsmanager.eu-west-1.amazonaws.com"] },
          "ForAnyValue:StringLike": { "kms:ResourceAliases": "alias/shop-*" },
        },
      });
      const without = job({ readSecretValues: false }, secret).dr;
      expect(policyOf(without.resource("aws_iam_role_policy.drift_policy"))).not.toContain("secretsmanager");
    });

    it("asks and reads in both regions where parameters are secret", () => {
      const secret = (of: RegionPair, keys: Keys) =>
        new Parameters(of, "config", { keys, secure: { token: 1 } });
      expect(() => job({}, secret)).toThrow(/drift\.readSecretValues: is missing/);
      expect(statement("DecryptParameters", job({ readSecretValues: true }, secret))).toMatchObject({
        Action: ["kms:Decrypt"],
        Resource: ["eu-west-1", "eu-central-1"].map((region) => `arn:aws:kms:${region}:111122223333:key/*`),
        Condition: {
          StringEquals: {
            "kms:ViaService": ["ssm.eu-west-1.amazonaws.com", "ssm.eu-central-1.amazonaws.com"],
          },
          "ForAnyValue:StringLike": { "kms:ResourceAliases": "alias/shop-*" },
        },
      });
      expect(rights).not.toContain("DecryptParameters");
    });

    it.each([
      [
        "ReadFunctions",
        ["lambda:GetAlias", "lambda:GetFunction"],
        ["lambda:REGION:111122223333:function:shop-*"],
      ],
      ["ReadApis", ["apigateway:GET"], ["apigateway:REGION::/apis/*", "apigateway:REGION::/domainnames/*"]],
      ["ReadSubscriptions", ["sns:GetSubscriptionAttributes"], ["sns:REGION:111122223333:shop-*"]],
      [
        "ReadSettings",
        expect.arrayContaining(["appconfig:GetApplication", "appconfig:GetHostedConfigurationVersion"]),
        ["appconfig:REGION:111122223333:application/*"],
      ],
    ])("reads what SecurityAudit leaves out of today's services: %s", (sid, actions: unknown, resources) => {
      expect(statement(sid)).toMatchObject({
        Action: actions,
        Resource: resources.flatMap((resource) =>
          ["eu-west-1", "eu-central-1"].map((region) => `arn:aws:${resource.replace("REGION", region)}`),
        ),
      });
    });

    it("cannot read states in files, which has to be meant", () => {
      const state = localState("/tmp");
      expect(() => job({}, undefined, { state })).toThrow(/drift: cannot read the pair's states/);
      const demo = job({ localStateBecause: "it is a demonstration" }, undefined, { state });
      expect(policyOf(demo.dr.resource("aws_iam_role_policy.drift_policy"))).not.toContain("ReadStates");
    });
  });

  describe("bucket", () => {
    const of = (kind: string, from = pair) => from.dr.resource(`aws_s3_bucket${kind}`);

    it("is versioned, encrypted with the DR region's key, and closed to the public", () => {
      expect(of(".drift-records_bucket")).toMatchObject({
        bucket: "shop-drift-111122223333-eu-central-1",
        force_destroy: false,
      });
      expect(of("_versioning.drift-records_versioning")).toMatchObject({
        versioning_configuration: { status: "Enabled" },
      });
      expect(JSON.stringify(of("_server_side_encryption_configuration.drift-records_encryption"))).toContain(
        "${aws_kms_key.data_key.arn}",
      );
      expect(of("_public_access_block.drift-records_public-access")).toMatchObject({
        block_public_acls: true,
        restrict_public_buckets: true,
      });
    });

    it("deletes old reports, and never the history", () => {
      const { rule } = of("_lifecycle_configuration.drift-records_lifecycle") as { rule: Attributes[] };
      expect(rule.filter(({ expiration }) => expiration !== undefined)).toEqual([
        { id: "expire", status: "Enabled", filter: [{ prefix: "reports/" }], expiration: [{ days: 400 }] },
      ]);
    });

    it("is locked only where that is asked for", () => {
      expect(pair.dr.types()).not.toContain("aws_s3_bucket_object_lock_configuration");
      const locked = job({ objectLock: { mode: "GOVERNANCE", days: 30 } });
      expect(of(".drift-records_bucket", locked)).toMatchObject({ object_lock_enabled: true });
      expect(of("_object_lock_configuration.drift-records_object-lock", locked)).toMatchObject({
        rule: { default_retention: { mode: "GOVERNANCE", days: 30 } },
      });
    });
  });

  describe("alerts", () => {
    it("go to an encrypted topic, to which alarms and events may publish", () => {
      expect(pair.dr.resource("aws_sns_topic.drift_topic")).toMatchObject({
        kms_master_key_id: "${aws_kms_key.data_key.arn}",
      });
      const publishers = statementsOf(pair.dr.resource("aws_sns_topic_policy.drift_topic-policy"));
      expect(publishers.map(({ Principal }) => Principal)).toEqual([
        { Service: "cloudwatch.amazonaws.com" },
        { Service: "events.amazonaws.com" },
      ]);
      const key = statementsOf(pair.dr.resource("aws_kms_key.data_key"));
      expect(key.find(({ Sid }) => Sid === "EventsToTopics")).toMatchObject({
        Principal: { Service: "events.amazonaws.com" },
        Condition: {
          ArnLike: { "kms:EncryptionContext:aws:sns:topicArn": "arn:aws:sns:eu-central-1:111122223333:*" },
        },
      });
    });

    it("tell of a run that failed, whatever the way", () => {
      const { event_pattern: pattern } = pair.dr.resource("aws_cloudwatch_event_rule.drift_failed");
      expect(JSON.parse(String(pattern))).toEqual({
        source: ["aws.codebuild"],
        "detail-type": ["CodeBuild Build State Change"],
        detail: {
          "project-name": ["shop-drift"],
          "build-status": ["FAILED", "FAULT", "STOPPED", "TIMED_OUT"],
        },
      });
      expect(pair.dr.resource("aws_cloudwatch_event_target.drift_failed-topic").arn).toBe(
        "${aws_sns_topic.drift_topic.arn}",
      );
    });

    it("tell when no run has succeeded in two intervals: no data is no good news", () => {
      expect(pair.dr.resource("aws_cloudwatch_metric_alarm.drift_missing")).toMatchObject({
        metric_name: "SucceededBuilds",
        dimensions: { ProjectName: "shop-drift" },
        period: 21_600,
        evaluation_periods: 2,
        threshold: 1,
        comparison_operator: "LessThanThreshold",
        treat_missing_data: "breaching",
        alarm_actions: ["${aws_sns_topic.drift_topic.arn}"],
      });
    });
  });

  it("refuses an id that makes the roles' names too long", () => {
    const long = () =>
      synthesized((of) => {
        const keys = new Keys(of, "data");
        new DriftJob(of, "a-name-of-more-than-fifty-characters-is-too-long-for-it", { keys, source: GITHUB });
      });
    expect(long).toThrow(/is longer than 64 characters/);
  });
});
