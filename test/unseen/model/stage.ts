/**
 * How far an application is rolled out when its pair is compared: nothing is applied yet; what the code says is applied, as
 * a drift job finds it; or one side's code was changed since, as a pull request does.
 */
export const STAGES = ["first", "applied", "changed"] as const;
export type Stage = (typeof STAGES)[number];

/**
 * Two of seven applications are applied, which costs minutes each. Neither length nor order keeps step with the sides on which
 * mistakes and rewrites are made.
 */
const CYCLE: readonly Stage[] = [
  ...(["first", "first", "applied", "first", "first", "changed", "first"] as const),
  ...(["first", "first", "changed", "first", "first", "applied", "first"] as const),
];

/** The stage of the application of this number, of those that are allowed. */
export function stageOf(number: number, allowed: readonly Stage[]): Stage {
  const cycle = CYCLE.filter((stage) => allowed.includes(stage));
  return cycle[number % cycle.length] ?? "first";
}
