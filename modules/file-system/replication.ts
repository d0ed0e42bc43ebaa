import { DataAwsEfsFileSystem, EfsReplicationConfiguration } from "../pair/aws";
import type { Pair } from "../pair/pair";
import { forSides } from "../pair/side";

/** From the primary's file system to the DR region's, both of which are looked up by what they were created with. */
export function addReplication(pair: Pair, id: string, { name }: { readonly name: string }): void {
  const { link, primary, dr } = pair;
  const found = forSides(pair, (side) => {
    const provider = link.providerFor(side.region);
    return new DataAwsEfsFileSystem(link, `${id}_${side.name}-files`, { provider, creationToken: name });
  });
  const replication = new EfsReplicationConfiguration(link, `${id}_replication`, {
    provider: link.providerFor(primary.region),
    sourceFileSystemId: found.primary.fileSystemId,
    // One that exists, and not one that EFS makes: it has mount targets, access points and a policy before a failover.
    destination: { fileSystemId: found.dr.fileSystemId, region: dr.region.name },
  });
  pair.design.differs(replication, "files are written in the primary region and copied from there");
}
