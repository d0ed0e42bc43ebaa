import { join } from "node:path";
import { bucketName } from "../modules/pair/bucket-name";
import { LocalBackend, S3Backend, type TerraformStack } from "../modules/pair/cdk";
import type { StateObject, StateObjects } from "../modules/pair/pair";
import type { Region } from "../modules/pair/region";

/** Where a workspace keeps its Terraform state. */
export interface State extends StateObjects {
  attach(workspace: TerraformStack, name: string, region: Region): void;
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
