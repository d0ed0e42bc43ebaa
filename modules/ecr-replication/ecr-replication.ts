import type { Grantable } from "../iam/grantable";
import { allow } from "../iam/policy";
import { Keys } from "../keys/keys";
import type { PairKeys } from "../keys/pair-keys";
import { EcrLifecyclePolicy, EcrReplicationConfiguration, EcrRepository } from "../pair/aws";
import type { Capability } from "../pair/capability";
import { ConfigurationError } from "../pair/configuration-error";
import { claim } from "../pair/one-per-region";
import type { Pair } from "../pair/pair";
import { forSides, type PerSide, scopeIn, type Side } from "../pair/side";

export interface EcrReplicationProps {
  readonly keys: PairKeys;
  /** Names of the repositories below the pair's own: `web` becomes `PAIR/web`. */
  readonly repositories: readonly string[];
  /**
   * Beginnings of names of other repositories that the registry replicates to the DR region too, such as `billing/`: a registry has one
   * replication, so what another application needs stands here. @default - none
   */
  readonly alsoReplicate?: readonly string[];
  /**
   * Whether another `EcrReplication` of the account names this pair's repositories in `alsoReplicate`, so that here are only the
   * repositories. @default false
   */
  readonly replicatedElsewhere?: boolean;
  /** Untagged images are removed after so many days. @default 14 */
  readonly keepUntaggedForDays?: number;
  /** Allow Terraform to delete repositories that still have images. For demonstrations. @default false */
  readonly forceDelete?: boolean;
}

/**
 * Container repositories in both regions; what is pushed to the primary region is copied.
 *
 * Primary and DR: the repositories. Link: the replication. A registry, which is an account in a region, has one: a second one overwrites
 * it, and is refused where it is in sight. It comes last: an image that arrives
 * before its repository makes AWS create one with default settings, and the DR workspace could not create its own any more.
 * Images that were there before are not copied. The repositories' settings are not replicated either; they are equal here
 * because both sides come from one definition.
 */
export class EcrReplication {
  private readonly repositories: PerSide<readonly EcrRepository[]>;

  constructor(
    private readonly pair: Pair,
    private readonly id: string,
    private readonly props: EcrReplicationProps,
  ) {
    this.repositories = forSides(pair, (side) => this.repositoriesIn(side));
    if (props.replicatedElsewhere !== true) this.replicate();
  }

  private replicate(): void {
    const { pair, id, props } = this;
    claim(
      pair,
      pair.primary.region,
      "ECR replication",
      id,
      `Name "${pair.name}/" in the other's alsoReplicate and set replicatedElsewhere here`,
    );
    const prefixes = [`${pair.name}/`, ...(props.alsoReplicate ?? [])];
    const replication = new EcrReplicationConfiguration(pair.link, id, {
      provider: pair.link.providerFor(pair.primary.region),
      replicationConfiguration: {
        rule: [
          {
            destination: [{ region: pair.dr.region.name, registryId: pair.account }],
            repositoryFilter: prefixes.map((filter) => ({ filter, filterType: "PREFIX_MATCH" })),
          },
        ],
      },
    });
    pair.design.differs(replication, "images are pushed to the primary region and copied from there");
  }

  /** What a task definition of the side names. @throws ConfigurationError when there is no such repository */
  repositoryUrl(side: Side, repository: string): string {
    const { repositories } = this.props;
    if (!repositories.includes(repository))
      throw new ConfigurationError(
        `${this.id}.repositories`,
        `has no "${repository}"`,
        `Add it, or name one of ${repositories.join(", ")}`,
      );
    return `${this.pair.account}.dkr.ecr.${side.region}.amazonaws.com/${this.pair.name}/${repository}`;
  }

  /** Lets something pull the images of all the repositories in its own region. */
  grantPull(grantee: Grantable): void {
    grantee.grantPrincipal.addToPolicy((side) => [
      allow(
        ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
        this.repositories[side.name].map(({ arn }) => arn),
      ),
      // Of the registry: AWS offers nothing narrower.
      allow(["ecr:GetAuthorizationToken"], "*"),
    ]);
  }

  private repositoriesIn(side: Side): EcrRepository[] {
    const { pair, props } = this;
    const scope = scopeIn(side, this.id);
    return props.repositories.map((name) => {
      const repository = new EcrRepository(scope, name, {
        name: `${pair.name}/${name}`,
        // A tag that can be moved means another image in each region until the copy arrives.
        imageTagMutability: "IMMUTABLE",
        imageScanningConfiguration: { scanOnPush: true },
        encryptionConfiguration: [{ encryptionType: "KMS", kmsKey: props.keys.arn(side) }],
        forceDelete: props.forceDelete ?? false,
      });
      new EcrLifecyclePolicy(scope, `${name}-lifecycle`, {
        repository: repository.name,
        policy: JSON.stringify({
          rules: [
            {
              rulePriority: 1,
              description: "Untagged images",
              selection: {
                tagStatus: "untagged",
                countType: "sinceImagePushed",
                countUnit: "days",
                countNumber: props.keepUntaggedForDays ?? 14,
              },
              action: { type: "expire" },
            },
          ],
        }),
      });
      return repository;
    });
  }
}

/** As plain Terraform. */
export const capability: Capability = {
  name: "ecr-replication",
  build: (pair, id) =>
    new EcrReplication(pair, id, { keys: new Keys(pair, "keys"), repositories: ["repository"] }),
};
