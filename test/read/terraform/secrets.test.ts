import type { Json, JsonObject } from "../../../analyzer/base/json";
import { parseAddress } from "../../../analyzer/model/workspace/address";
import type { Mask } from "../../../analyzer/model/workspace/mask";
import { secretStrings } from "../../../analyzer/read/terraform/secrets";

function secretsOf(values: JsonObject, sensitive?: Mask, before: JsonObject | null = null): string[] {
  return secretStrings([{ values, before, sensitive }], []).sort();
}

describe("the secrets of a workspace", () => {
  it("are all strings under a mask, however deep", () => {
    const values = { a: { list: ["first-secret", { deep: "second-secret" }] }, open: "not-secret" };
    expect(secretsOf(values, { a: true })).toEqual(["first-secret", "second-secret"]);
  });

  it("are the strings under a secret's name, without a mask", () => {
    const values = {
      environment: [{ variables: { DB_PASSWORD: "correct-horse", SECRET_ARN: "arn:aws:x:y" } }],
    };
    expect(secretsOf(values)).toEqual(["correct-horse"]);
  });

  it("are the values before the plan as well", () => {
    expect(secretsOf({ password: "new-secret" }, undefined, { password: "old-secret" })).toEqual([
      "new-secret",
      "old-secret",
    ]);
  });

  it("are the members of a JSON document that is secret as a whole", () => {
    const text = JSON.stringify({ merchant: "admin-user", password: "p4ssw0rd!" });
    expect(secretsOf({ secret_string: text }, { secret_string: true })).toEqual(
      ["admin-user", "p4ssw0rd!", text].sort(),
    );
  });

  it("are no user's name, host and database in such a document, which stand in the configuration too", () => {
    const text = JSON.stringify({
      username: "storefront-web",
      host: "db.example.com",
      password: "p4ssw0rd!",
    });
    expect(secretsOf({ secret_string: text }, { secret_string: true })).toEqual(["p4ssw0rd!", text].sort());
    const random = JSON.stringify({ username: "q7Qm2vXc94LtRb0ZeK1" });
    expect(secretsOf({ secret_string: random }, { secret_string: true })).toContain("q7Qm2vXc94LtRb0ZeK1");
  });

  it("are no references, which a configuration that is JSON writes as texts", () => {
    expect(secretsOf({ password: "${var.db_password}" }, { password: true })).toEqual([]);
  });

  it("are no names of blocks and modules, which anybody may read", () => {
    const text = JSON.stringify({ username: "warehouse", dbname: "analytics", password: "p4ssw0rd!" });
    const parts = parseAddress("module.analytics.aws_redshift_cluster.warehouse[0]");
    const found = secretStrings(
      [{ values: { password: text }, before: null, sensitive: undefined, parts }],
      [],
    );
    expect(found.sort()).toEqual(["p4ssw0rd!", text].sort());
  });

  it("are declared variables' and outputs' strings, whatever their structure", () => {
    const value: Json = [{ key: "deep-secret" }];
    expect(
      secretStrings(
        [],
        [
          { value, sensitive: true },
          { value: "open-value", sensitive: false },
        ],
      ),
    ).toEqual(["deep-secret"]);
  });

  it.each(["12345", "abc", "us-east-1", ""])(
    "are not %j, which would blot out half a report wherever it turns up",
    (value) => {
      expect(secretsOf({ password: value }, { password: true })).toEqual([]);
    },
  );

  it("are found beside a member named __proto__", () => {
    const values = JSON.parse('{"__proto__": {"password": "proto-secret"}}') as JsonObject;
    expect(secretsOf(values)).toEqual(["proto-secret"]);
  });
});
