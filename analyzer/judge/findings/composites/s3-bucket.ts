import { canonical } from "../../../compare/canonical";
import { slotAt, type Slot } from "../../../compare/slot";
import { isObject, own, type Json } from "../../../base/json";
import type { Neutralizer } from "../../../pair/neutral/neutralizer";
import { isMarked } from "../../../model/workspace/mask";
import { OPEN, type CompositeForm, type Entry } from "./form";

/** One setting of a bucket: how it reads inline, and as a resource of its own. */
interface Setting {
  /** The bucket's argument. */
  readonly inline: string;
  readonly resource: string;
  /** The resource's argument that holds the elements; the setting's own when absent. */
  readonly argument?: string;
  /** Where the inline form has its elements a level deeper. */
  readonly within?: string;
  /** The element in words that both forms share; null where it says no more than what every bucket has. */
  read(element: Json | undefined): Json;
  /** Where in the element a key or bucket is named that is each side's own. */
  readonly end?: readonly (string | number)[];
}

const member = (value: Json | undefined, name: string): Json =>
  isObject(value) ? (own(value, name) ?? null) : null;
const first = (value: Json | undefined): Json => (Array.isArray(value) ? (value[0] ?? null) : null);
const each = (value: Json | undefined, read: (element: Json) => Json): Json =>
  Array.isArray(value) ? value.map(read) : [];

/**
 * The settings that version 3 of the provider had inline and version 4 took apart.
 * Source: "Version 4 Upgrade Guide", the chapter on the S3 bucket refactor.
 */
const SETTINGS: readonly Setting[] = [
  {
    inline: "versioning",
    resource: "aws_s3_bucket_versioning",
    argument: "versioning_configuration",
    // Suspended, disabled and never enabled keep no versions.
    read: (element) => ({
      keeps: member(element, "enabled") === true || member(element, "status") === "Enabled",
      mfa: member(element, "mfa_delete") === true || member(element, "mfa_delete") === "Enabled",
    }),
  },
  {
    inline: "lifecycle_rule",
    resource: "aws_s3_bucket_lifecycle_configuration",
    argument: "rule",
    read: lifecycleRule,
  },
  {
    inline: "server_side_encryption_configuration",
    resource: "aws_s3_bucket_server_side_encryption_configuration",
    argument: "rule",
    within: "rule",
    read: encryption,
    end: ["apply_server_side_encryption_by_default", 0, "kms_master_key_id"],
  },
  {
    inline: "object_lock_configuration",
    resource: "aws_s3_bucket_object_lock_configuration",
    argument: "rule",
    within: "rule",
    read: (rule) => first(member(rule, "default_retention")),
  },
  { inline: "cors_rule", resource: "aws_s3_bucket_cors_configuration", read: (rule) => without(rule, "id") },
  {
    inline: "acceleration_status",
    resource: "aws_s3_bucket_accelerate_configuration",
    argument: "status",
    read: (status) => (status === "Enabled" ? status : null),
  },
  {
    inline: "request_payer",
    resource: "aws_s3_bucket_request_payment_configuration",
    argument: "payer",
    read: (payer) => (payer === "Requester" ? payer : null),
  },
  { inline: "policy", resource: "aws_s3_bucket_policy", read: (policy) => policy ?? null },
];

/** Buckets and their settings: inline, or a resource for each; a form for each setting, since they are split one by one. */
export const s3BucketSettings: readonly CompositeForm[] = SETTINGS.map((setting) => ({
  container: "aws_s3_bucket",
  entryTypes: { [setting.resource]: "resource" },
  parent: "bucket",
  inline: [setting.inline],
  unwritten: false,
  impact: "After a failover the bucket keeps, protects or hands out objects otherwise than primary's does.",
  readInline: (element, attribute, neutralizer) =>
    (setting.within === undefined ? [element] : elements(slotAt(element, setting.within))).flatMap((one) =>
      entry(setting, one, attribute, neutralizer),
    ),
  readResource: (resource, neutralizer) =>
    readSetting(setting, slotAt(resource, setting.argument ?? setting.inline), neutralizer),
}));

/** A list's elements, or the one value that is no list. */
export function elements(slot: Slot): Slot[] {
  if (Array.isArray(slot.value)) return slot.value.map((_, index) => slotAt(slot, index));
  return slot.value === undefined || slot.value === null || slot.value === "" ? [] : [slot];
}

/** What a setting's own resource says; that it says something is all that is known of one that is still to be computed. */
function readSetting(setting: Setting, argument: Slot, neutralizer: Neutralizer): Entry[] {
  return isMarked(argument.unknown)
    ? [{ facet: setting.inline, what: OPEN, ends: [], self: true }]
    : elements(argument).flatMap((element) => entry(setting, element, setting.inline, neutralizer));
}

function entry(setting: Setting, element: Slot, facet: string, neutralizer: Neutralizer): Entry[] {
  const what = canonical(setting.read(element.value), undefined, neutralizer);
  if (what === "") return [];
  const end = setting.end?.reduce<Slot>(slotAt, element);
  const named = end !== undefined && (end.value ?? "") !== "";
  const open = end?.unknown === true;
  return [{ facet, what, ends: end && (named || open) ? [end] : [], self: !named && !open }];
}

/** AES256 without a bucket key is what every bucket has had since January 2023. */
function encryption(rule: Json | undefined): Json {
  const algorithm = member(first(member(rule, "apply_server_side_encryption_by_default")), "sse_algorithm");
  const key = member(rule, "bucket_key_enabled");
  return { algorithm: algorithm === "AES256" ? null : algorithm, key: algorithm === "AES256" ? null : key };
}

/** What a rule does and to what; its id is a label. */
function lifecycleRule(rule: Json | undefined): Json {
  const filter = first(member(rule, "filter"));
  const both = first(member(filter, "and"));
  const any = (...values: Json[]): Json =>
    values.find((value) => value !== null && value !== "" && value !== 0) ?? null;
  const days = (block: Json): Json => ({
    days: any(member(block, "days"), member(block, "noncurrent_days")),
    date: member(block, "date"),
    class: member(block, "storage_class"),
    newer: member(block, "newer_noncurrent_versions"),
    marker: member(block, "expired_object_delete_marker"),
  });
  const tag = first(member(filter, "tag"));
  const abort = first(member(rule, "abort_incomplete_multipart_upload"));
  const tags = any(member(both, "tags"), member(rule, "tags"));
  return {
    runs: member(rule, "enabled") === true || member(rule, "status") === "Enabled",
    prefix: any(member(rule, "prefix"), member(filter, "prefix"), member(both, "prefix")),
    tags: isObject(tag) ? { [String(member(tag, "key"))]: member(tag, "value") } : tags,
    larger: any(member(filter, "object_size_greater_than"), member(both, "object_size_greater_than")),
    smaller: any(member(filter, "object_size_less_than"), member(both, "object_size_less_than")),
    abort: any(
      member(rule, "abort_incomplete_multipart_upload_days"),
      member(abort, "days_after_initiation"),
    ),
    expiration: each(member(rule, "expiration"), days),
    transition: each(member(rule, "transition"), days),
    oldVersions: each(member(rule, "noncurrent_version_expiration"), days),
    oldVersionsMove: each(member(rule, "noncurrent_version_transition"), days),
  };
}

function without(value: Json | undefined, name: string): Json {
  return isObject(value) ? Object.fromEntries(Object.entries(value).filter(([key]) => key !== name)) : null;
}
