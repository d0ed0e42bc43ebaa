import { TerraformResource } from "../modules/pair/cdk";
import { ConfigurationError } from "../modules/pair/configuration-error";
import type { Pair } from "../modules/pair/pair";
import type { PairWorkspace } from "../modules/pair/side";
import { addressOf, type Design } from "./design";
import type { Manifest, ManifestTwin } from "./manifest";
import type { Objectives } from "./objectives";

/** A pair with what its capabilities said of it. */
export interface DescribedPair extends Pair {
  readonly design: Design;
  readonly objectives: Objectives;
}

/** @throws ConfigurationError when a resource lies on one side alone and nobody said that it is meant to. */
export function buildManifest(pair: DescribedPair): Manifest {
  const twins = [...sameAddresses(pair.primary.workspace, pair.dr.workspace), ...pair.design.twins];
  requireTwins(pair, twins);
  return {
    schemaVersion: "1.0",
    pair: {
      name: pair.name,
      strategy: pair.strategy,
      rtoSeconds: pair.objectives.rto.seconds,
      rpoSeconds: pair.objectives.rpo.seconds,
      primaryRegion: pair.primary.region.name,
      drRegion: pair.dr.region.name,
      ...(pair.writer === "dr" ? { writer: pair.writer } : {}),
    },
    workspaces: pair.workspaces.map(({ name, side, region }) => ({
      name,
      side,
      region: region.name,
      directory: `stacks/${name}`,
    })),
    primaryFirst: pair.design.primaryFirst,
    twins,
    byDesign: pair.design.differences,
    ...(pair.design.values.length === 0 ? {} : { counterparts: pair.design.values }),
  };
}

function sameAddresses(primary: PairWorkspace, dr: PairWorkspace): ManifestTwin[] {
  const inDr = new Set(addressesOf(dr));
  return addressesOf(primary)
    .filter((address) => inDr.has(address))
    .map((address) => ({
      primary: address,
      dr: address,
      primaryWorkspace: primary.name,
      drWorkspace: dr.name,
    }));
}

function addressesOf(workspace: PairWorkspace): string[] {
  const constructs = workspace.node.findAll();
  return constructs.filter((one) => TerraformResource.isTerraformResource(one)).map(addressOf);
}

function requireTwins({ primary, dr, design }: DescribedPair, twins: readonly ManifestTwin[]): void {
  const known = {
    primary: new Set(twins.map((twin) => `${twin.primaryWorkspace} ${twin.primary}`)),
    dr: new Set(twins.map((twin) => `${twin.drWorkspace} ${twin.dr}`)),
  };
  for (const side of [primary, dr]) {
    const alone = addressesOf(side.workspace).find(
      (address) =>
        !known[side.name].has(`${side.workspace.name} ${address}`) &&
        !isMeant(design, side.workspace, address),
    );
    if (alone === undefined) continue;
    throw new ConfigurationError(
      `${side.workspace.name}: ${alone}`,
      "has no counterpart on the other side",
      "Add it to both sides, or declare the reason with pair.design.differs",
    );
  }
}

function isMeant(design: Design, workspace: PairWorkspace, address: string): boolean {
  return design.differences.some(
    (one) =>
      one.workspace === workspace.name &&
      one.address === address &&
      one.paths === undefined &&
      one.rule === undefined,
  );
}
