import path from "node:path";
import { isRegion, REGION_PATTERN, regionOfArn } from "../../../base/aws/regions";
import type { JsonObject } from "../../../base/json";
import { mayName, NAME_IT_YOURSELF } from "../../../base/process/checkout";
import { parseAddress } from "../../../model/workspace/address";
import { AddressPattern } from "../address-pattern";
import { AttributePattern } from "../attribute-pattern";
import type { Weekday } from "../policy";
import type { Located } from "./located";

/** A kind of value. */
export interface Field<T> {
  /**
   * Reads a value, or tells what is wrong with it; a problem quotes no value, since that may be a secret.
   * @param file the policy file
   */
  readonly read: (value: Located, file: string) => T | Problem;
  /** The same for editors, as far as JSON Schema can say it. */
  readonly schema: JsonObject;
  /** The same for people: `a duration such as \`15m\``. */
  readonly words: string;
}

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
export const text: Field<string> = {
  read: (value) => {
    if (value.kind !== "value" || typeof value.value !== "string")
      return new Problem("is not a text.", 'Write it in quotation marks: "...".');
    if (value.value.trim() === "") return new Problem("is empty.", "Say something, or leave it out.");
    if (value.value.length > MOST_TEXT)
      return new Problem("is too long.", `Say it in ${MOST_TEXT} characters or fewer.`);
    return value.value;
  },
  schema: { type: "string", pattern: "\\S", maxLength: MOST_TEXT },
  words: "a text",
};

/**
 * A local file's path as seen from the current directory; the policy file names it as seen from its own. One that lies in the
 * checkout names nothing outside of it: in a pull request anybody may have written it.
 */
export const localFile: Field<string> = {
  ...text,
  read: (value, policyFile) => {
    const given = text.read(value, policyFile);
    if (typeof given !== "string") return given;
    const named = path.isAbsolute(given) ? given : path.join(path.dirname(policyFile), given);
    return mayName(policyFile, named) ? named : new Problem("leads out of the checkout.", NAME_IT_YOURSELF);
  },
  words: "a file",
};

/** What is kept elsewhere; any other scheme is a strange name for a directory. */
const ELSEWHERE = /^(?:s3|hcp):\/\//i;

/** The same where S3 or HCP Terraform may keep it, or standard input gives it: what says so stays as it is. */
export const file: Field<string> = {
  ...localFile,
  read: (value, policyFile) => {
    const given = text.read(value, policyFile);
    return typeof given === "string" && (given === "-" || ELSEWHERE.test(given))
      ? given
      : localFile.read(value, policyFile);
  },
};

/** A list of at least one. */
export function listOf<T>({ read, schema, words }: Field<T>): Field<readonly T[]> {
  return {
    read: (value, policyFile) => {
      if (value.kind !== "list") return new Problem("is not a list.", 'Write a list: ["..."].');
      if (value.items.length === 0)
        return new Problem("is an empty list.", "Name one at least, or leave it out.");
      const items = value.items.map((item) => read(item, policyFile));
      return items.find((item) => item instanceof Problem) ?? (items as T[]);
    },
    schema: { type: "array", minItems: 1, items: schema },
    words: `list: ${words}`,
  };
}

/** One of a few words. */
export function oneOf<T extends string>(...words: readonly T[]): Field<T> {
  const fix = `Write one of ${words.map((word) => `"${word}"`).join(", ")}.`;
  return textThat((given) => words.find((word) => word === given), {
    what: "is none of the words known here.",
    fix,
    schema: { enum: [...words] },
    words: words.map((word) => `\`${word}\``).join(", "),
  });
}

/** A whole number within bounds, both included. */
export function integer(least: number, most: number): Field<number> {
  const problem = new Problem(
    "is not a whole number within bounds.",
    `Write a number from ${least} to ${most}.`,
  );
  return {
    read: (value) =>
      value.kind === "value" &&
      typeof value.value === "number" &&
      Number.isInteger(value.value) &&
      value.value >= least &&
      value.value <= most
        ? value.value
        : problem,
    schema: { type: "integer", minimum: least, maximum: most },
    words: `a number from ${least} to ${most}`,
  };
}

/** What is said of a text that cannot be read, and what a readable one is like. */
interface Kind {
  readonly what: string;
  readonly fix: string;
  readonly schema: JsonObject;
  readonly words: string;
}

/** A text that `read` makes something of. */
export function textThat<T>(
  read: (given: string) => T | undefined,
  { what, fix, schema, words }: Kind,
): Field<T> {
  const problem = new Problem(what, fix);
  return {
    read: (value, policyFile) => {
      const given = text.read(value, policyFile);
      return given instanceof Problem ? given : (read(given) ?? problem);
    },
    schema,
    words,
  };
}

/** A text that fits a pattern. */
function matching(pattern: RegExp, kind: Kind): Field<string> {
  return textThat((given) => (pattern.test(given) ? given : undefined), kind);
}

const DURATION = /^(?=\d)(?:(\d{1,4})d)?(?:(\d{1,5})h)?(?:(\d{1,6})m)?(?:(\d{1,8})s)?$/;
const TIME_OF_DAY = /^(?:[01]\d|2[0-3]):[0-5]\d$/;
const VARIABLE = /^[A-Za-z_]\w{0,127}$/;
const REPOSITORY = /^[A-Za-z0-9][A-Za-z0-9-]{0,38}\/(?!\.{1,2}$)[\w.-]{1,100}$/;

/** What stands in a schema several times, by its name there. */
export const SHARED_SCHEMAS = {
  addressPattern: { type: "string", pattern: "^[A-Za-z_*][^.]*\\.", maxLength: MOST_TEXT },
  address: { type: "string", pattern: "^[A-Za-z_][^.*]*\\.", maxLength: MOST_TEXT },
  duration: {
    type: "string",
    pattern: DURATION.source,
    examples: ["15m", "1h30m"],
  },
  rule: { type: "string", pattern: "^[a-z0-9*-]+$" },
  time: { type: "string", pattern: TIME_OF_DAY.source, examples: ["22:00"] },
  variable: { type: "string", pattern: VARIABLE.source },
} as const satisfies Readonly<Record<string, JsonObject>>;

/** A reference to one of them. */
export function shared(name: keyof typeof SHARED_SCHEMAS): JsonObject {
  return { $ref: `#/$defs/${name}` };
}

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
  {
    what: "is not a duration.",
    fix: 'Write one such as "15m", "1h30m" or "90s".',
    schema: shared("duration"),
    words: "a duration, as `15m`, `1h30m`, `90s` or `1d`",
  },
);

/** `2027-01-31`. */
export const date = textThat((given) => (isDate(given) ? given : undefined), {
  what: "is not a date.",
  fix: 'Write the last day on which it holds, as "2027-01-31".',
  schema: { type: "string", format: "date" },
  words: "a date, as `2027-01-31`",
});

function isDate(given: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(given)) return false;
  // 30 February would be taken for 2 March.
  const time = new Date(`${given}T00:00:00Z`);
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(given);
}

/** `02:30`. */
export const timeOfDay = matching(TIME_OF_DAY, {
  what: "is not a time of day.",
  fix: 'Write UTC as "02:30".',
  schema: shared("time"),
  words: "a time of day in UTC, as `02:30`",
});

export const weekday = oneOf<Weekday>("mon", "tue", "wed", "thu", "fri", "sat", "sun");

export const region = textThat((given) => (isRegion(given) ? given : undefined), {
  what: "is not an AWS region.",
  fix: "Use a name such as us-west-2.",
  schema: { type: "string", pattern: `^(?:${REGION_PATTERN.source})$` },
  words: "an AWS region",
});

/** A resource's or a module's address, with or without a key. */
export const address = textThat(
  (given) => (parseAddress(given) !== undefined || isModule(given) ? given : undefined),
  {
    what: "is not an address.",
    fix: "Write a resource's or a module's, such as aws_lb.web or module.web.",
    schema: shared("address"),
    words: "an address",
  },
);

function isModule(given: string): boolean {
  return given.startsWith("module.") && !given.includes("*") && AddressPattern.parse(given) !== undefined;
}

export const addressPattern = textThat((given) => (AddressPattern.parse(given) ? given : undefined), {
  what: "is not a pattern of addresses.",
  fix: "Write one such as aws_lb.web, aws_lb.* or module.web, from the root on.",
  schema: shared("addressPattern"),
  words: "a pattern of addresses",
});

export const attributePattern = textThat((given) => (AttributePattern.parse(given) ? given : undefined), {
  what: "is not an attribute's path.",
  fix: "Write one such as min_size, tags.* or ingress[0].cidr_blocks.",
  schema: text.schema,
  words: "an attribute's path",
});

export const topicArn = textThat(
  (given) =>
    /^arn:aws[a-z-]*:sns:[^:]+:\d{12}:[\w-]{1,256}(?:\.fifo)?$/.test(given) &&
    regionOfArn(given) !== undefined
      ? given
      : undefined,
  {
    what: "is not the ARN of an SNS topic.",
    fix: "Write it as arn:aws:sns:REGION:ACCOUNT:NAME.",
    schema: {
      type: "string",
      pattern: `^arn:aws[a-z-]*:sns:(?:${REGION_PATTERN.source}):\\d{12}:[\\w-]{1,256}(?:\\.fifo)?$`,
    },
    words: "a topic's ARN",
  },
);

/** The name of an environment variable: what it holds is a secret, and never stands in the file. */
export const variable = matching(VARIABLE, {
  what: "is not the name of an environment variable.",
  fix: "Keep the secret out of this file: put it into an environment variable, and name that here.",
  schema: shared("variable"),
  words: "the name of an environment variable",
});

export const repository = matching(REPOSITORY, {
  what: "is not a GitHub repository.",
  fix: "Write OWNER/NAME.",
  schema: { type: "string", pattern: REPOSITORY.source },
  words: "`OWNER/NAME`",
});
