import { duration } from "../../../base/duration";
import { ownerByTags } from "../../../mend/owners/tags";
import type { Report } from "../../../model/report";
import { type Chapter, type Known, say, type Sentence } from "../runbook";
import { aws } from "../shell";
import type { World } from "../world";

/** Findings that are told here: whoever has to decide reads no more. */
const MOST_FINDINGS = 10;
/** Owners that are told: of more, none is the pair's. */
const MOST_OWNERS = 3;

/** Who decides, by what, and what is known to be wrong. */
export function deciding(world: World, report: Report): Chapter {
  const { dr } = world.region;
  const person = (role: string): readonly [string, Sentence] => [
    role,
    say`${{ missing: "name and telephone" }}`,
  ];
  return {
    title: "Who decides",
    notes: [
      say`Failing over is a decision: it may lose data, and going back takes longer. One person takes it, and writes down when.`,
      say`If a check does not show what it should, stop, and tell the person who decides before you go on.`,
    ],
    facts: [
      person("Decides to fail over"),
      person("Decides when that person cannot be reached"),
      person("Runs the commands"),
      person("Checks the application"),
      person("Tells customers and colleagues"),
      ["Owns the resources, by their tags", owners(world)],
      ["May be away for at most (RTO)", seconds(report.recovery.rto.targetSeconds, "the RTO")],
      [
        "Takes, as far as the settings tell",
        seconds(report.recovery.rto.estimateSeconds, "how long it takes"),
      ],
      ["May lose at most (RPO)", seconds(report.recovery.rpo.targetSeconds, "the RPO")],
      [
        "Loses, as far as the settings tell",
        seconds(report.recovery.rpo.estimateSeconds, "how much is lost"),
      ],
    ],
    steps: [
      {
        title: say`See what is wrong, and where`,
        notes: [
          say`Fail over when the primary region's fault will last longer than failing over takes, and not because an alarm fired once.`,
          ...known(report),
        ],
        commands: [
          aws(
            dr,
            "cloudwatch",
            "describe-alarms",
            "--state-value",
            "ALARM",
            "--query",
            "MetricAlarms[].[StateUpdatedTimestamp,AlarmName,AlarmDescription]",
            "--output",
            "text",
          ),
        ],
        check: { says: say`The decision, its time and its reason are written down.` },
      },
    ],
  };
}

function owners(world: World): Sentence {
  const names = new Set(
    world.pair.sides.dr.resources.flatMap((resource) => {
      const owner = resource.values === null ? undefined : ownerByTags(resource);
      return owner === undefined ? [] : [owner];
    }),
  );
  const missing: Known = { missing: "the team" };
  if (names.size === 0 || names.size > MOST_OWNERS) return say`${missing}`;
  return [...names].flatMap((name, index) => [...(index > 0 ? [", "] : []), world.value(name, "the team")]);
}

function seconds(count: number | null, what: string): Sentence {
  return count === null ? say`${{ missing: what }}` : [duration(count)];
}

/** The report's texts are redacted; as values they are made harmless where they are shown. */
function known({ findings, generatedAt }: Report): Sentence[] {
  const critical = findings.filter(({ severity }) => severity === "critical");
  const shown = critical
    .slice(0, MOST_FINDINGS)
    .map(({ message, impact }) => say`${{ value: message }}: ${{ value: impact }}`);
  const head =
    critical.length === 0
      ? say`When this was written (${{ value: generatedAt }}) drparity knew of nothing critical that would break a failover.`
      : say`When this was written (${{ value: generatedAt }}) this was known to break a failover, unless it was mended since (${{ value: String(critical.length) }} critical):`;
  return [head, ...shown];
}
