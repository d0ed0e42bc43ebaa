import type { Side } from "../pair/side";

/** Something that a rule of an event bus sends events to. */
export interface EventTarget {
  /** Of the construct, for the addresses of what is made. */
  readonly id: string;
  /** @throws ConfigurationError when events cannot be sent there */
  checkEvents(): void;
  /** ARN of the region's own. */
  arn(side: Side): string;
  /** Lets a rule of the region send there. */
  allowEventsFrom(side: Side, ruleArn: string): void;
}
