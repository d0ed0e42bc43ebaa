import type { Pair } from "../pair/pair";

/** The DR region, as ARNs and commands name it. Nothing here asks another region. */
export interface Place {
  readonly region: string;
  readonly partition: string;
  readonly account: string;
  /** Where what fails over comes from; a name in texts and ARNs alone. */
  readonly primaryRegion: string;
}

export function placeOf({ dr, primary, account }: Pair): Place {
  const { region } = dr;
  return { region: region.name, partition: region.partition, account, primaryRegion: primary.region.name };
}

/** @param resource such as `db:orders` */
export function arnIn({ partition, region, account }: Place, service: string, resource: string): string {
  return `arn:${partition}:${service}:${region}:${account}:${resource}`;
}
