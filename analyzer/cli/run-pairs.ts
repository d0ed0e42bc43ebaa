import { understand } from "../analyze";
import { aloneByDesign } from "../judge/findings/alone";
import { toJsonText } from "../base/json-text";
import { redactorOf } from "../base/secrets/redact";
import { terminalText } from "../base/runner-commands";
import type { Resource } from "../model/workspace/workspace";
import { loadPair } from "./load-pair";
import { writeOutput } from "./output";
import type { SourceArguments } from "./sources-options";

/** Runs `pairs`. */
export async function runPairs(args: SourceArguments & { json: boolean }): Promise<void> {
  const context = understand(await loadPair(args));
  const alone = aloneByDesign(context);
  const redactor = redactorOf(context.workspaces);
  const managed = (list: readonly Resource[]) => list.filter(({ mode }) => mode === "managed");
  const single = (list: readonly Resource[]) =>
    managed(list).map((resource) => {
      const reason = alone.get(resource);
      return {
        address: redactor.address(resource.address),
        byDesign: reason === undefined ? null : redactor.text(reason),
      };
    });
  const pairs = {
    twins: context.pairing.twins
      .filter(({ primary }) => primary.mode === "managed")
      .map(({ primary, dr, reason }) => ({
        primary: redactor.address(primary.address),
        dr: redactor.address(dr.address),
        reason,
      })),
    onlyPrimary: single(context.pairing.onlyPrimary),
    onlyDr: single(context.pairing.onlyDr),
  };
  await writeOutput(args.json ? toJsonText(pairs) : asText(pairs), undefined);
}

type Single = readonly { readonly address: string; readonly byDesign: string | null }[];

function asText(pairs: {
  twins: readonly { primary: string; dr: string; reason: string }[];
  onlyPrimary: Single;
  onlyDr: Single;
}): string {
  const twins = pairs.twins.flatMap(({ primary, dr, reason }) =>
    primary === dr
      ? [`${reason.padEnd(16)} ${primary}`]
      : [`${reason.padEnd(16)} ${primary}`, `${" ".repeat(14)}<-> ${dr}`],
  );
  const single = (list: Single) =>
    list.map(({ address, byDesign }) => `  ${address}${byDesign ? ` (${byDesign})` : ""}`);
  const lines = [
    `${pairs.twins.length} twins`,
    ...twins,
    "",
    `${pairs.onlyPrimary.length} in primary only`,
    ...single(pairs.onlyPrimary),
    "",
    `${pairs.onlyDr.length} in DR only`,
    ...single(pairs.onlyDr),
  ];
  return `${lines.map((line) => terminalText(line)).join("\n")}\n`;
}
