import type { PairContext } from "../../compare/context";
import type { Report } from "../../model/report";
import { afterwards } from "./chapters/afterwards";
import { before } from "./chapters/before";
import { capacity } from "./chapters/capacity";
import { data } from "./chapters/data";
import { deciding } from "./chapters/deciding";
import { goingBack } from "./chapters/going-back";
import { lag } from "./chapters/lag";
import { leftOver } from "./chapters/left-over";
import { probing } from "./chapters/probing";
import { stopWrites } from "./chapters/stop-writes";
import { traffic } from "./chapters/traffic";
import { type Runbook, say } from "./runbook";
import { World } from "./world";

/**
 * A pair's own runbook: what to do when its primary region is away.
 * @param report what was found of the pair; its texts are redacted
 */
export function writeRunbook(pair: PairContext, report: Report): Runbook {
  const world = new World(pair);
  const { primary, dr } = world.region;
  const [stopped, written, raised, moved] = [stopWrites(world), data(world), capacity(world), traffic(world)];
  return {
    title: say`Failing over ${world.value(report.pair.name, "the application")} from ${primary} to ${dr}`,
    incomplete: report.coverage.incomplete.map((reason) => say`${{ value: reason }}`),
    chapters: [
      before(world),
      deciding(world, report),
      lag(world),
      stopped,
      written,
      raised,
      probing(world),
      moved,
      afterwards(world),
      goingBack(world, [written, stopped, moved, raised]),
      ...leftOver(world),
    ],
  };
}
