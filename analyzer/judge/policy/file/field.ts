import { isRegion, regionOfArn } from "../../../base/aws/regions";
import { parseAddress } from "../../../model/workspace/address";
import { AddressPattern } from "../address-pattern";
import { AttributePattern } from "../attribute-pattern";
import type { Weekday } from "../policy";
import type { Located } from "./located";

/** Reads a value, or tells what is wrong with it; a problem quotes no value, since that may be a secret. */
export type Field<T> = (value: Located) => T | Problem;

/** `"rto" is not a duration.` and what to write instead; `what` begins after the attribute's name. */
export class Problem {
  constructor(
    readonly what: string,
    readonly fix: string,
  ) {}
}

/** Longer texts are no reasons, names or addresses. */
const MOST_TEXT = 2000;

/** A text that is not empty. */
export const text: Field<string> = (value) => {
  if (value.kind !== "value" || typeof value.value !== "string")
    return new Problem("is not a text.", 'Write it in quotation marks: "...".');
  if (value.value.trim() === "") return new Problem("is empty.", "Say something, or leave it out.");
  if (value.value.length > MOST_TEXT)
    return new Problem("is too long.", `Say it in ${MOST_TEXT} characters or fewer.`);
  return value.value;
};

/** A list of at least one. */
export function listOf<T>(field: Field<T>): Field<readonly T[]> {
  return (value) => {
    if (value.kind !== "list") return new Problem("is not a list.", 'Write a list: ["..."].');
    if (value.items.length === 0)
      return new Problem("is an empty list.", "Name one at least, or leave it out.");
    const read = value.items.map(field);
    return read.find((item) => item instanceof Problem) ?? (read as T[]);
  };
}

/** One of a few words. */
export function oneOf<T extends string>(...words: readonly T[]): Field<T> {
  const fix = `Write one of ${words.map((word) => `"${word}"`).join(", ")}.`;
  return textThat((given) => words.find((word) => word === given), "is none of the words known here.", fix);
}

/** A whole number within bounds, both included. */
export function integer(least: number, most: number): Field<number> {
  const problem = new Problem(
    "is not a whole number within bounds.",
    `Write a number from ${least} to ${most}.`,
  );
  return (value) =>
    value.kind === "value" &&
    typeof value.value === "number" &&
    Number.isInteger(value.value) &&
    value.value >= least &&
    value.value <= most
      ? value.value
      : problem;
}

/** A text that `read` makes something of. */
function textThat<T>(read: (given: string) => T | undefined, what: string, fix: string): Field<T> {
  return (value) => {
    const given = text(value);
    return given instanceof Problem ? given : (read(given) ?? new Problem(what, fix));
  };
}

/** A text that fits a pattern. */
function matching(pattern: RegExp, what: string, fix: string): Field<string> {
  return textThat((given) => (pattern.test(given) ? given : undefined), what, fix);
}

const DURATION = /^(?=\d)(?:(\d{1,4})d)?(?:(\d{1,5})h)?(?:(\d{1,6})m)?(?:(\d{1,8})s)?$/;

/** `15m`, `1h30m`, `90s`, in seconds. */
export const duration = textThat(
  (given) => {
    const [days, hours, minutes, seconds] =
      DURATION.exec(given)
        ?.slice(1)
        .map((part) => Number(part ?? 0)) ?? [];
    if (days === undefined) return undefined;
    return days * 86_400 + (hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0);
  },
  "is not a duration.",
  'Write one such as "15m", "1h30m" or "90s".',
);

/** `2027-01-31`. */
export const date = textThat(
  (given) => (isDate(given) ? given : undefined),
  "is not a date.",
  'Write the last day on which it holds, as "2027-01-31".',
);

function isDate(given: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(given)) return false;
  // 30 February would be taken for 2 March.
  const time = new Date(`${given}T00:00:00Z`);
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(given);
}

/** `02:30`. */
export const timeOfDay = matching(
  /^(?:[01]\d|2[0-3]):[0-5]\d$/,
  "is not a time of day.",
  'Write UTC as "02:30".',
);

export const weekday = oneOf<Weekday>("mon", "tue", "wed", "thu", "fri", "sat", "sun");

export const region = textThat(
  (given) => (isRegion(given) ? given : undefined),
  "is not an AWS region.",
  "Use a name such as us-west-2.",
);

/** A resource's or a module's address, with or without a key. */
export const address = textThat(
  (given) => (parseAddress(given) !== undefined || isModule(given) ? given : undefined),
  "is not an address.",
  "Write a resource's or a module's, such as aws_lb.web or module.web.",
);

function isModule(given: string): boolean {
  return given.startsWith("module.") && !given.includes("*") && AddressPattern.parse(given) !== undefined;
}

export const addressPattern = textThat(
  (given) => (AddressPattern.parse(given) ? given : undefined),
  "is not a pattern of addresses.",
  "Write one such as aws_lb.web, aws_lb.* or module.web, from the root on.",
);

export const attributePattern = textThat(
  (given) => (AttributePattern.parse(given) ? given : undefined),
  "is not an attribute's path.",
  "Write one such as min_size, tags.* or ingress[0].cidr_blocks.",
);

export const topicArn = textThat(
  (given) =>
    /^arn:aws[a-z-]*:sns:[^:]+:\d{12}:[\w-]{1,256}(?:\.fifo)?$/.test(given) &&
    regionOfArn(given) !== undefined
      ? given
      : undefined,
  "is not the ARN of an SNS topic.",
  "Write it as arn:aws:sns:REGION:ACCOUNT:NAME.",
);

/** The name of an environment variable: what it holds is a secret, and never stands in the file. */
export const variable = matching(
  /^[A-Za-z_]\w{0,127}$/,
  "is not the name of an environment variable.",
  "Keep the secret out of this file: put it into an environment variable, and name that here.",
);

export const repository = matching(
  /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})\/(?!\.{1,2}$)[\w.-]{1,100}$/,
  "is not a GitHub repository.",
  "Write OWNER/NAME.",
);
