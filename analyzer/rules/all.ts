import type { ReadinessRule } from "./rule";

/** Every readiness rule, by service. */
export const RULES: readonly ReadinessRule[] = [];
