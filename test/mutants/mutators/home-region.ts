import { isProse } from "../meaningless";
import { renamed } from "../world";
import type { Mutator } from "./change";
import { namedIn } from "./reference";

/** Names the other side's region or resource where its own belongs: copied from the other region's configuration. */
export const nameHomeRegion: Mutator = function* ({ value, path }, world) {
  if (isProse(path)) return;
  const identity = namedIn(value, world);
  const peer = identity && world.peerOf(identity);
  if (identity && peer !== undefined) {
    yield { kind: "home-region-identity", to: renamed(String(value), identity.text, peer) };
  } else if (value === world.region) {
    yield { kind: "home-region-name", to: world.peerRegion };
  }
};
