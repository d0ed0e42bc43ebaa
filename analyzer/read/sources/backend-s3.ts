import { posix } from "node:path";
import { InputError } from "../../base/errors";
import { withoutUndefined } from "../../base/without-undefined";
import type { Backend } from "./backend";
import { rolesOf } from "./backend-role";
import { BackendSettings } from "./backend-settings";
import type { S3Access } from "./s3-access";
import type { S3Location } from "./s3-location";
import { trustedEndpoint } from "./trusted-endpoint";
import { DEFAULT_WORKSPACE } from "./working-directory";

/** Terraform's own. */
const DEFAULT_PREFIX = "env:";

/** What changes the credentials in ways that are Terraform's own. */
const FOREIGN_CREDENTIALS = ["shared_config_files", "shared_credentials_file", "shared_credentials_files"];

/** Where a backend "s3" keeps the states of its workspaces. */
export interface S3Backend {
  readonly bucket: string;
  /** The key of the default workspace. */
  readonly key: string;
  /** The keys of the others are `PREFIX/WORKSPACE/KEY`. */
  readonly workspacePrefix: string;
  readonly access: S3Access;
}

/**
 * Reads the arguments of a backend "s3".
 *
 * @throws InputError when one is missing, is an expression, or asks for credentials in a way that is not supported,
 *   or names an endpoint that only the environment may
 */
export function readS3Backend(backend: Backend, env: NodeJS.ProcessEnv = process.env): S3Backend {
  const settings = new BackendSettings(backend);
  const foreign = FOREIGN_CREDENTIALS.find((name) => settings.has(name));
  if (foreign !== undefined) throw foreignCredentials(backend, foreign);
  return {
    bucket: settings.required("bucket"),
    key: settings.required("key"),
    workspacePrefix: settings.text("workspace_key_prefix") ?? DEFAULT_PREFIX,
    // Terraform leaves the choice of style to the endpoint when neither argument is written; `false` is its default.
    access: withoutUndefined<S3Access>({
      region: settings.text("region"),
      profile: settings.text("profile"),
      credentials: credentials(settings),
      roles: someOf(rolesOf(settings, backend, env)),
      endpoint: trustedEndpoint(
        "s3",
        settings.nested("endpoints").text("s3") ?? settings.text("endpoint"),
        backend,
        env,
      ),
      pathStyle: settings.flag("use_path_style") ?? settings.flag("force_path_style"),
      fips: settings.flag("use_fips_endpoint"),
      dualstack: settings.flag("use_dualstack_endpoint"),
      customerKey: settings.text("sse_customer_key"),
    }),
  };
}

/** Where a workspace's state lies. */
export function s3StateOf(backend: S3Backend, workspace: string, label: string): S3Location {
  const { bucket, access } = backend;
  const key = keyOf(backend, workspace);
  return { spec: `${label} (s3://${bucket}/${key})`, bucket, key, access };
}

/** The key of a workspace's state, as Terraform puts it together. */
export function keyOf({ key, workspacePrefix }: S3Backend, workspace: string): string {
  return workspace === DEFAULT_WORKSPACE ? key : posix.join(workspacePrefix, workspace, key);
}

function credentials(settings: BackendSettings): S3Access["credentials"] {
  const accessKeyId = settings.text("access_key");
  const secretAccessKey = settings.text("secret_key");
  if (accessKeyId === undefined || secretAccessKey === undefined) return undefined;
  const sessionToken = settings.text("token");
  return { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) };
}

function someOf<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length === 0 ? undefined : list;
}

function foreignCredentials({ where }: Backend, name: string): InputError {
  return new InputError({
    where,
    what: `The backend "s3" sets ${name}, which drparity does not follow.`,
    fix: "Run `terraform state pull > state.json` there, or give s3://BUCKET/KEY with an AWS_PROFILE.",
  });
}
