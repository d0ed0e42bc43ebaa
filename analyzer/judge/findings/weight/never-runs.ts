import type { Differing } from "../../../pair/roles/role";
import type { Weight } from "./weight";

/** Limits under which nothing at all runs or passes when they are 0. */
const LIMITS =
  /(?:^|\.)(?:reserved_concurrent_executions|max_size|max_capacity|maximum_concurrency|(?:throttling_)?(?:burst|rate)_limit)$/;

/**
 * A limit of 0 is no smaller limit: all calls are throttled, no instance starts.
 * Source: https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html
 */
export function neverRuns({ difference, plain }: Differing): Weight | undefined {
  return LIMITS.test(plain) && difference.dr === 0
    ? { severity: "critical", impact: "With a limit of 0 nothing runs or passes in DR at all." }
    : undefined;
}
