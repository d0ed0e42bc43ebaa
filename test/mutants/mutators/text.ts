import type { Place } from "../places";
import { hasOwnRange, isRegionalId, isZone } from "../meaningless";
import type { World } from "../world";
import type { Change, Mutator } from "./change";
import { decodedText } from "./encoded";

/** Changes a plain text: one of an enumeration to another, a range, a version, a schedule or a free text likewise. */
export const changeText: Mutator = function* (place, world) {
  const { value } = place;
  if (typeof value !== "string" || !isPlain(value) || isIdentity(value, world)) return;
  const [network] = networks(place);
  if (network) yield* networks(place);
  else yield { kind: kindOf(place), to: anotherText(value) };
};

function kindOf({ path, resource }: Place): string {
  const keys = path.join(".");
  if (/(?:^|\.)environment(?:_variables?)?\./.test(keys)) return "environment-variable";
  if (/^tags?\./.test(keys) && resource.type !== "aws_ssm_parameter") return "tag";
  return "text";
}

/** Not empty, and not what another mutator changes. */
function isPlain(text: string): boolean {
  return (
    text.trim() !== "" && !/^\s*[[{]/.test(text) && !/^(?:true|false|-?\d{1,10})$/.test(text) && !isZone(text)
  );
}

/** A whole id, ARN or name: `swapReference` changes those that the plan explains, nobody can compare the others. */
function isIdentity(text: string, world: World): boolean {
  return isRegionalId(text) || text === world.region || world.identityIn(text)?.text === text;
}

function networks({ value, resource, path }: Place): Change[] {
  const [, a = "", b = "", c = "", d = "", size = ""] =
    /^(\d+)\.(\d+)\.(\d+)\.(\d+)\/(\d+)$/.exec(typeof value === "string" ? value : "") ?? [];
  if (size === "") return [];
  const bits = Number(size);
  if (bits === 0) return [{ kind: "network", to: "10.0.0.0/8" }];
  const resized: Change = { kind: "network-size", to: `${a}.${b}.${c}.${d}/${bits === 32 ? 31 : bits + 1}` };
  if (bits <= 16 || hasOwnRange(resource.type, path)) return [resized];
  return [resized, { kind: "network-position", to: `${a}.${b}.${(Number(c) + 64) % 256}.${d}/${bits}` }];
}

/** Values of enumerations, each with another that the same arguments take. */
const ALTERNATIVES: Readonly<Record<string, string>> = {
  "aws:kms": "AES256",
  ACTIVE: "INACTIVE",
  AES256: "aws:kms",
  Allow: "Deny",
  arm64: "x86_64",
  Average: "Maximum",
  breaching: "notBreaching",
  disabled: "enabled",
  Disabled: "Enabled",
  EC2: "ELB",
  ELB: "EC2",
  email: "https",
  enabled: "disabled",
  Enabled: "Disabled",
  ENABLED: "DISABLED",
  FAILURE: "SUCCESS",
  GET: "POST",
  gp2: "gp3",
  gp3: "gp2",
  GreaterThanOrEqualToThreshold: "GreaterThanThreshold",
  GreaterThanThreshold: "LessThanThreshold",
  HTTP: "HTTPS",
  HTTPS: "HTTP",
  HTTP_PROXY: "AWS_PROXY",
  instance: "ip",
  ip: "instance",
  LessThanThreshold: "GreaterThanThreshold",
  Maximum: "Average",
  Minimum: "Average",
  missing: "breaching",
  notBreaching: "breaching",
  optional: "required",
  PAY_PER_REQUEST: "PROVISIONED",
  POST: "GET",
  PROVISIONED: "PAY_PER_REQUEST",
  required: "optional",
  S: "N",
  STANDARD_IA: "GLACIER",
  String: "SecureString",
  Sum: "Average",
  tcp: "udp",
  udp: "tcp",
  volume: "instance",
};

/** A text of the same sort that means something else. */
export function anotherText(text: string): string {
  const alternative = Object.hasOwn(ALTERNATIVES, text) ? ALTERNATIVES[text] : undefined;
  if (alternative !== undefined) return alternative;
  const instance = /^((?:db\.|cache\.)?[a-z]+\d+[a-z]*)\.(\w+)$/.exec(text);
  if (instance) return `${instance[1]}.${instance[2] === "xlarge" ? "2xlarge" : "xlarge"}`;
  if (/^(?:cron|rate)\(/.test(text) || /^\d[\d.]*$/.test(text)) return otherDigits(text);
  if (/^(?:\w{3}:)?\d\d:\d\d-(?:\w{3}:)?\d\d:\d\d$/.test(text)) return text.replace(/\d\d(?=:)/g, laterHour);
  const decoded = decodedText(text);
  if (decoded !== undefined) return Buffer.from(anotherText(decoded)).toString("base64");
  if (/^[A-Za-z0-9+/]{43}=$/.test(text)) return `${text.startsWith("A") ? "B" : "A"}${text.slice(1)}`; // a digest
  if (text.includes("\n")) return otherLine(text);
  if (/^https?:\/\//.test(text)) return `${text.replace(/\/+$/, "")}/kumquat`;
  return /^[A-Z][A-Z_]*$/.test(text) ? `${text}_KUMQUAT` : `${text}-kumquat`;
}

function otherDigits(text: string): string {
  return text.replace(/\d+(?=\D*$)/, (digits) => String(Number(digits) + 1));
}

function laterHour(hour: string): string {
  return String((Number(hour) + 2) % 24).padStart(2, "0");
}

/** A script or a template with one line changed. */
function otherLine(text: string): string {
  const lines = text.split("\n");
  const index = lines.findLastIndex((line) => line.trim() !== "" && !line.startsWith("#"));
  return lines.map((line, i) => (i === index ? `${line} --kumquat` : line)).join("\n");
}
