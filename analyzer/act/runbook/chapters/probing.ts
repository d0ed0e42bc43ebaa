import { Field } from "../../../judge/rules/lib/field";
import { routedRecords, type RoutedRecord } from "../../../judge/rules/lib/records";
import type { Resource } from "../../../model/workspace/workspace";
import { type Chapter, type Known, say, type Step } from "../runbook";
import { aws, capture, command } from "../shell";
import { recordName } from "../traffic/record-name";
import { textOf, type World } from "../world";

/** Looks at the application in the DR region before anybody is sent there. */
export function probing(world: World): Chapter {
  const records = routedRecords(world.pair);
  return {
    title: "See that the application answers in the DR region",
    notes: [
      say`Before traffic: sign in, read something, write something. ${{ missing: "who tries what, and what must be seen" }}.`,
    ],
    steps: world
      .on("dr", "aws_lb")
      .filter((balancer) => !Field.of(balancer, "internal").isTrue)
      .map((balancer) => probe(world, balancer, address(world, balancer, records))),
  };
}

/** Asked for the application's own name, by which a certificate and a web server go, and not by where that name leads now. */
function probe(world: World, balancer: Resource, url: Known): Step {
  const { dr } = world.region;
  const name = world.attribute(balancer, "the load balancer's name", "name");
  const find = aws(
    dr,
    "elbv2",
    "describe-load-balancers",
    "--names",
    name,
    "--query",
    "LoadBalancers[0].DNSName",
    "--output",
    "text",
  );
  return {
    title: say`Ask the load balancer ${name} itself`,
    commands: [
      capture("HOST", find),
      command(
        "curl",
        "--silent",
        "--show-error",
        "--max-time",
        "10",
        "--output",
        "/dev/null",
        "--write-out",
        "%{http_code}\\n",
        "--connect-to",
        { raw: '"::$HOST:"' },
        url,
      ),
    ],
    check: {
      says: say`A status that the application gives when it works. Its certificate is checked too; without TLS ask http://.`,
    },
  };
}

/** The application's address, by a record that leads to the balancer. One that answers for every name is no name. */
function address(world: World, balancer: Resource, records: readonly RoutedRecord[]): Known {
  const names = records
    .filter(({ destinations }) => destinations.some(({ resources }) => resources.includes(balancer)))
    .map((record) => textOf(recordName(world, record)))
    .filter((name) => name !== undefined && !name.includes("*"));
  return names[0] === undefined
    ? { missing: "https://NAME/, as users know it" }
    : { value: `https://${names[0]}/` };
}
