import { ConfigurationError } from "../pair/configuration-error";
import type { Side } from "../pair/side";

/** Where the job takes the definition of the pair from. */
export type JobSource =
  | {
      readonly kind: "github";
      /** Such as `https://github.com/acme/infrastructure.git`. */
      readonly url: string;
      /** A CodeConnections connection of the DR region. @default - the account's own GitHub credentials in CodeBuild */
      readonly connectionArn?: string;
      /** Branch, tag or commit. @default - the repository's default branch */
      readonly version?: string;
    }
  | {
      readonly kind: "codecommit";
      /** Name of a repository in the DR region. */
      readonly repository: string;
      /** Branch, tag or commit. @default - the repository's default branch */
      readonly version?: string;
    }
  | {
      readonly kind: "s3";
      /** A bucket in the DR region, and the key of a ZIP file in it. */
      readonly bucket: string;
      readonly key: string;
    }
  /** The buildspec fetches it. */
  | { readonly kind: "none" };

/** A statement of an IAM policy. */
export interface Statement {
  readonly Sid: string;
  readonly Effect: "Allow";
  readonly Action: readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** @throws ConfigurationError when CodeBuild could not fetch it */
export function checkSource(source: JobSource, hasBuildspec: boolean, field: string): void {
  if (source.kind === "github" && !/^https:\/\/[^\s@]+$/.test(source.url)) {
    throw new ConfigurationError(
      `${field}.source.url`,
      `"${source.url}" is not an https address without credentials`,
      'Write it as "https://github.com/acme/infrastructure.git"',
    );
  }
  if (source.kind === "none" && !hasBuildspec) {
    throw new ConfigurationError(
      `${field}.buildspec`,
      "is missing, and without a source nothing brings the pair's definition",
      "Give a buildspec that fetches it, or a source",
    );
  }
}

/** CodeBuild's `source` block, without the buildspec. */
export function sourceBlock(source: JobSource, { region }: Side) {
  switch (source.kind) {
    case "github":
      return {
        type: "GITHUB",
        location: source.url,
        gitCloneDepth: 1,
        ...(source.connectionArn === undefined
          ? {}
          : { auth: { type: "CODECONNECTIONS", resource: source.connectionArn } }),
      };
    case "codecommit":
      return {
        type: "CODECOMMIT",
        location: `https://git-codecommit.${region}.amazonaws.com/v1/repos/${source.repository}`,
        gitCloneDepth: 1,
      };
    case "s3":
      return { type: "S3", location: `${source.bucket}/${source.key}` };
    case "none":
      return { type: "NO_SOURCE" };
  }
}

/** What the job's role needs to fetch the source. */
export function sourceStatements(source: JobSource, { region }: Side, account: string): Statement[] {
  const allow = (Action: readonly string[], Resource: string, Sid = "FetchSource"): Statement => ({
    Sid,
    Effect: "Allow",
    Action,
    Resource,
  });
  switch (source.kind) {
    case "github":
      return source.connectionArn === undefined
        ? []
        : [
            allow(
              [
                "codeconnections:GetConnection",
                "codeconnections:GetConnectionToken",
                "codeconnections:UseConnection",
              ],
              source.connectionArn,
            ),
          ];
    case "codecommit":
      return [
        allow(
          ["codecommit:GitPull"],
          `arn:${region.partition}:codecommit:${region}:${account}:${source.repository}`,
        ),
      ];
    case "s3": {
      const bucket = `arn:${region.partition}:s3:::${source.bucket}`;
      return [
        allow(["s3:GetObject", "s3:GetObjectVersion"], `${bucket}/${source.key}`),
        allow(["s3:GetBucketAcl", "s3:GetBucketLocation"], bucket, "FindSource"),
      ];
    }
    case "none":
      return [];
  }
}
