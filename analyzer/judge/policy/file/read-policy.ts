import path from "node:path";
import { mayName, NAME_IT_YOURSELF } from "../../../base/process/checkout";
import type {
  ExpectedPolicy,
  FindingSelector,
  NotificationPolicy,
  OwnerPolicy,
  PairPolicy,
  PairSourcesPolicy,
  PolicyFile,
  RemediationPolicy,
  SeverityPolicy,
  SuppressionPolicy,
  TwinPolicy,
} from "../policy";
import { ALL_RULES, DIFFERENCE_RULES, FINDING_RULES } from "../known-rules";
import { Block, type LabelledBlock } from "./block";
import * as field from "./field";
import type { LocatedObject } from "./located";
import { rulePattern } from "./rule-field";

const SELECTOR = ["rule", "address", "attributes"] as const;
const NOTIFICATIONS = ["sns", "webhook", "github-issue"] as const;
/** A week: longer times to live are slips. */
const MOST_TTL_SECONDS = 7 * 86_400;

/**
 * What a policy file says, checked.
 * @throws InputError that names file, line and block for anything that is unknown, missing or of the wrong type
 */
export function readPolicy(document: LocatedObject, file: string): PolicyFile {
  const root = new Block(document, file).only("$schema", "pair");
  const named = root.labelled("pair");
  if (named.length === 0) throw root.error("There is no pair in it.", 'Write pair "NAME" { ... }.');
  const names = new Set<string>();
  for (const { label, block } of named) {
    if (names.has(label)) throw block.error("There is a pair of this name already.", "Give it another name.");
    names.add(label);
  }
  return { file, pairs: named.map((one) => readPair(one, file)) };
}

function readPair({ label, block }: LabelledBlock, policyFile: string): PairPolicy {
  block.only(
    ...["strategy", "fail_on", "manifest", "history", "baseline", "primary", "dr", "shared", "combined"],
    ...[
      "objectives",
      "tolerances",
      "twin",
      "expected",
      "suppress",
      "severity",
      "owner",
      "notify",
      "remediate",
    ],
  );
  if (label.trim() === "" || label.length > 100)
    throw block.error("The pair's name is empty or longer than 100 characters.", "Give it a short name.");
  const file = localPath(policyFile);
  return {
    name: label,
    place: block.place,
    strategy: block.optional("strategy", field.oneOf("pilot-light", "warm-standby", "active-active")),
    failOn: block.optional("fail_on", field.oneOf("critical", "warning", "info", "never")),
    history: block.optional("history", file),
    baseline: block.optional("baseline", file),
    sources: readSources(block, file),
    objectives: readObjectives(block),
    tolerances: readTolerances(block),
    twins: eachOnce(block.blocks("twin"), readTwin, ({ primary }) => primary),
    expected: eachOnce(block.blocks("expected"), readExpected, selection),
    suppressions: eachOnce(block.blocks("suppress"), readSuppression, selection),
    severities: eachOnce(block.blocks("severity"), readSeverity, selection),
    owners: eachOnce(block.blocks("owner"), readOwner, ({ address }) => address),
    notifications: block.labelled("notify").map(readNotification),
    remediations: block.blocks("remediate").map(readRemediation),
  };
}

/** Reads blocks of which no two may be about the same: one of them would silently not hold. */
function eachOnce<T>(blocks: readonly Block[], read: (block: Block) => T, subject: (one: T) => string): T[] {
  const seen = new Set<string>();
  return blocks.map((block) => {
    const one = read(block);
    const key = subject(one);
    if (seen.has(key)) throw block.error("There is one for the very same already.", "Keep one of both.");
    seen.add(key);
    return one;
  });
}

/** What a block selects, however it is ordered. */
function selection({ rule, address, attributes = [] }: FindingSelector): string {
  return JSON.stringify([rule ?? null, address ?? null, [...attributes].sort()]);
}

/**
 * A file's path as seen from the current directory; the policy file names it as seen from its own. One that lies in the
 * checkout names nothing outside of it: in a pull request anybody may have written it.
 */
function localPath(policyFile: string): field.Field<string> {
  return (value) => {
    const given = field.text(value);
    if (typeof given !== "string" || given === "-" || /^[a-z][a-z0-9+.-]*:\/\//i.test(given)) return given;
    const file = path.isAbsolute(given) ? given : path.join(path.dirname(policyFile), given);
    return mayName(policyFile, file)
      ? file
      : new field.Problem("leads out of the checkout.", NAME_IT_YOURSELF);
  };
}

function readSources(block: Block, file: field.Field<string>): PairSourcesPolicy {
  const sources = field.listOf(file);
  const [primary, dr] = (["primary", "dr"] as const).map((name) =>
    block.block(name)?.only("sources", "state", "region"),
  );
  return {
    primary: primary?.optional("sources", sources) ?? [],
    dr: dr?.optional("sources", sources) ?? [],
    primaryState: primary?.optional("state", sources) ?? [],
    drState: dr?.optional("state", sources) ?? [],
    shared: block.optional("shared", sources) ?? [],
    combined: block.optional("combined", sources) ?? [],
    manifest: block.optional("manifest", file),
    primaryRegion: primary?.optional("region", field.region),
    drRegion: dr?.optional("region", field.region),
  };
}

function readObjectives(pair: Block): PairPolicy["objectives"] {
  const block = pair.block("objectives")?.only("rto", "rpo");
  return {
    rtoSeconds: block?.optional("rto", field.duration),
    rpoSeconds: block?.optional("rpo", field.duration),
  };
}

function readTolerances(pair: Block): PairPolicy["tolerances"] {
  const block = pair.block("tolerances")?.only("ttl_seconds", "capacity_percent");
  return {
    ttlSeconds: block?.optional("ttl_seconds", field.integer(0, MOST_TTL_SECONDS)),
    capacityPercent: block?.optional("capacity_percent", field.integer(0, 100)),
  };
}

function readTwin(block: Block): TwinPolicy {
  block.only("primary", "dr");
  return {
    place: block.place,
    primary: block.required("primary", field.address),
    dr: block.required("dr", field.address),
    reason: "mapping",
  };
}

function readExpected(block: Block): ExpectedPolicy {
  block.only(...SELECTOR, "reason");
  return {
    place: block.place,
    ...readSelector(block, rulePattern(DIFFERENCE_RULES, "is no rule whose findings can be by design.")),
    reason: block.required("reason", field.text),
  };
}

function readSuppression(block: Block): SuppressionPolicy {
  block.only(...SELECTOR, "reason", "owner", "expires");
  return {
    place: block.place,
    ...readSelector(block, rulePattern(FINDING_RULES, "is no rule whose findings can be suppressed.")),
    reason: block.required("reason", field.text),
    owner: block.required("owner", field.text),
    expires: block.required("expires", field.date),
  };
}

function readSeverity(block: Block): SeverityPolicy {
  block.only(...SELECTOR, "level");
  return {
    place: block.place,
    ...readSelector(block, rulePattern(ALL_RULES)),
    severity: block.required("level", field.oneOf("critical", "warning", "info")),
  };
}

function readSelector(block: Block, rule: field.Field<string>): FindingSelector {
  const selector = {
    rule: block.optional("rule", rule),
    address: block.optional("address", field.addressPattern),
    attributes: block.optional("attributes", field.listOf(field.attributePattern)),
  };
  if (selector.rule !== undefined || selector.address !== undefined) return selector;
  throw block.error('It has neither "rule" nor "address", and would fit everything.', "Add one of them.");
}

function readOwner(block: Block): OwnerPolicy {
  block.only("address", "team");
  return {
    place: block.place,
    address: block.required("address", field.addressPattern),
    owner: block.required("team", field.text),
  };
}

function readNotification({ label, block }: LabelledBlock): NotificationPolicy {
  const place = block.place;
  const kind = NOTIFICATIONS.find((name) => name === label);
  if (kind === "sns")
    return { place, kind, topicArn: block.only("topic_arn").required("topic_arn", field.topicArn) };
  if (kind === "webhook")
    return { place, kind, urlVariable: block.only("url_variable").required("url_variable", field.variable) };
  if (kind === undefined)
    throw block.error("There is no such way to notify.", `Known are: ${NOTIFICATIONS.join(", ")}.`);
  block.only("repository", "token_variable");
  return {
    place,
    kind,
    repository: block.required("repository", field.repository),
    tokenVariable: block.required("token_variable", field.variable),
  };
}

function readRemediation(block: Block): RemediationPolicy {
  block.only(...SELECTOR, "window");
  const window = block.block("window");
  if (window === undefined)
    throw block.error(
      '"window" is missing.',
      "Say when it may happen: window { days = [...] start = ... end = ... }.",
    );
  window.only("days", "start", "end");
  const [start, end] = [window.required("start", field.timeOfDay), window.required("end", field.timeOfDay)];
  if (start === end)
    throw window.error('"start" and "end" are the same time.', "Leave some time between them.");
  return {
    place: block.place,
    rule: block.required("rule", rulePattern(FINDING_RULES)),
    address: block.optional("address", field.addressPattern),
    attributes: block.optional("attributes", field.listOf(field.attributePattern)),
    window: { days: window.required("days", field.listOf(field.weekday)), start, end },
  };
}
