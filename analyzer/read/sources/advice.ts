/** What to do when a source is not a plan at all. */
export const MAKE_A_PLAN =
  "Make a plan with `terraform plan -out=tfplan` and `terraform show -json tfplan > plan.json`.";

/** What to say of the log that `terraform plan -json` prints. */
export const NOT_A_LOG = {
  what: "This is the log that `terraform plan -json` prints, not the plan.",
  fix: MAKE_A_PLAN,
} as const;
