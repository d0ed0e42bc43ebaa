/**
 * The only file that imports cdktf and constructs. CDK Terrain (cdktn) keeps their API, so moving there is a change of this
 * file and of `aws.ts`.
 */
export { Construct } from "constructs";
export {
  Annotations,
  App,
  AssetType,
  dependable,
  Fn,
  LocalBackend,
  S3Backend,
  TerraformAsset,
  TerraformOutput,
  TerraformResource,
  TerraformStack,
  Token,
} from "cdktf";
export type { TerraformBackend, TerraformElement, TerraformProvider } from "cdktf";
