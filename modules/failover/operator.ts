import { Duration } from "../pair/duration";
import { expression, quoted, type State } from "./language";
import type { Place } from "./place";

export interface QuestionProps {
  readonly place: Place;
  readonly topicArn: string;
  /** At most 100 characters of ASCII. */
  readonly subject: string;
  /** JSONata: what is asked, and what the answer depends on. */
  readonly text: string;
  /** How long the answer is waited for. */
  readonly within: Duration;
  readonly next: string;
}

/**
 * Asks the subscribers of the topic, and waits for one of them to answer with a command that the message holds. A refusal fails the state with
 * the error `Refused`, no answer with `States.Timeout`.
 */
export function ask({ place, topicArn, subject, text, within, next }: QuestionProps): State {
  const token = "$states.context.Task.Token";
  const yes = `aws stepfunctions send-task-success --region ${place.region} --task-output '{"by":"YOUR NAME"}' --task-token `;
  const no = `aws stepfunctions send-task-failure --region ${place.region} --error Refused --cause 'YOUR NAME: WHY' --task-token `;
  const message = [
    `(${text})`,
    quoted(`\n\nYes:\n${yes}'`),
    token,
    quoted(`'\n\nNo:\n${no}'`),
    token,
    quoted(`'\n\nWithout an answer within ${within} it is no.`),
  ];
  return {
    Type: "Task",
    Resource: "sns:publish.waitForTaskToken",
    Arguments: { TopicArn: topicArn, Subject: subject, Message: expression(message.join(" & ")) },
    TimeoutSeconds: within.seconds,
    Next: next,
  };
}
