import { allow, allowKey } from "../../iam/policy";
import type { Duration } from "../../pair/duration";
import type { Side } from "../../pair/side";
import { branch } from "../branch";
import { call, expression, type Machine, quoted } from "../language";
import type { Wave } from "../wave";

export interface VerdictProps {
  readonly pairName: string;
  /** The DR side. */
  readonly side: Side;
  readonly bucket: string;
  /** Of the entries, without a slash at its end. */
  readonly prefix: string;
  /** Of the bucket. */
  readonly keyArn: string;
  /** An older verdict says nothing. */
  readonly maxAge: Duration;
}

/** How many entries are listed at a time: a page of a thousand would not fit into a state's 256 KiB. */
const PAGE = 400;
/** How many entries are looked back through. When the primary region is away, runs fail until somebody acts. */
const LOOK_BACK = 100;

/**
 * Reads the newest entry of the history (docs/history.md) that says something of this pair: runs that failed are passed over, as those of other
 * pairs are, and incomplete ones unless they found something critical. While the primary region is away every run fails, so the last word is
 * older than the outage.
 */
export function verdictBranch(props: VerdictProps): Machine {
  const { bucket, prefix, pairName, maxAge } = props;
  const unread = [
    {
      ErrorEquals: ["States.DataLimitExceeded"],
      Assign: { failed: "the entry is larger than Step Functions reads" },
      Next: "unread",
    },
    {
      ErrorEquals: ["States.ALL"],
      Assign: { failed: expression("$states.errorOutput.Error & ' ' & $states.errorOutput.Cause") },
      Next: "unread",
    },
  ];
  const critical = "$entry.findings[severity = 'critical']";
  const says = `$entry.pair = ${quoted(pairName)} and ($entry.verdict in ['parity', 'divergent'] or $count(${critical}) > 0)`;
  const isOld = `$millis() - $toMillis($entry.at) > ${maxAge.seconds * 1000}`;
  return branch("Look at the verdict", {
    begin: { Type: "Pass", Assign: { after: `${prefix}/`, last: 0, tries: 0 }, Next: "list" },
    list: call(
      "s3:listObjectsV2",
      { Bucket: bucket, Prefix: `${prefix}/`, StartAfter: expression("$after"), MaxKeys: PAGE },
      {
        Assign: {
          after: expression("$exists($states.result.Contents) ? [$states.result.Contents.Key][-1] : $after"),
          last: expression(
            `$max([$last, $map([$states.result.Contents.Key], function($k) { $number($match($k, /(\\d+)\\.json$/).groups[0]) })])`,
          ),
          more: expression("$states.result.IsTruncated = true"),
        },
        Output: {},
        Catch: unread,
        Next: "more?",
      },
    ),
    "more?": {
      Type: "Choice",
      Choices: [
        { Condition: expression("$more"), Next: "list" },
        { Condition: expression("$last = 0"), Next: "none" },
      ],
      Default: "read",
    },
    read: call(
      "s3:getObject",
      { Bucket: bucket, Key: expression(`'${prefix}/' & $pad($string($last), -12, '0') & '.json'`) },
      {
        Assign: {
          entry: expression(
            "$parse($states.result.Body).{'pair': pair, 'verdict': verdict, 'at': at, 'score': score, 'findings': [findings[severity = 'critical'].{'severity': severity, 'message': message, 'address': $string(primary ? primary : dr)}][[0..4]]}",
          ),
          last: expression("$last - 1"),
          tries: expression("$tries + 1"),
        },
        Output: {},
        Catch: unread,
        Next: "says?",
      },
    ),
    "says?": {
      Type: "Choice",
      Choices: [
        { Condition: expression(`(${says}) ? true : false`), Next: "judge" },
        { Condition: expression(`$last < 1 or $tries >= ${LOOK_BACK}`), Next: "none" },
      ],
      Default: "read",
    },
    judge: {
      Type: "Pass",
      Output: {
        facts: expression(
          "'the verdict of ' & $entry.at & ' is ' & $entry.verdict & ' (' & $string($entry.score) & ' of 100)'",
        ),
        answers: false,
        problems: expression(
          `[$count(${critical}) > 0 ? [{'gate': 'verdict', 'text': 'critical as of ' & $entry.at & ': ' & $join([${critical}.(address & ': ' & message)], '; ')}] : [], ${isOld} ? [{'gate': 'verdict', 'text': 'the last verdict is of ' & $entry.at & ', older than ${maxAge}'}] : []]`,
        ),
      },
      End: true,
    },
    none: unknown(`no run in s3://${bucket}/${prefix} says how ${pairName} stands`),
    unread: unknown(expression(`'the history cannot be read: ' & $failed`)),
  });
}

function unknown(text: string) {
  return {
    Type: "Pass",
    Output: { facts: text, answers: false, problems: [{ gate: "verdict", text }] },
    End: true,
  } as const;
}

export function verdictStatements({ side, bucket, prefix, keyArn }: VerdictProps): Wave["statements"] {
  const arn = `arn:${side.region.partition}:s3:::${bucket}`;
  return [
    allow(["s3:ListBucket"], arn, { StringLike: { "s3:prefix": `${prefix}/` } }),
    allow(["s3:GetObject"], `${arn}/${prefix}/*`),
    allowKey(side, "s3", keyArn),
  ];
}
