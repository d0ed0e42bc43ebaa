import { familyOf } from "../base/aws/families";
import { formatModulePath } from "../model/workspace/address";
import type { Resource } from "../model/workspace/workspace";

/** The words by which addresses of the two sides differ, as learned from pairs: `home` and `standby`, or nothing and `2nd`. */
export interface Mark {
  /** Empty where primary's addresses lack a word that DR's have. */
  readonly primary: string;
  readonly dr: string;
}

/** How many pairs must differ in the same words before these mean the sides, and which share of the smaller side. */
const LEAST_PAIRS = 2;
const LEAST_SHARE = 0.2;
/** An address of more words is generated, and tells nothing that shorter ones do not. */
const MOST_WORDS = 24;

/**
 * Learns the sides' words from the addresses of what surely lies on either: `aws_sqs_queue.jobs` and
 * `aws_sqs_queue.jobs_2nd` are one queue but for a word, and so are many others. No list knows all the words that teams
 * choose (numbers, cities, colours). A word counts only where nothing else of its side would fit as well, so that the
 * second of two subnets is not taken for the other side's first.
 */
export function learnMarks(primary: readonly Resource[], dr: readonly Resource[]): Mark[] {
  const index = new AddressIndex();
  for (const resource of primary) index.add(resource, "primary");
  for (const resource of dr) index.add(resource, "dr");
  const counts = new Map<string, { mark: Mark; count: number }>();
  for (const { primary: left, dr: right } of index.buckets.values()) {
    const [a, b] = [only(left), only(right)];
    if (a === undefined || b === undefined || a === b) continue;
    const key = `${a}\n${b}`;
    counts.set(key, { mark: { primary: a, dr: b }, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  const least = Math.max(LEAST_PAIRS, LEAST_SHARE * Math.min(primary.length, dr.length));
  return [...counts.values()].filter(({ count }) => count >= least).map(({ mark }) => mark);
}

/** The words that the sides' marks are made of. */
export function wordsOfMarks(marks: readonly Mark[]): string[] {
  return [...new Set(marks.flatMap(({ primary, dr }) => [primary, dr]).filter((word) => word !== ""))];
}

/** Whether the address holds one of the words by which DR is told from primary. */
export function isMarkedDr(resource: Resource, marks: readonly Mark[]): boolean {
  const words = new Set(addressWords(resource));
  return marks.some(({ dr }) => dr !== "" && words.has(dr));
}

/** A resource's address without one of its words: what it shares with its counterpart. */
export function* skeletons(resource: Resource): Iterable<{ readonly rest: string; readonly word: string }> {
  const words = addressWords(resource);
  if (words.length > MOST_WORDS) return;
  const kind = `${resource.mode} ${familyOf(resource.type)}`;
  for (const word of new Set(["", ...words])) {
    const rest = words.filter((other) => other !== word).join(" ");
    if (rest !== "") yield { rest: `${kind} ${rest}`, word };
  }
}

function addressWords({ parts }: Resource): string[] {
  const own = `${parts.name} ${typeof parts.key === "string" ? parts.key : ""}`;
  return `${formatModulePath(parts.modules).replaceAll("module.", "")} ${own}`
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");
}

type Bucket = Readonly<Record<"primary" | "dr", Set<string>>>;

class AddressIndex {
  readonly buckets = new Map<string, Bucket>();

  add(resource: Resource, side: "primary" | "dr"): void {
    for (const { rest, word } of skeletons(resource)) {
      const bucket = this.buckets.get(rest) ?? { primary: new Set(), dr: new Set() };
      this.buckets.set(rest, bucket);
      bucket[side].add(word);
    }
  }
}

function only(words: ReadonlySet<string>): string | undefined {
  return words.size === 1 ? [...words][0] : undefined;
}
