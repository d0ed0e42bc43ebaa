import type { Cidr } from "../pair/cidr";
import { ConfigurationError } from "../pair/configuration-error";
import { Duration } from "../pair/duration";
import type { Pair } from "../pair/pair";
import type { DrillProps } from "./drill-props";
import { type DrillTimings, longest } from "./waves-of";

export interface DrillCheck {
  readonly id: string;
  readonly name: string;
  readonly pair: Pair;
  readonly props: DrillProps;
  readonly cidr: Cidr;
  readonly every: Duration;
  readonly cleanUpAfter: Duration;
  readonly timings: DrillTimings;
}

/** Of a database in RDS. */
const LONGEST_IDENTIFIER = 63;

/** Says at synthesis what would be said by AWS, or by the first drill. @throws ConfigurationError */
export function checkDrill(drill: DrillCheck): void {
  checkSubjects(drill);
  checkNetwork(drill);
  checkTimes(drill);
}

function checkSubjects({ id, name, props }: DrillCheck): void {
  const { databases = [], fleets = [] } = props;
  const ids = [...databases, ...fleets].map((one) => one.id);
  if (ids.length === 0)
    throw new ConfigurationError(id, "has nothing to rehearse", "Give databases or fleets");
  const twice = ids.find((one, index) => ids.indexOf(one) !== index);
  if (twice !== undefined) throw new ConfigurationError(id, `names "${twice}" twice`, "Give each once");
  const long = databases.find((one) => `${name}-${one.id}-1`.length > LONGEST_IDENTIFIER);
  if (long !== undefined)
    throw new ConfigurationError(
      "id",
      `"${name}-${long.id}-1" is longer than ${LONGEST_IDENTIFIER} characters, which RDS refuses`,
      "Shorten the drill's id",
    );
}

function checkNetwork({ id, cidr, pair, props }: DrillCheck): void {
  if (cidr.prefix < 16 || cidr.prefix > 25)
    throw new ConfigurationError(
      `${id}.cidr`,
      `/${cidr.prefix} cannot be cut into 8 subnets`,
      "Give a prefix of 16 to 25",
    );
  for (const side of pair.sides) {
    const { cidr: own } = props.network.of(side);
    if (cidr.overlaps(own))
      throw new ConfigurationError(
        `${id}.cidr`,
        `${cidr} overlaps ${own} of the ${side.name} side`,
        "Give another network",
      );
  }
}

function checkTimes({ id, every, cleanUpAfter, timings }: DrillCheck): void {
  const days = every.seconds / 86_400;
  if (!Number.isInteger(days) || days < 1 || days > 365)
    throw new ConfigurationError(`${id}.every`, `is ${every}`, "Give 1 to 365 whole days");
  if (cleanUpAfter.seconds < 1800 || cleanUpAfter.isLongerThan(Duration.hours(12)))
    throw new ConfigurationError(`${id}.cleanUpAfter`, `is ${cleanUpAfter}`, "Give 30 min to 12 h");
  const most = longest(timings);
  if (most.isLongerThan(cleanUpAfter))
    throw new ConfigurationError(
      `${id}.waits`,
      `let a drill take ${most}, and after ${cleanUpAfter} it is ended without a report`,
      "Raise cleanUpAfter, or lower them",
    );
  if (Object.values(timings).some(({ poll }) => poll.seconds < 1))
    throw new ConfigurationError(`${id}.waits.poll`, "is less than a second", "Give 1 s or more");
}
