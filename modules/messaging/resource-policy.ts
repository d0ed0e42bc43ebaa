import { Fn } from "../pair/cdk";

/** Lets an AWS service act for one resource of the account: a topic that delivers, a rule that fires. */
export interface ServiceStatement {
  /** Such as `sns.amazonaws.com`. */
  readonly service: string;
  readonly action: string;
  /** ARN of what the service acts for. @default - the service says nothing of that, so anything */
  readonly sourceArn?: string;
}

/** The policy of one queue or topic, which grows with everything that may send to it. */
export class ResourcePolicy {
  private readonly statements: ServiceStatement[] = [];
  private made?: { policy: string };

  /** @param create makes the policy's resource, when the first statement comes */
  constructor(
    private readonly resourceArn: string,
    private readonly create: (policy: string) => { policy: string },
  ) {}

  /** Twice the same is said once. */
  allow(statement: ServiceStatement): void {
    const { service, sourceArn } = statement;
    if (this.statements.some((one) => one.service === service && one.sourceArn === sourceArn)) return;
    this.statements.push(statement);
    this.made ??= this.create(this.document());
    this.made.policy = this.document();
  }

  private document(): string {
    return Fn.jsonencode({
      Version: "2012-10-17",
      Statement: this.statements.map(({ service, action, sourceArn }) => ({
        Effect: "Allow",
        Principal: { Service: service },
        Action: action,
        Resource: this.resourceArn,
        ...(sourceArn === undefined ? {} : { Condition: { ArnEquals: { "aws:SourceArn": sourceArn } } }),
      })),
    });
  }
}
