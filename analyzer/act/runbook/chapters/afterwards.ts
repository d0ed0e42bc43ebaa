import { type Chapter, say, type Step } from "../runbook";
import type { World } from "../world";

/** What is to be done, and left, while the DR region serves. */
export function afterwards(world: World): Chapter {
  const { dr, primary } = world.region;
  return {
    title: "While the DR region serves",
    steps: [
      {
        title: say`Say that it is done`,
        notes: [say`To whom: ${{ missing: "customers, colleagues, providers" }}.`],
      },
      {
        title: say`Apply nothing to ${primary}, and to ${dr} only what keeps it running`,
        notes: [
          say`The pair's configuration still says who was primary: an apply may put sizes back, and start what must not write. Turn off what deploys by itself.`,
        ],
      },
      {
        title: say`Take backups in ${dr}`,
        notes: [
          say`There is no second region now: everything hangs on this one. Copy a backup elsewhere if this lasts.`,
        ],
      },
      ...queues(world),
      {
        title: say`Keep what ${primary} still holds`,
        notes: [
          say`What was written there and not copied is nowhere else. Delete nothing before somebody has compared.`,
        ],
      },
    ],
  };
}

/** Nothing copies what waits in a queue. */
function queues(world: World): Step[] {
  if (world.on("primary", "aws_sqs_queue").length === 0) return [];
  return [
    {
      title: say`Expect messages that come late`,
      notes: [
        say`What waits in the queues of ${world.region.primary} stays there, and is read when that region is back. Before its readers are started, say what is to be done with it.`,
      ],
    },
  ];
}
