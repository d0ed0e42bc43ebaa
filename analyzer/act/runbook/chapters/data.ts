import { restoreBackups } from "../data/backups";
import { promoteCaches } from "../data/caches";
import { openFileSystems } from "../data/file-systems";
import { promoteSecondaries } from "../data/global-clusters";
import { promoteReplicas } from "../data/read-replicas";
import { type Chapter, say } from "../runbook";
import type { World } from "../world";

/** Makes the data in the DR region writable. */
export function data(world: World): Chapter {
  const steps = [
    ...promoteSecondaries(world),
    ...promoteReplicas(world),
    ...openFileSystems(world),
    ...promoteCaches(world),
    ...restoreBackups(world),
  ];
  return {
    title: "Make the data writable",
    notes: [
      steps.length === 0
        ? say`Nothing in the plans has to be promoted or restored.`
        : say`No traffic before this is done: an application on a database that only reads answers with errors.`,
    ],
    steps,
  };
}
