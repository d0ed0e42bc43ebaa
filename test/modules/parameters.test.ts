import { AuroraGlobal } from "../../modules/aurora-global/aurora-global";
import { AppConfig } from "../../modules/parameters/app-config";
import { Parameters, type ParametersProps } from "../../modules/parameters/parameters";
import { Keys } from "../../modules/keys/keys";
import { synthesized } from "../stacks/synthesized";
import { base, fleetIn } from "./base";
import { statementsOf } from "./statements";

const parameters = (props: Omit<ParametersProps, "keys">) =>
  synthesized((pair) => void new Parameters(pair, "config", { keys: new Keys(pair, "data"), ...props }));

describe("Parameters", () => {
  it("refuses names that SSM would refuse, and two of one address", () => {
    expect(() => parameters({ values: { "a b": "1" } })).toThrow("config.a b: is not a parameter's name");
    expect(() => parameters({ values: { "a/b": "1", "a-b": "2" } })).toThrow("config.a-b: is there already");
    expect(() => parameters({ secure: { token: 0 } })).toThrow("config.secure.token: is 0");
  });

  it("has the same names in both regions, and says which values are a region's own", () => {
    const { primary, dr, manifest } = parameters({
      values: { level: "info", "api/host": ({ region }) => `api.${region}.example.com` },
    });
    const valueIn = (side: typeof dr, id: string) => side.resource(`aws_ssm_parameter.config_${id}`);
    for (const side of [primary, dr])
      expect(valueIn(side, "level")).toMatchObject({ name: "/shop/config/level", value: "info" });
    expect(valueIn(dr, "api-host")).toMatchObject({
      name: "/shop/config/api/host",
      value: "api.eu-central-1.example.com",
    });
    expect(manifest.byDesign.map(({ address }) => address)).toEqual(["aws_ssm_parameter.config_api-host"]);
  });

  it("takes secret values as ephemeral variables, encrypts them with the region's key and keeps none", () => {
    const { primary, dr } = parameters({ secure: { "api/token": 3 } });
    for (const side of [primary, dr]) {
      expect(side.json.variable).toEqual({
        config_api_token: expect.objectContaining({ ephemeral: true, sensitive: true }) as unknown,
      });
      const parameter = side.resource("aws_ssm_parameter.config_api-token");
      expect(parameter).toMatchObject({
        type: "SecureString",
        key_id: "${aws_kms_key.data_key.arn}",
        value_wo: "${var.config_api_token}",
        value_wo_version: 3,
      });
      expect(parameter).not.toHaveProperty("value");
    }
  });

  it("publishes a database of each region", () => {
    const { dr } = synthesized((pair) => {
      const { keys, network } = base(pair);
      const orders = new AuroraGlobal(pair, "orders", {
        keys,
        network,
        engine: "aurora-mysql",
        engineVersion: "8.0.mysql_aurora.3.08.0",
        instanceClass: "db.r6g.large",
        databaseName: "orders",
      });
      orders.connections.allowDefaultPortFrom(network.peer);
      new Parameters(pair, "config", { keys }).publishDatabase(orders);
    });
    const values = ["endpoint", "port", "secret-arn"].map(
      (name) => dr.resource(`aws_ssm_parameter.config_orders-${name}`).value,
    );
    expect(values).toEqual([
      "${aws_rds_cluster.orders_cluster.endpoint}",
      "3306",
      "arn:aws:secretsmanager:eu-central-1:111122223333:secret:shop/orders-master",
    ]);
  });

  it.each([
    [{ values: { level: "info" } }, ["ssm:GetParameter", "ssm:GetParameters", "ssm:GetParametersByPath"]],
    [
      { secure: { token: 1 } },
      ["ssm:GetParameter", "ssm:GetParameters", "ssm:GetParametersByPath", "kms:Decrypt"],
    ],
  ])("lets a fleet read %p, and decrypt only what is encrypted", (props, actions) => {
    const { dr } = synthesized((pair) => {
      const { keys, network } = base(pair);
      new Parameters(pair, "config", { keys, ...props }).grantRead(fleetIn(pair, { keys, network }));
    });
    const statements = statementsOf(dr.resource("aws_iam_role_policy.web_grants"));
    expect(statements.flatMap(({ Action }) => Action)).toEqual(actions);
    expect(statements[0]?.Resource).toEqual([
      "arn:aws:ssm:eu-central-1:111122223333:parameter/shop/config/*",
      "arn:aws:ssm:eu-central-1:111122223333:parameter/shop/config",
    ]);
  });
});

describe("AppConfig", () => {
  it("refuses another type for what is written as JSON", () => {
    expect(() =>
      synthesized((pair) => void new AppConfig(pair, "flags", { content: {}, contentType: "text/x" })),
    ).toThrow("flags.contentType: is for a text");
  });

  it("deploys one configuration in both regions, checked by its schema", () => {
    const { primary, dr, link } = synthesized((pair) => {
      new AppConfig(pair, "flags", { content: { beta: true }, schema: { type: "object" } });
    });
    for (const side of [primary, dr]) {
      expect(side.resource("aws_appconfig_hosted_configuration_version.flags_version")).toMatchObject({
        content: '{"beta":true}',
        content_type: "application/json",
      });
      expect(side.resource("aws_appconfig_configuration_profile.flags_profile")).toMatchObject({
        validator: [{ type: "JSON_SCHEMA", content: '{"type":"object"}' }],
      });
      expect(side.resource("aws_appconfig_deployment.flags_deployment")).toMatchObject({
        deployment_strategy_id: "AppConfig.AllAtOnce",
      });
    }
    expect(link.resources).toEqual([]);
  });

  it("lets a fleet read it in its own region", () => {
    const { dr } = synthesized((pair) => {
      new AppConfig(pair, "flags", { content: "on" }).grantRead(fleetIn(pair, base(pair)));
    });
    expect(statementsOf(dr.resource("aws_iam_role_policy.web_grants"))).toEqual([
      expect.objectContaining({
        Resource: "${aws_appconfig_application.flags_application.arn}/environment/*/configuration/*",
      }),
    ]);
  });
});
