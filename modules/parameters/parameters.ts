import type { Grantable } from "../iam/grantable";
import { allowKey, readParameters } from "../iam/policy";
import { Keys } from "../keys/keys";
import type { PairKeys } from "../keys/pair-keys";
import { SsmParameter } from "../pair/aws";
import { type Capability, text } from "../pair/capability";
import type { Construct } from "../pair/cdk";
import { ConfigurationError } from "../pair/configuration-error";
import type { Pair } from "../pair/pair";
import { forSides, type PerSide, scopeIn, type Side } from "../pair/side";
import type { PairSecret } from "../secrets/pair-secret";

export interface ParametersProps {
  /** Keys of both regions. */
  readonly keys: PairKeys;
  /**
   * Plain values by their names below `/PAIR/ID/`: one for both regions, or what a region's own is, which may refer to resources of the
   * side's workspace. @default - none
   */
  readonly values?: Readonly<Record<string, string | ((side: Side) => string)>>;
  /**
   * Names of secret values, each with a number that is raised to write a new value. Terraform asks for the value as the variable
   * `ID_NAME` (`TF_VAR_ID_NAME` in the environment), the same for both regions, and keeps it in no plan and no state. @default - none
   */
  readonly secure?: Readonly<Record<string, number>>;
}

/** A database whose place can be published: `AuroraGlobal`, `RdsReadReplica`, `Database.existing(...)`. */
export interface PublishedDatabase {
  readonly id: string;
  readonly port: number;
  /** @default - none that the pair knows of */
  readonly secret?: PairSecret;
  endpoint(side: Side): string;
}

/**
 * SSM parameters of the same names in both regions, each with what is right for its region: an application reads them where it runs.
 *
 * Primary and DR: the parameters; secure ones are encrypted with the region's own key. Link: nothing.
 */
export class Parameters {
  private readonly scopes: PerSide<Construct>;
  private readonly names = new Set<string>();

  /** @throws ConfigurationError */
  constructor(
    private readonly pair: Pair,
    private readonly id: string,
    private readonly props: ParametersProps,
  ) {
    this.scopes = forSides(pair, (side) => scopeIn(side, id));
    for (const [name, value] of Object.entries(props.values ?? {})) this.addValue(name, value);
    for (const [name, version] of Object.entries(props.secure ?? {})) this.addSecure(name, version);
  }

  /** Of a parameter, in both regions. */
  nameOf(name: string): string {
    return `/${this.pair.name}/${this.id}/${name}`;
  }

  /** The same in every workspace, without a reference: what a task definition reads a value from. */
  arn({ region }: Side, name: string): string {
    return `arn:${region.partition}:ssm:${region}:${this.pair.account}:parameter${this.nameOf(name)}`;
  }

  /**
   * Publishes where a database is, in both regions: `DATABASE/endpoint` (host of the region's own), `DATABASE/port`, and
   * `DATABASE/secret-arn` (the region's own copy of the master secret). @throws ConfigurationError when a region has no such database
   */
  publishDatabase(database: PublishedDatabase): void {
    const { id, port, secret } = database;
    this.addValue(`${id}/endpoint`, (side) => database.endpoint(side));
    this.addValue(`${id}/port`, String(port));
    if (secret !== undefined) this.addValue(`${id}/secret-arn`, (side) => secret.arn(side));
  }

  /** Lets something read all of them in its own region. */
  grantRead(grantee: Grantable): void {
    const hasSecure = Object.keys(this.props.secure ?? {}).length > 0;
    grantee.grantPrincipal.addToPolicy((side) => [
      readParameters(side, this.pair.account, `/${this.pair.name}/${this.id}`),
      ...(hasSecure ? [allowKey(side, "ssm", this.props.keys.arn(side))] : []),
    ]);
  }

  private addValue(name: string, value: string | ((side: Side) => string)): void {
    this.take(name);
    for (const side of this.pair.sides) {
      const parameter = new SsmParameter(this.scopes[side.name], idOf(name), {
        name: this.nameOf(name),
        type: "String",
        value: typeof value === "string" ? value : value(side),
      });
      if (typeof value !== "string" && side === this.pair.dr)
        this.pair.design.differs(parameter, "the value is the region's own", ["value", "insecure_value"]);
    }
  }

  private addSecure(name: string, version: number): void {
    this.take(name);
    if (!Number.isInteger(version) || version < 1)
      throw new ConfigurationError(
        `${this.id}.secure.${name}`,
        `is ${version}`,
        "Give 1, and raise it by one",
      );
    const variable = `${this.id}_${idOf(name)}`.replaceAll("-", "_");
    for (const side of this.pair.sides) {
      // cdktf 0.21 knows no ephemeral variables.
      side.workspace.addOverride(`variable.${variable}`, {
        type: "string",
        description: `Value of the parameter ${this.nameOf(name)}; written when its version rises.`,
        ephemeral: true,
        sensitive: true,
      });
      new SsmParameter(this.scopes[side.name], idOf(name), {
        name: this.nameOf(name),
        type: "SecureString",
        keyId: this.props.keys.arn(side),
        valueWo: `\${var.${variable}}`,
        valueWoVersion: version,
      });
    }
  }

  private take(name: string): void {
    const problem = !/^[A-Za-z0-9_.-]+(\/[A-Za-z0-9_.-]+)*$/.test(name)
      ? "is not a parameter's name"
      : this.names.has(idOf(name))
        ? "is there already"
        : undefined;
    if (problem !== undefined)
      throw new ConfigurationError(
        `${this.id}.${name}`,
        problem,
        "Use letters, digits, _ . - and / between them, once",
      );
    this.names.add(idOf(name));
  }
}

/** In an address. */
function idOf(name: string): string {
  return name.replaceAll(/[/.]/g, "-");
}

/** As plain Terraform. */
export const capability: Capability = {
  name: "parameters",
  build: (pair, id) =>
    new Parameters(pair, id, { keys: new Keys(pair, "keys"), values: { setting: "the-value" } }),
  parameters: [text("setting", /the-value/g, "Value of the parameter setting.")],
};
