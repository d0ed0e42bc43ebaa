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
import { Block, type LabelledBlock } from "./block";
import type { Values } from "./definition";
import type { LocatedObject } from "./located";
import * as policy from "./policy-definition";

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
  return { file, pairs: named.map(readPair) };
}

function readPair({ label, block }: LabelledBlock): PairPolicy {
  const own = block.read(policy.PAIR);
  if (label.trim() === "" || label.length > 100)
    throw block.error("The pair's name is empty or longer than 100 characters.", "Give it a short name.");
  return {
    name: label,
    place: block.place,
    strategy: own.strategy,
    failOn: own.fail_on,
    history: own.history,
    drills: own.drills,
    baseline: own.baseline,
    rules: own.rules ?? [],
    sources: readSources(block, own),
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

function readSources(block: Block, own: Values<typeof policy.PAIR>): PairSourcesPolicy {
  const [primary, dr] = (["primary", "dr"] as const).map((name) => block.block(name)?.read(policy.SIDE));
  return {
    primary: primary?.sources ?? [],
    dr: dr?.sources ?? [],
    primaryState: primary?.state ?? [],
    drState: dr?.state ?? [],
    shared: own.shared ?? [],
    combined: own.combined ?? [],
    varFiles: { primary: primary?.var_files ?? [], dr: dr?.var_files ?? [] },
    manifest: own.manifest,
    primaryRegion: primary?.region,
    drRegion: dr?.region,
  };
}

function readObjectives(pair: Block): PairPolicy["objectives"] {
  const own = pair.block("objectives")?.read(policy.OBJECTIVES);
  return { rtoSeconds: own?.rto, rpoSeconds: own?.rpo };
}

function readTolerances(pair: Block): PairPolicy["tolerances"] {
  const own = pair.block("tolerances")?.read(policy.TOLERANCES);
  return { ttlSeconds: own?.ttl_seconds, capacityPercent: own?.capacity_percent };
}

function readTwin(block: Block): TwinPolicy {
  return { place: block.place, ...block.read(policy.TWIN), reason: "mapping" };
}

function readExpected(block: Block): ExpectedPolicy {
  return { place: block.place, ...block.read(policy.EXPECTED) };
}

function readSuppression(block: Block): SuppressionPolicy {
  return { place: block.place, ...block.read(policy.SUPPRESS) };
}

function readSeverity(block: Block): SeverityPolicy {
  const { level, ...selector } = block.read(policy.SEVERITY);
  return { place: block.place, ...selector, severity: level };
}

function readOwner(block: Block): OwnerPolicy {
  const { address, team } = block.read(policy.OWNER);
  return { place: block.place, address, owner: team };
}

function readNotification({ label, block }: LabelledBlock): NotificationPolicy {
  const place = block.place;
  if (label === "sns") return { place, kind: label, topicArn: block.read(policy.NOTIFY.sns).topic_arn };
  if (label === "webhook") {
    const { url_variable, format } = block.read(policy.NOTIFY.webhook);
    return { place, kind: label, urlVariable: url_variable, ...(format === undefined ? {} : { format }) };
  }
  if (label !== "github-issue") {
    const known = Object.keys(policy.NOTIFY).join(", ");
    throw block.error("There is no such way to notify.", `Known are: ${known}.`);
  }
  const { repository, token_variable } = block.read(policy.NOTIFY["github-issue"]);
  return { place, kind: label, repository, tokenVariable: token_variable };
}

function readRemediation(block: Block): RemediationPolicy {
  const selector = block.read(policy.REMEDIATE);
  const window = block.requiredBlock("window", policy.REMEDIATE.members.window.missing);
  const { days, start, end } = window.read(policy.WINDOW);
  if (start === end)
    throw window.error('"start" and "end" are the same time.', "Leave some time between them.");
  return { place: block.place, ...selector, window: { days, start, end } };
}
