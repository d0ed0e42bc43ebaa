/** What AWS (and nobody else) publishes under a name: the account is each region's own, the version counts its releases. */
interface Release {
  /** The text but for the account and the version. */
  readonly what: string;
  readonly account: string;
  readonly version: string;
}

/** A layer: `arn:aws:lambda:REGION:ACCOUNT:layer:NAME:VERSION`, its region neutral. */
const LAYER = /^(arn:[\w-]+:lambda:[^:]+:)(\d{12})(:layer:[\w-]+):(\d+)$/;
/** An image: `ACCOUNT.dkr.ecr.REGION.amazonaws.com/NAME:TAG`, its region neutral. The tag is the release's everywhere. */
const IMAGE = /^()(\d{12})(\.dkr\.ecr\.[^/]+\/.+)$/;

/**
 * Names under which AWS publishes.
 * Sources: the Lambda, CloudWatch, AppConfig, EKS and SageMaker user guides' lists of ARNs and registries by region.
 */
const PUBLISHED =
  /:layer:(?:AWS-|AWSOpenTelemetry|AWSSDK|AWSCodeGuru|AWSLambdaPowertools|LambdaInsightsExtension|CodeGuruProfiler|aws-otel)|amazonaws\.com(?:\.cn)?\/(?:eks|amazon|aws-[\w-]+|sagemaker-[\w-]+|amazon-[\w-]+|aws-for-fluent-bit)[/:@]/;

/**
 * Compares two texts that name something of AWS's own.
 *
 * @param primary,dr neutral texts
 * @param own the pair's accounts: what lies there is not AWS's, whatever its name
 * @returns undefined for any other text, and for two different things
 */
export function compareReleases(
  primary: string,
  dr: string,
  own: Readonly<Record<"primary" | "dr", string | undefined>>,
): "equal" | "undecided" | undefined {
  const [left, right] = [releaseOf(primary), releaseOf(dr)];
  if (!left || !right || left.what !== right.what) return undefined;
  if ([left, right].some(({ account }) => account === own.primary || account === own.dr)) return undefined;
  // Under one number each region has what was its release of that number: which of them are one, only AWS knows.
  return left.version === right.version ? "equal" : "undecided";
}

function releaseOf(text: string): Release | undefined {
  if (!PUBLISHED.test(text)) return undefined;
  const [, before, account, after, version = ""] = LAYER.exec(text) ?? IMAGE.exec(text) ?? [];
  return account === undefined ? undefined : { what: `${before}${after}`, account, version };
}
