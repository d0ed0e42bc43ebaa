import { AwsProvider } from "../modules/pair/aws";
import { Construct, type TerraformElement, TerraformStack } from "../modules/pair/cdk";
import { ConfigurationError } from "../modules/pair/configuration-error";
import type { Region } from "../modules/pair/region";
import type { PairWorkspace } from "../modules/pair/side";
import type { ManifestSide } from "./manifest";
import type { State } from "./state";

/** Both majors: whoever is not on 6 yet can use the generator, and it uses what both have. */
export const AWS_PROVIDER_VERSIONS = ">= 5.100, < 7.0";
/** Write-only arguments and the S3 backend's lock file. */
export const TERRAFORM_VERSIONS = ">= 1.11";

export interface WorkspaceProps {
  readonly side: ManifestSide;
  readonly region: Region;
  readonly account: string;
  readonly state: State;
  readonly tags: Readonly<Record<string, string>>;
}

/** One Terraform state: a CDKTF stack with its own provider and its own backend, both in its own region. */
export class Workspace extends TerraformStack implements PairWorkspace {
  readonly side: ManifestSide;
  readonly region: Region;
  readonly provider: AwsProvider;
  private readonly owners = new Map<string, string>();

  constructor(
    scope: Construct,
    readonly name: string,
    private readonly props: WorkspaceProps,
  ) {
    super(scope, name);
    this.side = props.side;
    this.region = props.region;
    this.provider = this.addProvider("aws", props.region);
    props.state.attach(this, name, props.region);
    this.addOverride("terraform.required_version", TERRAFORM_VERSIONS);
    this.addOverride("terraform.required_providers.aws", {
      source: "hashicorp/aws",
      version: AWS_PROVIDER_VERSIONS,
    });
  }

  /** A provider for a further region, for what must touch it: only the link workspace has such resources. */
  protected addProvider(id: string, region: Region, alias?: string): AwsProvider {
    return new AwsProvider(this, id, {
      region: region.name,
      ...(alias === undefined ? {} : { alias }),
      // Credentials of another account would otherwise build half a pair there.
      allowedAccountIds: [this.props.account],
      defaultTags: [{ tags: { ...this.props.tags } }],
    });
  }

  /**
   * `network/vpc` becomes `aws_vpc.network_vpc`, without cdktf's hash: a reader finds the construct from the address, both
   * sides have the same address, and moving an application to plain Terraform keeps readable names.
   */
  protected override allocateLogicalId(element: TerraformElement | Construct["node"]): string {
    const node = "node" in element ? element.node : element;
    const below = node.scopes.slice(node.scopes.indexOf(this) + 1);
    const id = below.map((scope) => scope.node.id.replace(/[^A-Za-z0-9_-]/g, "-")).join("_");
    const owner = this.owners.get(id);
    if (owner !== undefined && owner !== node.path) {
      // cdktf would merge the two resources into one without a word.
      throw new ConfigurationError(
        node.path,
        `has the same Terraform name as ${owner}, "${id}"`,
        "Rename one of the two",
      );
    }
    this.owners.set(id, node.path);
    return id;
  }

  /**
   * A reference to another workspace's resource would make every plan read that workspace's state in its region, and so fail
   * exactly when the region is away.
   */
  override registerIncomingCrossStackReference(from: TerraformStack): never {
    throw new ConfigurationError(
      this.name,
      `refers to a resource of ${from.node.id}, so planning it would read the state of ${from.node.id}`,
      "Use a name or an ARN that both sides can tell beforehand",
    );
  }
}
