import { join } from "node:path";
import { LocalBackend, S3Backend, type TerraformStack } from "./cdk";
import { ConfigurationError } from "./configuration-error";
import type { Region } from "./region";

/** Where a workspace keeps its Terraform state. */
export interface State {
  attach(workspace: TerraformStack, name: string, region: Region): void;
  /** The object that holds a workspace's state. @default - it lies in a file */
  objectOf?(name: string, region: Region): StateObject;
}

/** A state's place in S3. */
export interface StateObject {
  readonly bucket: string;
  readonly key: string;
}

/**
 * State in S3, in the workspace's own region: the DR side can be planned while the primary region is away. The buckets are
 * not made here (a state cannot hold its own bucket): `BUCKETPREFIX-REGION` for each region, versioned.
 * Locking is the backend's own lock file; the DynamoDB table is deprecated since Terraform 1.11.
 * @param bucketPrefix such as `acme-terraform-state`
 */
export function s3State(bucketPrefix: string): State {
  const objectOf = (name: string, region: Region): StateObject => ({
    bucket: bucketName(`${bucketPrefix}-${region}`, "state.bucketPrefix"),
    key: `${name}.tfstate`,
  });
  return {
    objectOf,
    attach(workspace, name, region) {
      const backend = new S3Backend(workspace, {
        ...objectOf(name, region),
        region: region.name,
        encrypt: true,
      });
      // cdktf 0.21 does not know the argument.
      backend.addOverride("use_lockfile", true);
    },
  };
}

/** State in files, for a demonstration: there is no lock and no second copy. */
export function localState(directory: string): State {
  return {
    attach(workspace, name) {
      new LocalBackend(workspace, { path: join(directory, `${name}.tfstate`) });
    },
  };
}

/** @throws ConfigurationError when S3 would refuse the name, which it does only when it is applied. */
export function bucketName(name: string, field: string): string {
  const wellFormed = /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/.test(name);
  if (wellFormed && !name.startsWith("xn--") && !name.endsWith("-s3alias")) return name;
  throw new ConfigurationError(
    field,
    `gives the bucket name "${name}" (${name.length} characters), which S3 refuses`,
    "Use 3 to 63 lower-case letters, digits and hyphens, and begin and end with a letter or a digit",
  );
}
