import { InputError } from "../base/errors";
import { isObject, objectsIn, own, type Json, type JsonObject } from "../base/json";
import { parseJson } from "../base/parse-json";
import type { Report } from "../model/report";
import { readFileBytes } from "../read/sources/file";

/** The reports in a file that `--format json` wrote. @throws InputError when there are none */
export async function reportsIn(file: string): Promise<Report[]> {
  const text = (await readFileBytes(file, file)).toString("utf8");
  const document = parse(text);
  const all = isObject(document) ? [document, ...objectsIn(own(document, "reports"))] : [];
  const reports = all.filter((one) => Array.isArray(own(one, "findings")));
  if (reports.length > 0 && reports.every(isReport)) return reports as unknown as Report[];
  throw new InputError({
    where: file,
    what: "This is no JSON report of drparity.",
    fix: "Give what drparity analyze --format json wrote.",
  });
}

function parse(text: string): Json | undefined {
  try {
    return parseJson(text) as Json;
  } catch {
    return undefined;
  }
}

/** As far as it is shown; whoever writes a report by hand sees what they wrote. */
function isReport(report: JsonObject): boolean {
  const lists = ["findings", "suppressed", "expected"].map((name) => own(report, name));
  return (
    isObject(own(report, "pair")) &&
    lists.every((list) => Array.isArray(list) && objectsIn(list).every(isFinding))
  );
}

const TEXTS = ["id", "rule", "kind", "severity", "origin", "message", "impact", "remediation"];

function isFinding(finding: JsonObject): boolean {
  const differences = own(finding, "differences");
  return (
    areTexts(finding, TEXTS) &&
    ["primary", "dr"].every((side) => isResource(own(finding, side))) &&
    Array.isArray(differences) &&
    objectsIn(differences).every((one) => areTexts(one, ["path"])) &&
    ["undefined", "string"].includes(typeof own(finding, "owner")) &&
    absentOr(own(finding, "fix"), (fix) => areTexts(fix, ["side", "address", "language", "text"]))
  );
}

function isResource(value: Json | undefined): boolean {
  if (value === null) return true;
  if (!isObject(value) || !areTexts(value, ["address", "type"])) return false;
  return absentOr(
    own(value, "location"),
    (place) => areTexts(place, ["file"]) && typeof own(place, "line") === "number",
  );
}

function areTexts(value: JsonObject, names: readonly string[]): boolean {
  return names.every((name) => typeof own(value, name) === "string");
}

function absentOr(value: Json | undefined, check: (value: JsonObject) => boolean): boolean {
  return value === undefined || (isObject(value) && check(value));
}
