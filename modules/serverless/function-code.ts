import { imageUri, type RepositoryImage } from "../ecr-replication/repository-image";
import { AssetType, type Construct, Fn, TerraformAsset } from "../pair/cdk";
import type { Side } from "../pair/side";

interface Zipped {
  /** Such as `nodejs22.x`. */
  readonly runtime: string;
  /** Such as `index.handler`. */
  readonly handler: string;
}

/** Where a function's code comes from; both regions get the same. */
export type FunctionCode =
  /** Files that synthesis packs, and each region's apply uploads: nothing has to be there before. Up to 50 MB. */
  | (Zipped & { readonly directory: string })
  /** An archive in each region's bucket, such as an `S3Replication`'s or a `PackageRepository`'s. It must be in both before they are applied. */
  | (Zipped & { readonly bucket: { bucketName(side: Side): string }; readonly key: string })
  /** An image of a replicated repository. It must be in both regions before they are applied. */
  | RepositoryImage;

/** As arguments of the function. A new key or tag is new code; for that reason a version belongs in it. */
export function codeIn(scope: Construct, side: Side, code: FunctionCode) {
  if ("repositories" in code) return { packageType: "Image", imageUri: imageUri(side, code) };
  const { runtime, handler } = code;
  if ("bucket" in code) return { runtime, handler, s3Bucket: code.bucket.bucketName(side), s3Key: code.key };
  const asset = new TerraformAsset(scope, "code", { path: code.directory, type: AssetType.ARCHIVE });
  return { runtime, handler, filename: asset.path, sourceCodeHash: Fn.filebase64sha256(asset.path) };
}
