import path from "node:path";
import { InputError } from "../base/errors";
import { assertStaysInCheckout } from "../base/process/checkout";
import { printable } from "../base/printable";
import { applyBaseline, baselineOf, baselineText, readBaseline, type Baseline } from "../report/baseline";
import type { Report } from "../model/report";
import { counted } from "../render/words";
import { collect } from "../read/sources/bytes";
import { readFileBytes } from "../read/sources/file";
import { fetchS3 } from "../read/sources/s3";
import { isS3Spec, parseS3Location } from "../read/sources/s3-location";
import { warn } from "../base/warn";
import { writeOutput } from "./output";

/** What the command line or the policy file says of baselines: files. */
export interface BaselineOptions {
  readonly baseline?: string;
  readonly writeBaseline?: string;
}

const MOST_NAMED = 3;
/** Some hundred thousand findings: 64 MiB. */
const MOST_BYTES = 64 * 1024 ** 2;

/**
 * The report without what the baseline accepts. With `writeBaseline`, that file is written from all current findings, and
 * then applied.
 *
 * @throws InputError when a file cannot be read or written, or the report is too incomplete to be a baseline
 */
export async function withBaseline(report: Report, options: BaselineOptions): Promise<Report> {
  const { baseline, writeBaseline } = options;
  if (writeBaseline !== undefined) {
    const written = await write(report, writeBaseline, baseline);
    return applyBaseline(report, written).report;
  }
  if (baseline === undefined) return report;
  const accepted = applyBaseline(report, (await existing(baseline)) ?? notThere(baseline));
  if (accepted.worse.length > 0) {
    const which = named(accepted.worse.map(({ rule, primary, dr }) => [rule, (primary ?? dr)?.address]));
    warn(`${baseline}: ${counted(accepted.worse.length, "finding")} worse than accepted there: ${which}.`);
  }
  if (accepted.gone.length > 0) {
    const which = named(accepted.gone.map(({ rule, primary, dr }) => [rule, primary ?? dr]));
    warn(
      `${baseline}: ${counted(accepted.gone.length, "finding")} no longer there: ${which}. ` +
        `--write-baseline ${baseline} takes them out.`,
    );
  }
  return accepted.report;
}

async function load(file: string): Promise<Baseline> {
  if (!isS3Spec(file)) assertStaysInCheckout(file);
  const bytes = isS3Spec(file)
    ? await collect(fetchS3(parseS3Location(file)), file, MOST_BYTES)
    : await readFileBytes(file, file, MOST_BYTES);
  return readBaseline(bytes.toString("utf8"), file);
}

/** What the file, or else the baseline that it replaces, said of findings is kept. */
async function write(report: Report, file: string, replaced: string | undefined): Promise<Baseline> {
  if (isS3Spec(file)) {
    throw new InputError({
      where: file,
      what: "A baseline is written to a file.",
      fix: "Write it locally, have it reviewed, and copy it with `aws s3 cp`.",
    });
  }
  if (report.summary.verdict === "incomplete") {
    throw new InputError({
      where: file,
      what: "An incomplete report is no baseline: what it does not show may still be there.",
      fix: "Give plans that are whole and without errors.",
    });
  }
  // The file that is written may be the one that the policy file names: it is not there at first.
  const other = replaced !== undefined && path.resolve(replaced) !== path.resolve(file);
  const baseline = baselineOf(report, (await existing(file)) ?? (other ? await load(replaced) : undefined));
  await writeOutput(baselineText(baseline), file);
  return baseline;
}

async function existing(file: string): Promise<Baseline | undefined> {
  try {
    return await load(file);
  } catch (error) {
    const { cause } = error as { cause?: NodeJS.ErrnoException };
    if (cause?.code === "ENOENT") return undefined;
    throw error;
  }
}

function notThere(file: string): never {
  throw new InputError({
    where: file,
    what: "There is no such file.",
    fix: `Check the path, or write the baseline with drparity analyze --write-baseline ${file}.`,
  });
}

function named(findings: readonly (readonly [rule: string, address: string | null | undefined])[]): string {
  const names = findings
    .slice(0, MOST_NAMED)
    .map(([rule, address]) => printable(address ? `${address} (${rule})` : rule));
  const more = findings.length - names.length;
  return [...names, ...(more > 0 ? [`${String(more)} more`] : [])].join(", ");
}
