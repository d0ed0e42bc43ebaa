import type { Finding, Fix } from "../model/report";
import { disarm } from "../base/runner-commands";
import { oneLine } from "./value";

const WIDEST = 400;

/** The fixes of some findings, each text once. */
export function fixesOf(findings: readonly Finding[]): readonly Fix[] {
  const fixes = findings.flatMap(({ fix }) => fix ?? []);
  return fixes.filter(({ text }, i) => fixes.findIndex((other) => other.text === text) === i);
}

/** A fix's lines; what would steer a terminal or a runner is escaped, which both languages read as the same. */
export function fixLines({ text }: Fix): readonly string[] {
  const lines = text.replace(/\n$/, "").split("\n");
  return lines.map((line) => disarm(oneLine(line, WIDEST), "\\u0023", "\\u003a"));
}
