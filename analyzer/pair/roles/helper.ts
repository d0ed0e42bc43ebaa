import { own } from "../../base/json";
import type { Resource } from "../../model/workspace/workspace";
import { isHelper } from "../helper-types";
import type { Differing, Lone, Role } from "./role";

const AWS = /^aws_|^awscc_/;

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

/** What only serves the configuration. */
export const role: Role = {
  differs: { rank: 90, reason: helperDiffers },
  alone: { rank: 10, reason: helperAlone },
};
