/** What an application may take to come back and may lose, in seconds. */
export interface Objectives {
  readonly rtoSeconds?: number;
  readonly rpoSeconds?: number;
}

/** How far things may be apart before a rule speaks. */
export interface Tolerances {
  /** Longest time, in seconds, for which a resolver may keep an answer that failover changes. */
  readonly ttlSeconds: number;
  /** How much less than primary, in percent, DR may be able to carry at most. */
  readonly capacityPercent: number;
}
