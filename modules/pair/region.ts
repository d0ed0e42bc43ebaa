import { ConfigurationError } from "./configuration-error";

const SHAPE = /^[a-z]{2}(-[a-z]+)+-\d$/;

/** An AWS region. */
export class Region {
  private constructor(readonly name: string) {}

  /** @throws ConfigurationError when the text does not look like a region, as an availability zone does not. */
  static of(name: string, field = "region"): Region {
    if (!SHAPE.test(name)) {
      throw new ConfigurationError(
        field,
        `"${name}" is not an AWS region`,
        'Write its code, such as "eu-west-1"',
      );
    }
    return new Region(name);
  }

  /** Route 53's health check metrics exist in this region alone. */
  static readonly usEast1 = new Region("us-east-1");

  /** `aws`, `aws-cn` or `aws-us-gov`: the second part of every ARN of the region. */
  get partition(): string {
    if (this.name.startsWith("cn-")) return "aws-cn";
    return this.name.startsWith("us-gov-") ? "aws-us-gov" : "aws";
  }

  equals(other: Region): boolean {
    return this.name === other.name;
  }

  toString(): string {
    return this.name;
  }
}
