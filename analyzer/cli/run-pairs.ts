import { understand } from "../analyze";
import { aloneByDesign } from "../judge/findings/alone";
import { printable } from "../base/printable";
import type { Resource } from "../model/workspace/workspace";
import { loadPair } from "./load-pair";
import { writeOutput } from "./output";
import type { SourceArguments } from "./sources-options";

/** Runs `pairs`. */
export async function runPairs(args: SourceArguments & { json: boolean }): Promise<void> {
  const context = understand(await loadPair(args));
  const alone = aloneByDesign(context);
  const managed = (list: readonly Resource[]) => list.filter(({ mode }) => mode === "managed");
  const single = (list: readonly Resource[]) =>
    managed(list).map((resource) => ({ address: resource.address, byDesign: alone.get(resource) ?? null }));
  const pairs = {
    twins: context.pairing.twins
      .filter(({ primary }) => primary.mode === "managed")
      .map(({ primary, dr, reason }) => ({ primary: primary.address, dr: dr.address, reason })),
    onlyPrimary: single(context.pairing.onlyPrimary),
    onlyDr: single(context.pairing.onlyDr),
  };
  await writeOutput(args.json ? `${JSON.stringify(pairs, null, 2)}\n` : asText(pairs), undefined);
}

type Single = readonly { readonly address: string; readonly byDesign: string | null }[];

function asText(pairs: {
  twins: readonly { primary: string; dr: string; reason: string }[];
  onlyPrimary: Single;
  onlyDr: Single;
}): string {
  const twins = pairs.twins.map(({ primary, dr, reason }) =>
    primary === dr
      ? `${reason.padEnd(16)} ${primary}`
      : `${reason.padEnd(16)} ${primary}\n${" ".repeat(14)}<-> ${dr}`,
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
  return `${lines.map(printableLine).join("\n")}\n`;
}

function printableLine(line: string): string {
  return line.split("\n").map(printable).join("\n");
}
