import { AuroraGlobal } from "../../aurora-global/aurora-global";
import { Cache } from "../../cache/cache";
import { ConfigurationError } from "../../pair/configuration-error";
import type { RdsReadReplica } from "../../rds-read-replica/rds-read-replica";
import { auroraDatabase } from "./aurora";
import { byHandDatabase, type ByHandProps } from "./by-hand";
import { cacheDatabase } from "./cache";
import type { FailoverDatabase } from "./database";
import { replicaDatabase } from "./replica";

/** What a failover promotes by itself. */
export type Promotable = AuroraGlobal | RdsReadReplica | Cache;

export interface DatabasesProps extends Omit<ByHandProps, "id" | "how"> {
  /** Of the plan, for errors. */
  readonly plan: string;
  readonly databases: readonly Promotable[];
  readonly byHand: Readonly<Record<string, string>>;
}

/** @throws ConfigurationError for one that is not promoted by an API call */
export function databasesOf({
  plan,
  place,
  databases,
  byHand,
  ...asking
}: DatabasesProps): FailoverDatabase[] {
  const promoted = databases.map((one): FailoverDatabase => {
    if (one instanceof AuroraGlobal) return auroraDatabase(place, one);
    if (one instanceof Cache) {
      if (one.isGlobal) return cacheDatabase(place, one);
      throw notPromoted(plan, one.id, "is a cache of its own in each region", "Leave it out");
    }
    if (one.copy === "replica") return replicaDatabase(place, one);
    throw notPromoted(
      plan,
      one.id,
      "has only its backups in the DR region",
      `Say in byHand how it is restored: { ${one.id}: "..." }`,
    );
  });
  const asked = Object.entries(byHand).map(([id, how]) => byHandDatabase({ ...asking, place, id, how }));
  return [...promoted, ...asked];
}

function notPromoted(plan: string, id: string, problem: string, fix: string): ConfigurationError {
  return new ConfigurationError(`${plan}.databases`, `"${id}" ${problem}`, fix);
}
