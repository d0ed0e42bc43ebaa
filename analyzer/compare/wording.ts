import type { Resource } from "../model/workspace/workspace";

/**
 * How the configuration writes a resource's argument, to be compared and not to be shown: a plan tells of an expression what
 * it refers to, and none of the constants beside that.
 *
 * @param path the argument in Terraform's notation, `inline_policy[0].policy`; empty for the whole block
 * @returns the text without blanks; undefined where the configuration is not at hand, or several blocks may be meant
 */
export type Wording = (resource: Resource, path: string) => string | undefined;

/** Functions whose result is in files beside the configuration: the same words may read others on either side. */
export const READS_FILE = /\b(?:file\w*|templatefile)\(/;

/** Whether it is a reference and nothing else: `aws_kms_key.a[0].arn`. */
export function isTraversal(words: string): boolean {
  return /^[\w.*-]+(?:\[(?:\d+|\*|"[^"]*"|[\w.]+)\][\w.*-]*)*$/.test(words);
}
