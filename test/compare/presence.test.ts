import type { Json, JsonObject } from "../../analyzer/base/json";
import { reportOf, told } from "../support/analysis";
import { plan } from "../support/plan-builder";

const REGIONS = { primary: "us-east-1", dr: "us-west-2" };

/** The paths in which one resource of each side differs; whatever is told is told at warning or above. */
function differing(type: string, primary: JsonObject, dr: JsonObject): string[] {
  const { findings } = reportOf({
    primary: plan("us-east-1").resource(`${type}.x`, primary),
    dr: plan("us-west-2").resource(`${type}.x`, dr),
    strategy: "active-active",
    regions: REGIONS,
  });
  expect(findings.filter(({ severity }) => severity === "info")).toEqual([]);
  return findings.flatMap(({ differences }) => differences.map(({ path }) => path)).sort();
}

const ALLOW = { allow: [{ custom_request_handling: [] }], block: [] };
const BLOCK = { allow: [], block: [{ custom_response: [] }] };
const rule = (more: JsonObject) => ({
  rule: [{ name: "r", priority: 1, action: [], override_action: [], statement: [], ...more }],
});
const action = (name: string) => ({
  action: [{ allow: [], block: [], count: [], captcha: [], challenge: [], [name]: [{}] }],
});
const override = (name: string) => ({ override_action: [{ count: [], none: [], [name]: [{}] }] });
const fields = (...names: string[]) => ({
  redacted_fields: names.map((name) => ({
    method: [],
    query_string: [],
    single_header: [],
    uri_path: [],
    [name]: [{}],
  })),
});

describe("a block without arguments says something by being there", () => {
  it.each<[string, string, JsonObject, JsonObject, string[]]>([
    [
      "as an ACL's default action",
      "aws_wafv2_web_acl",
      { default_action: [BLOCK] },
      { default_action: [ALLOW] },
      ["default_action[0].allow", "default_action[0].block"],
    ],
    [
      "as an ACL's default action, although the other answers with something of its own",
      "aws_wafv2_web_acl",
      { default_action: [{ allow: [], block: [{ custom_response: [{ response_code: 429 }] }] }] },
      { default_action: [ALLOW] },
      ["default_action[0].allow", "default_action[0].block[0].custom_response[0].response_code"],
    ],
    [
      "as a rule's action",
      "aws_wafv2_web_acl",
      rule(action("block")),
      rule(action("count")),
      ["rule[0].action[0].block", "rule[0].action[0].count"],
    ],
    [
      "as what overrides a group's actions",
      "aws_wafv2_web_acl",
      rule(override("none")),
      rule(override("count")),
      ["rule[0].override_action[0].count", "rule[0].override_action[0].none"],
    ],
    [
      "as a field that a log leaves out, which the other side does not",
      "aws_wafv2_web_acl_logging_configuration",
      { log_destination_configs: ["arn:aws:logs:::x"], ...fields("uri_path", "query_string") },
      { log_destination_configs: ["arn:aws:logs:::x"], ...fields("uri_path") },
      ["redacted_fields[1].query_string"],
    ],
    [
      "as the mesh's choice between two kinds of a route",
      "aws_appmesh_virtual_node",
      {
        spec: [
          {
            backend_defaults: [
              { client_policy: [{ tls: [{ validation: [{ trust: [{ acm: [{}], sds: [] }] }] }] }] },
            ],
          },
        ],
      },
      {
        spec: [
          {
            backend_defaults: [
              { client_policy: [{ tls: [{ validation: [{ trust: [{ acm: [], sds: [{}] }] }] }] }] },
            ],
          },
        ],
      },
      ["acm", "sds"].map(
        (name) => `spec[0].backend_defaults[0].client_policy[0].tls[0].validation[0].trust[0].${name}`,
      ),
    ],
    [
      "as how a model is made to use its tools",
      "aws_bedrockagent_prompt",
      {
        variant: [
          {
            name: "v",
            template_configuration: [
              { chat: [{ tool_configuration: [{ tool_choice: [{ any: [{}], auto: [] }] }] }] },
            ],
          },
        ],
      },
      {
        variant: [
          {
            name: "v",
            template_configuration: [
              { chat: [{ tool_configuration: [{ tool_choice: [{ any: [], auto: [{}] }] }] }] },
            ],
          },
        ],
      },
      ["any", "auto"].map(
        (name) => `variant[0].template_configuration[0].chat[0].tool_configuration[0].tool_choice[0].${name}`,
      ),
    ],
    [
      "in a type that the schema does not have",
      "aws_x",
      { mode: [{ open: [{}], shut: [] }] },
      { mode: [{ open: [], shut: [{}] }] },
      ["mode[0].open", "mode[0].shut"],
    ],
  ])("%s", (_, type, primary, dr, paths) => {
    expect(differing(type, primary, dr)).toEqual(paths);
    expect(differing(type, dr, primary)).toHaveLength(paths.length);
    expect(differing(type, primary, primary)).toEqual([]);
  });

  it("also where it drifted", () => {
    const before = { default_action: [BLOCK], name: "a" };
    const after = { default_action: [ALLOW], name: "a" };
    const dr = plan("us-west-2")
      .resource("aws_wafv2_web_acl.x", before, { actions: ["update"], before: after })
      .drift("aws_wafv2_web_acl.x", before, after);
    const { findings } = reportOf({ primary: plan("us-east-1").resource("aws_wafv2_web_acl.x", before), dr });
    expect(told(findings)).toEqual([
      "warning drift aws_wafv2_web_acl.x: default_action[0].allow, default_action[0].block",
    ]);
  });
});

describe("a block without content says nothing", () => {
  const expiry = { id: "old", status: "Enabled", expiration: [{ days: 30, date: null }] };
  it.each<[string, string, JsonObject, JsonObject]>([
    [
      "beside no such block",
      "aws_s3_bucket_lifecycle_configuration",
      { rule: [{ ...expiry, filter: [{ prefix: null, and: [], tag: [] }] }] },
      { rule: [{ ...expiry, filter: [] }] },
    ],
    [
      "whose content is what the provider fills in",
      "aws_ecs_cluster",
      { configuration: [{ execute_command_configuration: [{ kms_key_id: null, log_configuration: [] }] }] },
      { configuration: [] },
    ],
    ["of a type that the schema does not have", "aws_x", { filter: [{}] }, { filter: [] }],
    ["when it is a map", "aws_sqs_queue", { tags: {} }, { tags: null }],
  ])("%s", (_, type, primary, dr) => {
    expect(differing(type, primary, dr)).toEqual([]);
    expect(differing(type, dr, primary)).toEqual([]);
  });

  it("beside another difference, and is not told with it", () => {
    const late = { noncurrent_version_expiration: [{ noncurrent_days: 7 }] };
    const paths = differing(
      "aws_s3_bucket_lifecycle_configuration",
      { rule: [{ ...expiry, filter: [{ prefix: null }] }] },
      { rule: [{ ...expiry, filter: [], ...late }] },
    );
    expect(paths).toEqual(["rule[0].noncurrent_version_expiration[0].noncurrent_days"]);
  });
});

describe("false and 0", () => {
  const pattern = (detail: Json) => ({ event_pattern: JSON.stringify({ source: ["app"], detail }) });
  const variables = (map: JsonObject) => ({ environment: [{ variables: { A: "a", ...map } }] });

  it.each<[string, string, JsonObject, JsonObject]>([
    [
      "in a document",
      "aws_cloudwatch_event_rule",
      pattern({ error: [{ exists: false }] }),
      pattern({ error: [{ exists: true }] }),
    ],
    [
      "in a document, beside nothing",
      "aws_cloudwatch_event_rule",
      pattern({ a: [{ exists: false }] }),
      pattern({}),
    ],
    [
      "as an element of a document's list",
      "aws_cloudwatch_event_rule",
      pattern({ a: [false, 1] }),
      pattern({ a: [1] }),
    ],
    [
      "as null in a document's list",
      "aws_cloudwatch_event_rule",
      pattern({ a: [null, 1] }),
      pattern({ a: [1] }),
    ],
    [
      "in a document that a parameter holds",
      "aws_ssm_parameter",
      { type: "String", value: JSON.stringify({ checkout: { enabled: false } }) },
      { type: "String", value: JSON.stringify({ checkout: {} }) },
    ],
    ["as a variable's text", "aws_lambda_function", variables({ RETRIES: "0" }), variables({})],
    ["as a variable's text", "aws_lambda_function", variables({ DEBUG: "false" }), variables({})],
  ])("are values %s", (_, type, primary, dr) => {
    expect(differing(type, primary, dr)).toHaveLength(1);
    expect(differing(type, dr, primary)).toHaveLength(1);
  });

  it.each<[string, string, JsonObject, JsonObject]>([
    ["where the provider keeps them", "aws_lb", { internal: false, idle_timeout: 0 }, { internal: null }],
    [
      "in definitions that the service fills in",
      "aws_ecs_task_definition",
      { container_definitions: JSON.stringify([{ name: "a", privileged: false, cpu: 0 }]) },
      { container_definitions: JSON.stringify([{ name: "a" }]) },
    ],
    [
      "in jobs that the service fills in",
      "aws_batch_job_definition",
      { container_properties: JSON.stringify({ image: "a", privileged: false }) },
      { container_properties: JSON.stringify({ image: "a" }) },
    ],
    ["when a variable is empty", "aws_lambda_function", variables({ EXTRA: "" }), variables({})],
  ])("say nothing %s", (_, type, primary, dr) => {
    expect(differing(type, primary, dr)).toEqual([]);
    expect(differing(type, dr, primary)).toEqual([]);
  });
});

describe("a number beyond 2^53", () => {
  it("in a document is told from its neighbour", () => {
    const variables = (id: string) => ({ environment: [{ variables: { CONFIG: `{"tenant":${id}}` } }] });
    expect(
      differing("aws_lambda_function", variables("9007199254740993"), variables("9007199254740992")),
    ).toEqual(["environment[0].variables.CONFIG.tenant"]);
  });
});
