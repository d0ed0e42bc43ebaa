import { regionsIn } from "../../base/aws/regions";

/** Words by which people call the side that stands by; its region's name is no such word, since either may be it. */
const DR_WORD =
  /(?:^|[-_./])(?:dr|disaster-?recovery|secondary|standby|failover|backup|replica|passive)(?:$|[-_./])/i;
const PRIMARY_WORD = /(?:^|[-_./])(?:primary|main|active|prod(?:uction)?|live)(?:$|[-_./])/i;
const ENVIRONMENT =
  /^(?:non-?prod|pre-?prod|prod(?:uction)?|prd|stag(?:e|ing)|stg|tests?|testing|dev(?:elopment)?|qa|uat|sandbox|perf|demo)$/i;

/** Whether a name says that it is the DR side's. */
export function saysDr(name: string): boolean {
  return DR_WORD.test(name);
}

/** Whether a name says that it is the primary side's. */
export function saysPrimary(name: string): boolean {
  return PRIMARY_WORD.test(name);
}

/** Whether a directory's name is an environment's: environments are pairs of their own. */
export function isEnvironment(name: string): boolean {
  return ENVIRONMENT.test(name);
}

/** The one region that a name holds, however its words are joined: `app-us-east-1`, `us_east_1`. */
export function regionIn(name: string): string | undefined {
  const regions = new Set(regionsIn(name.toLowerCase().replaceAll("_", "-")));
  return regions.size === 1 ? [...regions][0] : undefined;
}
