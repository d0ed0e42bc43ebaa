import { call, expression, quoted, type States } from "../failover/language";
import { allow, type PolicyStatement } from "../iam/policy";
import { bucketArn } from "../pair/bucket-name";
import type { Duration } from "../pair/duration";
import type { Side } from "../pair/side";

/** Where reports go. */
export interface ReportPlace {
  readonly bucket: string;
  readonly drill: string;
  readonly pairName: string;
  readonly every: Duration;
  readonly rto: Duration;
  readonly rpo: Duration;
}

/** Of the reports, in the bucket. */
export const REPORT_PREFIX = "drills";

/** JSONata: a report's key without its end. Keys sort by the time at which a drill began. */
const KEY = `'${REPORT_PREFIX}/' & $fromMillis($began, '[Y0001]-[M01]-[D01]T[H01]-[m01]-[s01]Z')`;

/** JSONata of the report, as `drparity drills` reads it. */
export function reportObject({ drill, pairName, every, rto, rpo }: ReportPlace): string {
  const fields = {
    schemaVersion: "'1.0'",
    pair: quoted(pairName),
    drill: quoted(drill),
    execution: "$states.context.Execution.Id",
    reason: "$reason",
    outcome: "$outcome",
    began: "$fromMillis($began)",
    ended: "$now()",
    everySeconds: String(every.seconds),
    targets: `{'rtoSeconds': ${rto.seconds}, 'rpoSeconds': ${rpo.seconds}}`,
    rtoSeconds: "$rto",
    rpoSeconds: "$rpo",
    steps: "[$steps]",
    losses: "[$losses]",
    failure: "$failure.wave = '' ? null : $failure",
    cleanedUp: "$cleaning = ''",
    leftOver: "$cleaning = '' ? null : $cleaning",
  };
  return `{${Object.entries(fields)
    .map(([name, value]) => `'${name}': ${value}`)
    .join(", ")}}`;
}

/** States that write `$report`. A drill whose report cannot be written has still been one: it is told that there is none. */
export function writeReport({ bucket }: ReportPlace, then: string): States {
  const put = (end: string, ContentType: string, Body: string, next: string) =>
    call(
      "s3:putObject",
      { Bucket: bucket, Key: expression(`${KEY} & '${end}'`), ContentType, Body },
      {
        Output: {},
        Catch: [
          {
            ErrorEquals: ["States.ALL"],
            Assign: {
              written: expression(
                "'The report was not written: ' & $states.errorOutput.Error & ' ' & $states.errorOutput.Cause",
              ),
            },
            Output: {},
            Next: then,
          },
        ],
        Next: next,
      },
    );
  return {
    "Write report": put(".json", "application/json", expression("$report"), "Write page"),
    "Write page": {
      ...put(".html", "text/html; charset=utf-8", expression(page()), then),
      Assign: { written: expression(`'Report: s3://${bucket}/' & ${KEY} & '.json'`) },
    },
  };
}

export function reportStatement(side: Side, bucket: string): PolicyStatement {
  return allow(["s3:PutObject"], `${bucketArn(side, bucket)}/${REPORT_PREFIX}/*`);
}

/**
 * JSONata: the report as a page. Step Functions writes a text into an object as JSON, in quotation marks and with its own escaped: so the page has no
 * quotation mark, no backslash and no line break, and hides what stands around it.
 */
function page(): string {
  const seconds = (value: string) => `(${value} = null ? 'unknown' : $string(${value}) & ' s')`;
  const row = (cells: readonly string[]) =>
    `'<tr>' & ${cells.map((cell) => `'<td>' & $e(${cell}) & '</td>'`).join(" & ")} & '</tr>'`;
  const rows = (list: string, cells: readonly string[]) => `$join([$report.${list}.(${row(cells)})])`;
  const parts = [
    `'<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content=width=device-width><title>Drill</title>${STYLE}<main><h1>' & $e($report.pair) & ': drill ' & $e($report.outcome) & '</h1>'`,
    `'<p>' & $e($report.began) & ' to ' & $e($report.ended) & ', ' & $e($report.reason) & '</p><table>'`,
    row(["'RTO'", seconds("$report.rtoSeconds"), "'target ' & $string($report.targets.rtoSeconds) & ' s'"]),
    row(["'RPO'", seconds("$report.rpoSeconds"), "'target ' & $string($report.targets.rpoSeconds) & ' s'"]),
    rows("steps", ["wave", "name", seconds("seconds")]),
    rows("losses", ["'would lose'", "name", seconds("seconds")]),
    "'</table>'",
    "($failure.wave = '' ? '' : '<p>Failed at ' & $e($failure.wave & ': ' & $failure.error & ' ' & $failure.cause) & '</p>')",
    "($cleaning = '' ? '' : '<p>Not all was removed: ' & $e($cleaning) & '</p>')",
    "'</main>'",
  ];
  return `(${ESCAPE}; ${parts.join(" & ")})`;
}

const STYLE =
  "<style>body{font-size:0}main{font:16px sans-serif;max-width:48rem;margin:2rem auto}td{padding:.2rem 1rem .2rem 0}</style>";

/**
 * JSONata: a function that takes markup, quotation marks, backslashes and control characters out of a text. They are written by their
 * codes, since a backslash in the machine itself would be one too many for the exported modules' HCL.
 */
const ESCAPE = [
  "$e := function($t) { $replace($replace($replace($replace($replace($replace($string($t), '&', '&amp;'), '<', '&lt;'), '>', '&gt;'),",
  "$decodeUrlComponent('%22'), '&quot;'), $decodeUrlComponent('%5C'), '/'), /[^ -~\u00a0-\ufffd]/, ' ') }",
].join(" ");
