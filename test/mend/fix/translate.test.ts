import { redactorOf } from "../../../analyzer/base/secrets/redact";
import { Expression } from "../../../analyzer/mend/fix/hcl-text";
import { Translator } from "../../../analyzer/mend/fix/translate";
import type { JsonObject } from "../../../analyzer/base/json";
import { existing, pairOf } from "../../support/pair";

const ROLE = { id: "worker", name: "worker", arn: "arn:aws:iam::123456789012:role/worker" };

function translated(self: JsonObject, value: string) {
  const side = () => [
    existing("aws_iam_role.worker", ROLE),
    existing("aws_lambda_function.worker", { id: "f", ...self }),
  ];
  const pair = pairOf({ primary: side(), dr: side() });
  const [primary, dr] = [pair.sides.primary, pair.sides.dr].map(({ resources }) =>
    resources.find(({ type }) => type === "aws_lambda_function"),
  );
  if (!primary || !dr) throw new Error("The function is not there.");
  return new Translator(pair, redactorOf([])).value(value, { workspace: dr.workspace, module: "" }, primary);
}

describe("a primary's value in DR's terms", () => {
  it("is a name where it is a name, though a role has the same", () => {
    expect(translated({ function_name: "worker" }, "worker")).toEqual({ value: "worker" });
  });

  it("is a reference where it can mean nothing else", () => {
    expect(translated({ role: ROLE.arn }, ROLE.arn)).toEqual({
      value: new Expression("aws_iam_role.worker.arn"),
    });
  });
});
