import { isGlobalType } from "../../../analyzer/base/aws/global-types";
import type { JsonObject } from "../../../analyzer/base/json";
import type { SideName } from "../../../analyzer/model/report";
import { schemaOf } from "../../../analyzer/model/catalogue/schema-of";
import type { Resource } from "../../../analyzer/model/workspace/workspace";
import { mapTexts } from "../edit/tree";
import { decodedText } from "../mutators/encoded";
import type { Renaming } from "../mutant";
import type { CleanPair, Role } from "../pairs";
import type { Subject } from "../subject";

/** All plans of a pair with the renaming carried out. */
export function renamePlans(pair: CleanPair, { rename }: Renaming): ReadonlyMap<Role, JsonObject> {
  return new Map(
    Array.from(pair.plans, ([role, plan]) => [role, mapTexts(plan, everywhere(rename)) as JsonObject]),
  );
}

/** Also in what is encoded: user data. */
function everywhere(rename: (text: string) => string): (text: string) => string {
  return (text) => {
    const decoded = decodedText(text);
    return decoded === undefined ? rename(text) : Buffer.from(rename(decoded)).toString("base64");
  };
}

/** The ways to rename one side. */
export function* renamingsOf(subject: Subject, side: SideName): Iterable<Renaming> {
  yield* movedRegions(subject.pair, side);
  const ids = otherIds(subject, side);
  if (ids) yield ids;
  yield* otherPrefixes(subject, side);
}

interface RegionWords {
  readonly region: string;
  readonly city: string;
  /** What AWS has there: hosted zones of load balancers and of buckets, the account that load balancers log from. */
  readonly aws: readonly [balancers: string, buckets: string, logs: string];
}

/**
 * Sources: "Elastic Load Balancing endpoints and quotas" and "Amazon S3 endpoints and quotas" in the AWS General
 * Reference; "Access logs for your Application Load Balancer" in its user guide.
 */
const REGIONS: readonly RegionWords[] = [
  { region: "us-east-1", city: "virginia", aws: ["Z35SXDOTRQ7X7K", "Z3AQBSTGFYJSTF", "127311923021"] },
  { region: "us-east-2", city: "ohio", aws: ["Z3AADJGX6KTTL2", "Z2O1EMRO9K5GLX", "033677994240"] },
  { region: "us-west-1", city: "california", aws: ["Z368ELLRRE2KJ0", "Z2F56UZL2M1ACD", "027434742980"] },
  { region: "us-west-2", city: "oregon", aws: ["Z1H1FL5HABSF5", "Z3BJ6K6RIION7M", "797873946194"] },
  { region: "eu-west-1", city: "ireland", aws: ["Z32O12XQLNTSW2", "Z1BKCTXD74EZPE", "156460612806"] },
  { region: "eu-central-1", city: "frankfurt", aws: ["Z215JYRZR1TBD5", "Z21DNDUVLTQW6Q", "054676820928"] },
  { region: "ap-southeast-1", city: "singapore", aws: ["Z1LMS91P8CMLE5", "Z3O0J2DXBE1FTB", "114774131450"] },
  { region: "ap-southeast-2", city: "sydney", aws: ["Z1GM3OXH4ZPM65", "Z1WCIGYICN2BYD", "783225319266"] },
  { region: "ap-northeast-1", city: "tokyo", aws: ["Z14GRHDCWA56QT", "Z2M4EHUR26P7ZW", "582318560864"] },
  { region: "ca-central-1", city: "montreal", aws: ["ZQSVJUPU6J1EY", "Z1QDHH18159H29", "985666609251"] },
];

/** `usw2` for `us-west-2`. */
function shortForm(region: string): string {
  const [area = "", direction = "", number = ""] = region.split("-");
  const letters = direction.replace(/north|south|east|west|central/g, (word) => word.charAt(0));
  return `${area}${letters}${number}`;
}

function* movedRegions(pair: CleanPair, side: SideName): Iterable<Renaming> {
  const old = REGIONS.find(({ region }) => region === pair.regions[side]);
  if (!old) return;
  for (const name of ["ap-northeast-1", "ca-central-1"]) {
    const other = REGIONS.find(({ region }) => region === name) as RegionWords;
    const words = new Map([
      [old.region, other.region],
      [shortForm(old.region), shortForm(other.region)],
      [old.city, other.city],
      [capital(old.city), capital(other.city)],
      ...old.aws.map((text, i) => [text, other.aws[i] ?? text] as const),
    ]);
    const pattern = new RegExp(
      `(?<![A-Za-z0-9])(?:${[...words.keys()].join("|")})(?![A-Z0-9])(?!-?\\d)`,
      "g",
    );
    yield {
      kind: "region-moved",
      regions: { ...pair.regions, [side]: other.region },
      rename: (text) => text.replace(pattern, (word) => words.get(word) ?? word),
    };
  }
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** Ids as AWS makes them: hexadecimal with a prefix, UUIDs, a load balancer's and other digests. */
const GENERATED =
  /(?<![\w-])(?:[a-z]+(?:-[a-z]+)?-[0-9a-f]{8,17}|(?:mrk-)?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{16}|(?:mrk-)?[0-9a-f]{32})(?![\w-])/g;

function otherIds({ context }: Subject, side: SideName): Renaming | undefined {
  const own = idsOf(context.sides[side].resources);
  const peer = idsOf(context.sides[side === "primary" ? "dr" : "primary"].resources);
  for (const id of peer) own.delete(id); // of an object that both sides share, or a multi-Region key
  if (own.size === 0) return undefined;
  return {
    kind: "ids-replaced",
    rename: (text) => text.replace(GENERATED, (id) => (own.has(id) ? otherId(id) : id)),
  };
}

function idsOf(resources: readonly Resource[]): Set<string> {
  const ids = new Set<string>();
  for (const resource of resources) {
    if (isGlobalType(resource.type)) continue;
    const schema = schemaOf(resource);
    for (const [name, value] of Object.entries({ ...resource.before, ...resource.values })) {
      if (
        typeof value !== "string" ||
        !(name === "id" || name === "arn" || schema?.member(name)?.computedOnly)
      )
        continue;
      for (const [id] of value.matchAll(GENERATED)) ids.add(id);
    }
  }
  return ids;
}

/** Another id of the same shape: every hexadecimal digit moved on, the prefix kept. */
function otherId(id: string): string {
  const [prefix = ""] = /^(?:mrk-|(?![0-9a-f]{8}-)[a-z]+-(?:[a-z]+-)?)?/.exec(id) ?? [];
  const digits = id.slice(prefix.length);
  return prefix + digits.replace(/[0-9a-f]/g, (digit) => ((parseInt(digit, 16) + 7) % 16).toString(16));
}

/** Two words that most names of the side begin with, and none of the other's. */
function* otherPrefixes({ context }: Subject, side: SideName): Iterable<Renaming> {
  const own = prefixesOf(context.sides[side].resources);
  const peer = prefixesOf(context.sides[side === "primary" ? "dr" : "primary"].resources);
  const [prefix, count] = [...own].filter(([word]) => !peer.has(word)).sort((a, b) => b[1] - a[1])[0] ?? [
    "",
    0,
  ];
  if (count < 3) return;
  const [first = ""] = prefix.split("-");
  for (const other of [`${first}-quince`, "quince-farm"]) {
    yield {
      kind: "prefix-renamed",
      rename: (text) => text.replace(new RegExp(`(?<![\\w-])${prefix}(?![a-z0-9])`, "g"), other),
    };
  }
}

function prefixesOf(resources: readonly Resource[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { values, before } of resources) {
    const name = values?.name ?? before?.name;
    const [prefix] = typeof name === "string" ? (/^[a-z][a-z0-9]*-[a-z0-9]+(?=-)/.exec(name) ?? []) : [];
    if (prefix !== undefined) counts.set(prefix, (counts.get(prefix) ?? 0) + 1);
  }
  return counts;
}
