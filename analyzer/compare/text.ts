import { isProtocolName, protocolName } from "../base/aws/protocols";
import type { Neutral } from "../pair/learn";
import { namesPeer, namesPeerByNameOnly, sameName } from "../pair/neutral/neutralizer";
import { areForeignIds, REGIONAL_ID } from "./foreign";
import { compareReleases } from "./releases";

/** How two texts of twins stand to each other. */
export type TextVerdict = "equal" | "different" | "peer" | "undecided";

/** Names that people chose (of a variable, a member of a document) and that say that the value is the other side's. */
const SIDE_NAME =
  /(?:^|[^a-z])(?:primary|secondary|source|origin|home|global|peer|remote|replica|replication|failover|fallback|dr|standby|writer)(?:$|[^a-z])/;

/** Arguments by which a resource names the other region, or what it has there, on purpose. */
const PEER_ARGUMENT =
  /(?:^|\.)(?:source_region|source_ami_region|source_ami_id|source_snapshot_id|source_db_\w+|replicate_source_db|replication_source_identifier|primary_key_arn|global_table_arn|global_cluster_identifier|destination\.\w+|destination_vault_arn|destination_region|replica\.\w+|region_name|peer_\w+|accepter_\w+|requester_\w+)$/;

/** Free text for people. */
const PROSE =
  /(?:^|\.)(?:tags|tags_all|tag|tag_specifications|description|comment|alarm_description|display_name|title|markdown|notes?|label)(?:\.|$)/;

/** ARNs of services whose objects exist once for all regions, whatever their name says. */
const GLOBAL_ARN = /^arn:[\w-]+:(?:iam|route53|cloudfront|globalaccelerator|organizations|waf):/;

/**
 * Arguments that hold a digest: a certificate's fingerprint, and the script for which the provider's state keeps its
 * SHA-1 alone. Anywhere else 40 hexadecimal digits are a commit, of which DR has to run the same.
 */
const DIGESTS = /(?:^|\.)(?:thumbprint_list|user_data)$/;
const DIGEST = /^[0-9a-f]{40}$/i;

/** Whether the path is free text for people, in which nothing fails over. */
export function isProse(path: string): boolean {
  return PROSE.test(path);
}

/** Where a text stands. */
export interface Place {
  readonly path: string;
  /** Whether people chose the last name of the path (a variable's, a tag's), rather than the provider. */
  readonly freeName: boolean;
}

/** Decides on two plain texts; documents and base64 have been taken apart before. */
export function compareTexts(primary: string, dr: string, place: Place, neutral: Neutral): TextVerdict {
  const { path } = place;
  const left = neutral.primary.text(primary);
  const right = neutral.dr.text(dr);
  if (primary === dr && REGIONAL_ID.test(primary) && left === right) return sameId(primary, neutral);
  if (sameName(left, right) || sameNumber(primary, dr) || sameProtocol(primary, dr, path)) return "equal";
  if (primary === dr) {
    const harmless =
      (!namesPeer(left) && !namesPeer(right)) ||
      mayNamePeer(primary, place) ||
      (neutral.context.identities.isShared(primary) && IAM_ARGUMENT.test(path)) ||
      (namesPeerByNameOnly(right) && !isReference(dr));
    return harmless ? "equal" : "peer";
  }
  if (namesPeer(left) !== namesPeer(right)) return "peer";
  if (areForeignIds(primary, dr, neutral)) return "undecided";
  if (DIGESTS.test(path) && [primary, dr].every((text) => DIGEST.test(text))) return "undecided";
  return compareReleases(left, right, neutral.context.accounts) ?? "different";
}

/** Whether a text of one side names a region or resource of the other (an ARN or URL, where it is by a name), on no purpose. */
export function refersToPeer(text: string, place: Place, neutral: Neutral, side: "primary" | "dr"): boolean {
  const found = neutral[side].text(text);
  if (!namesPeer(found) || !isReference(text) || mayNamePeer(text, place)) return false;
  return !namesPeerByNameOnly(found) || /arn:|:\/\//.test(text);
}

/** Two regions, one id: somebody copied it. Ids that the sources know have been told apart by then. */
function sameId(id: string, neutral: Neutral): TextVerdict {
  const { primary, dr } = neutral.context.regions;
  return primary !== dr && /^(?:ami|subnet|vpc|sg|snap|rtb|vol|eni)-/.test(id) ? "peer" : "equal";
}

/** A name that is the whole value, an assignment's value, or part of an ARN or URL is meant; in a longer text it may be
 * a file, a unit or a word. */
function isReference(text: string): boolean {
  return (
    !/\s/.test(text.trim()) ||
    /^(?:export\s+)?[A-Za-z_]\w*\s*[=:]\s*\S+$/.test(text.trim()) ||
    /arn:|:\/\//.test(text)
  );
}

/** Arguments that name IAM resources, of which one may serve both sides. */
const IAM_ARGUMENT = /role|profile|iam|policy|principal/i;

function mayNamePeer(text: string, { path, freeName }: Place): boolean {
  if (isProse(path) || GLOBAL_ARN.test(text)) return true;
  if (!freeName) return PEER_ARGUMENT.test(path);
  const name = path.split(/[.[]/).at(-1) ?? "";
  return SIDE_NAME.test(name.replace(/([a-z0-9])([A-Z])/g, "$1_$2").toLowerCase());
}

function sameProtocol(primary: string, dr: string, path: string): boolean {
  return isProtocolName(path.split(".").at(-1) ?? "") && protocolName(primary) === protocolName(dr);
}

/** `5` is `5.0`, but the version 16.10 is not 16.1. */
function sameNumber(primary: string, dr: string): boolean {
  const [left, right] = [primary, dr].map((text) => /^\s*(-?\d+)(?:\.0+)?\s*$/.exec(text)?.[1]);
  return left !== undefined && left === right;
}
