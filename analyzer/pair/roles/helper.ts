import { own } from "../../base/json";
import type { Resource } from "../../model/workspace/workspace";
import type { Differing, Lone } from "./role";

/** Providers whose resources serve the configuration, and stand for nothing that runs. */
const HELPER = /^(?:random|time|null|terraform|local|tls|external|archive|template|cloudinit|http)_/;

const AWS = /^aws_|^awscc_/;

/** Whether a resource only serves the configuration: a random suffix, a time stamp, a trigger. */
export function isHelper(type: string): boolean {
  return HELPER.test(type);
}

/** What a helper gives is each side's own; what it is asked for is compared. */
export function helperDiffers({ twins: { primary, dr }, plain }: Differing): string | undefined {
  if (!isHelper(dr.type)) return undefined;
  const [name = ""] = plain.split(".");
  return [primary, dr].some((one) => isWritten(one, name))
    ? undefined
    : "a helper of the configuration: what it gives is each side's own";
}

/** Helpers are no part of what fails over. */
export function helperAlone({ resource }: Lone): string | undefined {
  return AWS.test(resource.type) ? undefined : "not an AWS resource";
}

function isWritten({ expressions }: Resource, name: string): boolean {
  return own(expressions, name) !== undefined;
}
