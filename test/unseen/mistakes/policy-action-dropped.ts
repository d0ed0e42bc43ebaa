import { JsonText, type Value, type ValueMap } from "../model/expression";
import { isShown } from "./change";
import { differs, type Mistake } from "./mistake";

/** Which argument of which type holds a policy that grants. */
const POLICIES: Readonly<Record<string, string>> = {
  aws_iam_role_policy: "policy",
  aws_iam_policy: "policy",
  aws_kms_key: "policy",
  aws_sqs_queue_policy: "policy",
  aws_sns_topic_policy: "policy",
  aws_s3_bucket_policy: "policy",
};

const mistake: Mistake = {
  id: "policy-action-dropped",
  what: "A policy was extended in one region: the other one lacks an action.",
  sides: ["dr", "primary"],
  sites: (side) =>
    side.ofType(...Object.keys(POLICIES)).flatMap((resource) => {
      const path = POLICIES[resource.type] ?? "policy";
      const document = resource.args[path];
      if (!(document instanceof JsonText) || side.application.twin(resource) === undefined) return [];
      if (!isShown(resource, path, side)) return [];
      const shorter = withoutAnAction(document);
      if (shorter === undefined) return [];
      return [
        {
          resource,
          make: () => {
            resource.args[path] = shorter;
            return differs(
              side,
              resource,
              [path],
              "warning",
              "a call that works in one region is denied in the other",
            );
          },
        },
      ];
    }),
};

/** Undefined where no statement lists several actions. */
function withoutAnAction({ value, isPolicy, spelling }: JsonText): JsonText | undefined {
  const { Statement, ...rest } = value as ValueMap;
  const statements = Statement as readonly ValueMap[];
  const place = statements.findIndex(({ Action }) => Array.isArray(Action) && Action.length > 1);
  if (place < 0) return undefined;
  const changed = statements.map((statement, i) =>
    i === place ? { ...statement, Action: (statement.Action as readonly Value[]).slice(0, -1) } : statement,
  );
  return new JsonText({ ...rest, Statement: changed }, isPolicy, spelling);
}

export default mistake;
