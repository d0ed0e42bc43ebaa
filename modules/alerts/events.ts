import { CloudwatchEventRule, CloudwatchEventTarget } from "../pair/aws";
import { type Construct, Fn } from "../pair/cdk";

/** A rule for events of AWS. @param pattern may hold references */
export function onEvent(scope: Construct, id: string, name: string, pattern: object): CloudwatchEventRule {
  return new CloudwatchEventRule(scope, id, { name, eventPattern: Fn.jsonencode(pattern) });
}

/** What is told of an event: values of it by name, and a sentence with them in angle brackets. */
export interface Message {
  readonly values: Readonly<Record<string, string>>;
  readonly text: string;
}

/** Publishes a sentence to a topic for every event of a rule. */
export function tell(
  scope: Construct,
  id: string,
  rule: CloudwatchEventRule,
  topicArn: string,
  { values, text }: Message,
): void {
  new CloudwatchEventTarget(scope, id, {
    rule: rule.name,
    targetId: "topic",
    arn: topicArn,
    inputTransformer: { inputPaths: { ...values }, inputTemplate: JSON.stringify(text) },
  });
}
