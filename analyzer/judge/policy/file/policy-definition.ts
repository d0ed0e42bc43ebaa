import { STRATEGIES } from "../../../model/report";
import { ALL_RULES, DIFFERENCE_RULES, FINDING_RULES } from "../known-rules";
import { HOOK_FORMATS } from "../policy";
import { type BlockDefinition, optional, required } from "./definition";
import * as field from "./field";
import { rulePattern } from "./rule-field";

/** A week: longer times to live are slips. */
const MOST_TTL_SECONDS = 7 * 86_400;

/** What selects findings; each block has rules of its own that it can be about. */
const RULE = "A rule's id, or a pattern with *. Absent: every rule.";
const SELECTION = {
  address: optional(
    field.addressPattern,
    "A pattern of addresses of either side, such as module.web or aws_lb.*. Absent: every resource.",
  ),
  attributes: optional(
    field.listOf(field.attributePattern),
    "Attributes' paths, such as min_size or tags.*. Absent: the whole finding.",
  ),
};
const ANY_OF = ["rule", "address"];

export const SIDE = {
  name: "side",
  members: {
    sources: optional(field.listOf(field.file), "Plans or states."),
    state: optional(field.listOf(field.file), "States beside the plans."),
    var_files: optional(
      field.listOf(field.localFile),
      "Files of variables that `drparity drift` and `drparity remediate --apply` plan this side's directories with.",
    ),
    region: optional(field.region, "The AWS region; detected when absent."),
  },
} satisfies BlockDefinition;

export const OBJECTIVES = {
  name: "objectives",
  members: {
    rto: optional(field.duration, "How long the application may be down."),
    rpo: optional(field.duration, "How much data, in time, may be lost."),
  },
} satisfies BlockDefinition;

export const TOLERANCES = {
  name: "tolerances",
  members: {
    ttl_seconds: optional(
      field.integer(0, MOST_TTL_SECONDS),
      "Longest time to live of a record that failover changes. Default: 300.",
    ),
    capacity_percent: optional(
      field.integer(0, 100),
      "How much less than primary DR may be able to carry. Default: 15.",
    ),
  },
} satisfies BlockDefinition;

export const TWIN = {
  name: "twin",
  members: {
    primary: required(field.address, "Address in primary."),
    dr: required(field.address, "Address in DR."),
  },
} satisfies BlockDefinition;

export const EXPECTED = {
  name: "expected",
  members: {
    rule: optional(rulePattern(DIFFERENCE_RULES, "is no rule whose findings can be by design."), RULE),
    ...SELECTION,
    reason: required(field.text, "Why it is by design."),
  },
  anyOf: ANY_OF,
} satisfies BlockDefinition;

export const SUPPRESS = {
  name: "suppress",
  members: {
    rule: optional(rulePattern(FINDING_RULES, "is no rule whose findings can be suppressed."), RULE),
    ...SELECTION,
    reason: required(field.text, "Why it is accepted."),
    owner: required(field.text, "Who answers for it."),
    expires: required(field.date, "The last day, UTC, on which it holds."),
  },
  anyOf: ANY_OF,
} satisfies BlockDefinition;

export const SEVERITY = {
  name: "severity",
  members: {
    rule: optional(rulePattern(ALL_RULES), RULE),
    ...SELECTION,
    level: required(field.oneOf("critical", "warning", "info"), "What it weighs instead."),
  },
  anyOf: ANY_OF,
} satisfies BlockDefinition;

export const OWNER = {
  name: "owner",
  members: {
    address: required(field.addressPattern, "A pattern of addresses."),
    team: required(field.text, "A team or person, such as @acme/payments."),
  },
} satisfies BlockDefinition;

export const NOTIFY = {
  sns: {
    name: "sns",
    description: "An SNS topic.",
    members: { topic_arn: required(field.topicArn, "The topic.") },
  },
  webhook: {
    name: "webhook",
    description: "A webhook: Slack-compatible, or of a format.",
    members: {
      url_variable: required(
        field.variable,
        "The environment variable that holds the URL, for PagerDuty the integration's key.",
      ),
      format: optional(
        field.oneOf(...HOOK_FORMATS),
        "What it takes: Slack's blocks, a card for a workflow of Teams, an incident of PagerDuty's, or what `drift --format json` prints. Without: text that Slack and its like understand.",
      ),
    },
  },
  "github-issue": {
    name: "github-issue",
    description: "An issue on GitHub.",
    members: {
      repository: required(field.repository, "Where the issue is."),
      token_variable: required(field.variable, "The environment variable that holds the token."),
    },
  },
} satisfies Readonly<Record<string, BlockDefinition & { readonly description: string }>>;

export const WINDOW = {
  name: "window",
  members: {
    days: required(field.listOf(field.weekday), "Days on which it begins."),
    start: required(field.timeOfDay, "Its first minute."),
    end: required(field.timeOfDay, "Its end; before start: on the next day."),
  },
} satisfies BlockDefinition;

export const REMEDIATE = {
  name: "remediate",
  members: {
    rule: required(rulePattern(FINDING_RULES), "A rule's id, or a pattern with *."),
    ...SELECTION,
    window: {
      block: WINDOW,
      many: false,
      missing: "Say when it may happen: window { days = [...] start = ... end = ... }.",
      description: "When it may happen.",
    },
  },
} satisfies BlockDefinition;

/**
 * `pair "NAME" { ... }`: the one place that says what the policy file may hold. `read-policy.ts` reads by it;
 * `policy.schema.json` and the reference in docs/policy-file.md are written from it by `npm run policy`.
 */
export const PAIR = {
  name: "pair",
  description: "One application in two regions.",
  members: {
    strategy: optional(
      field.oneOf(...STRATEGIES),
      "How much of the application runs in the DR region before a failover.",
    ),
    fail_on: optional(
      field.oneOf("critical", "warning", "info", "never"),
      "Least severity that exits with 2.",
    ),
    manifest: optional(field.localFile, "drparity.json of a generated pair."),
    history: optional(field.file, "Where the history lies: a file, or s3://bucket/prefix."),
    drills: optional(field.file, "Where the reports of drills lie: a directory, or s3://bucket/prefix."),
    rules: optional(
      field.listOf(field.localFile),
      "A team's own rules: JavaScript files, `*` in a name for several. Code in the checkout is loaded only where the environment trusts it.",
    ),
    baseline: optional(field.file, "A file of findings that were there before and are accepted."),
    primary: { block: SIDE, many: false, description: "The primary side." },
    dr: { block: SIDE, many: false, description: "The DR side." },
    shared: optional(field.listOf(field.file), "Workspaces of global resources that serve both sides."),
    combined: optional(field.listOf(field.file), "Plans that hold both regions."),
    objectives: {
      block: OBJECTIVES,
      many: false,
      description: "What is promised; it wins over the manifest.",
    },
    tolerances: {
      block: TOLERANCES,
      many: false,
      description: "How far things may be apart before a rule speaks: AWS ARC's values where absent.",
    },
    twin: { block: TWIN, many: true, description: "Twins that no matcher would find." },
    expected: { block: EXPECTED, many: true, description: "Differences by design." },
    suppress: { block: SUPPRESS, many: true, description: "Findings that are accepted for a time." },
    severity: {
      block: SEVERITY,
      many: true,
      description: "Other severities than drparity's own; the last that fits holds.",
    },
    owner: { block: OWNER, many: true, description: "Whose resources are; the last that fits holds." },
    notify: { block: NOTIFY, many: true, description: "Whom a change is told." },
    remediate: { block: REMEDIATE, many: true, description: "Drift that may be mended without asking." },
  },
} satisfies BlockDefinition;
