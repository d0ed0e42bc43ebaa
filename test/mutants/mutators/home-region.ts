import type { Path } from "../edit/tree";
import { isProse } from "../meaningless";
import { renamed } from "../world";
import type { Mutator } from "./change";
import { namedIn } from "./reference";

/** Names the other side's region or resource where its own belongs: copied from the other region's configuration. */
export const nameHomeRegion: Mutator = function* ({ value, path }, world) {
  if (isProse(path) || (value === world.region && mayMeanPeer(path))) return;
  const identity = namedIn(value, world);
  const peer = identity && world.peerOf(identity);
  if (identity && peer !== undefined) {
    yield { kind: "home-region-identity", to: renamed(String(value), identity.text, peer) };
  } else if (value === world.region) {
    yield { kind: "home-region-name", to: world.peerRegion };
  }
};

/**
 * Names that people chose for a region that need not be the own one: `HOME_REGION`, `SourceRegion`. A DR side on which
 * such a variable names the primary's region is as it should be as often as not; nobody can tell from a plan.
 */
function mayMeanPeer(path: Path): boolean {
  return /^(?:home|source|origin|primary|main|writer|peer|remote|replica)_?region$/i.test(
    String(path.at(-1)),
  );
}
