import type { Pair } from "./pair";
import type { Side } from "./side";

/** Where regional resources are, as their ARNs say it. */
export interface ArnPlace {
  readonly region: string;
  readonly partition: string;
  readonly account: string;
}

/** The pair's account in the region of one of its sides. */
export function arnPlace({ account }: Pair, { region }: Side): ArnPlace {
  return { region: region.name, partition: region.partition, account };
}

/** The ARN of a regional resource. @param resource such as `db:orders` */
export function arnIn({ partition, region, account }: ArnPlace, service: string, resource: string): string {
  return `arn:${partition}:${service}:${region}:${account}:${resource}`;
}
