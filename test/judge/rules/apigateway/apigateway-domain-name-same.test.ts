import { rule } from "../../../../analyzer/judge/rules/apigateway/apigateway-domain-name-same";
import { existing, violationsOf, type Planned } from "../../../support/pair";

const domain = (name: string): Planned =>
  existing("aws_apigatewayv2_domain_name.api", {
    id: name,
    domain_name: name,
    domain_name_configuration: [{ endpoint_type: "REGIONAL" }],
  });

describe("apigateway-domain-name-same: both regions serve the same custom domain name", () => {
  test("another name in DR", () => {
    expect(
      violationsOf(rule, { primary: [domain("api.example.com")], dr: [domain("api-standby.example.com")] }),
    ).toEqual([
      expect.objectContaining({
        dr: "aws_apigatewayv2_domain_name.api",
        severity: "critical",
        paths: ["domain_name"],
      }),
    ]);
  });

  test("compliant: the same name", () => {
    expect(
      violationsOf(rule, { primary: [domain("api.example.com")], dr: [domain("API.example.com")] }),
    ).toEqual([]);
  });

  test("not applicable: names that say their region", () => {
    expect(
      violationsOf(rule, {
        primary: [domain("api.us-east-1.example.com")],
        dr: [domain("api.us-west-2.example.com")],
      }),
    ).toEqual([]);
    expect(
      violationsOf(rule, { primary: [domain("api-use1.example.com")], dr: [domain("api-usw2.example.com")] }),
    ).toEqual([]);
  });
});
