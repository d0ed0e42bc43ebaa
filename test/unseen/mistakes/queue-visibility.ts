import { changes, type Mistake } from "./mistake";

const mistake: Mistake = {
  id: "queue-visibility",
  what: "A queue hides a message for less long than its consumer takes.",
  sides: ["dr", "primary"],
  sites: (side) =>
    changes(
      side,
      ["aws_sqs_queue"],
      "visibility_timeout_seconds",
      (before) => Number(before) * 2,
      "warning",
      "messages are delivered twice, or held too long",
    ),
};

export default mistake;
