import type { Grantable } from "../iam/grantable";
import type { PairKeys } from "../keys/pair-keys";
import { ConfigurationError } from "../pair/configuration-error";
import type { Pair } from "../pair/pair";
import type { Side } from "../pair/side";
import type { PairSecret } from "../secrets/pair-secret";
import { readStatements, secretArn } from "../secrets/read-statements";

export interface ExistingSecretProps {
  /** The same in both regions, as that of a secret which AWS replicates. */
  readonly secretName: string;
  /** Keys that encrypt it. @default - each region's aws/secretsmanager */
  readonly keys?: PairKeys;
}

/** A secret that exists in both regions under one name. */
export class Secret implements PairSecret {
  private constructor(
    private readonly pair: Pair,
    private readonly props: ExistingSecretProps,
  ) {}

  /** @throws ConfigurationError */
  static existing(pair: Pair, id: string, props: ExistingSecretProps): Secret {
    if (/^[\w/+=.@-]{1,512}$/.test(props.secretName)) return new Secret(pair, props);
    throw new ConfigurationError(
      `${id}.secretName`,
      `"${props.secretName}" is not a secret's name`,
      "Give the name that it has in both regions, without an ARN",
    );
  }

  arn(side: Side): string {
    return secretArn(side, this.pair.account, this.props.secretName);
  }

  grantRead(grantee: Grantable): void {
    grantee.grantPrincipal.addToPolicy((side) =>
      readStatements(side, this.arn(side), this.props.keys?.arn(side)),
    );
  }
}
