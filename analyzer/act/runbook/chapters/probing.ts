import { Field } from "../../../judge/rules/lib/field";
import { type Chapter, say, type Step } from "../runbook";
import { aws, capture, command } from "../shell";
import type { World } from "../world";

/** Looks at the application in the DR region before anybody is sent there. */
export function probing(world: World): Chapter {
  return {
    title: "See that the application answers in the DR region",
    notes: [
      say`Before traffic: sign in, read something, write something. ${{ missing: "who tries what, and what must be seen" }}.`,
    ],
    steps: world
      .on("dr", "aws_lb")
      .filter((balancer) => !Field.of(balancer, "internal").isTrue)
      .map((balancer) => probe(world, balancer)),
  };
}

function probe(world: World, balancer: Parameters<World["address"]>[0]): Step {
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
        "--insecure",
        "--header",
        hostHeader(world),
        { raw: '"https://$HOST/"' },
      ),
    ],
    check: {
      says: say`A status that the application gives when it works. --insecure, since the certificate is for the application's name and not for this host; without TLS ask http://.`,
    },
  };
}

/** The application's own name, by which a web server may choose what to answer. */
function hostHeader(world: World) {
  const [record] = world.graph.managed("aws_route53_record");
  const name = record && Field.of(record, "name").text;
  const known = world.value(name, "Host: the application's name");
  return "value" in known ? { value: `Host: ${known.value}` } : known;
}
