import { nodeAt } from "../../../analyzer/model/catalogue/catalogue";
import { schemaOf } from "../../../analyzer/model/catalogue/schema-of";
import { isSecretMember } from "../../../analyzer/model/catalogue/secret-member";

const RANDOM = "q7Qm2vXc94LtRb0ZeK1";

function at(type: string, ...path: (string | number)[]) {
  const schema = schemaOf({ mode: "managed", type });
  return schema && nodeAt(schema, path);
}

describe("an argument that the schema describes", () => {
  it.each([
    ["aws_db_instance", "password"],
    ["aws_dx_bgp_peer", "bgp_auth_key"],
    ["aws_directory_service_trust", "trust_password"],
    ["aws_ssm_parameter", "value"],
  ])("is secret by its flag or by a name that leaves no doubt: %s.%s", (type, name) => {
    expect(isSecretMember(at(type), name, RANDOM)).toBe(true);
  });

  it.each([
    ["aws_apigatewayv2_route", "route_key"],
    ["aws_instance", "key_name"],
    ["aws_s3_object", "key"],
    ["aws_s3_object", "kms_key_id"],
    ["aws_dynamodb_table", "hash_key"],
    ["aws_dynamodb_table", "range_key"],
    ["aws_api_gateway_rest_api", "api_key_source"],
    ["aws_api_gateway_method", "authorization"],
    ["aws_apigatewayv2_api", "api_key_selection_expression"],
    ["aws_efs_file_system", "creation_token"],
    ["aws_kms_key", "customer_master_key_spec"],
    ["aws_codebuild_project", "encryption_key"],
    ["aws_elasticache_replication_group", "auth_token_update_strategy"],
  ])("is none, whatever it holds: %s.%s", (type, name) => {
    expect(at(type)).toBeDefined();
    expect(isSecretMember(at(type), name, RANDOM)).toBe(false);
  });
});

describe("a name that people chose", () => {
  it("in a map of the schema is judged with what it holds", () => {
    const variables = at("aws_lambda_function", "environment", 0, "variables");
    expect(isSecretMember(variables, "STRIPE_KEY", RANDOM)).toBe(true);
    expect(isSecretMember(variables, "STRIPE_KEY", "see the vault")).toBe(false);
    expect(isSecretMember(variables, "DB_PASSWORD", "swordfish")).toBe(true);
  });

  it("in a type without a schema is judged so as well", () => {
    expect(isSecretMember(undefined, "app_key", "ddapp-primary-0099")).toBe(true);
    expect(isSecretMember(undefined, "partition_key", "tenant")).toBe(false);
  });
});
