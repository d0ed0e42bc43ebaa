import { buildInputAlone } from "./build-input";
import { edgeAlone } from "./edge";
import { replicaKeyAlone } from "./replica-key";
import { backupAlone, copyToDrDiffers } from "./copy-to-dr";
import { replicatedByService } from "./by-service";
import { capacityAlone, capacityDiffers, standbyWeighs } from "./capacity";
import { connectionEndAlone, connectionEndDiffers } from "./connection-end";
import { followerAlone } from "./follower";
import { globalAlone } from "./global";
import { helperAlone, helperDiffers } from "./helper";
import { labelDiffers } from "./label";
import { ownDeviceDiffers } from "./own-device";
import { replicaAlone, replicaDiffers } from "./replica";
import { replicationEndAlone, replicationEndDiffers } from "./replication";
import type { Differing, Lone, LoneRole, TwinRole } from "./role";
import { routingMemberDiffers } from "./routing-set";
import { servesFailover } from "./serves-failover";
import { sharedIamAlone } from "./shared-iam";

/** The parts that twins can play, and differ for; the first that explains a difference tells. */
const OF_TWINS: readonly TwinRole[] = [
  capacityDiffers,
  replicaDiffers,
  replicationEndDiffers,
  routingMemberDiffers,
  labelDiffers,
  ownDeviceDiffers,
  copyToDrDiffers,
  connectionEndDiffers,
  helperDiffers,
];

/** The parts that make a difference weigh less, without explaining it away. */
const LIGHT: readonly TwinRole[] = [standbyWeighs];

/** The parts that a resource can play without a twin, surest first. */
const OF_ONE: readonly LoneRole[] = [
  helperAlone,
  globalAlone,
  edgeAlone,
  connectionEndAlone,
  replicationEndAlone,
  replicaAlone,
  replicaKeyAlone,
  buildInputAlone,
  backupAlone,
  replicatedByService,
  capacityAlone,
  servesFailover,
  sharedIamAlone,
  followerAlone,
];

/** Why twins may differ there by the part that they play in the pair, or undefined when they may not. */
export function reasonToDiffer(differing: Differing): string | undefined {
  return firstOf(OF_TWINS, (role) => role(differing));
}

/** What a difference means by the part that the twins play, where it is only worth telling for that; else undefined. */
export function reasonToWeighLess(differing: Differing): string | undefined {
  return firstOf(LIGHT, (role) => role(differing));
}

/** Why a resource may stand alone by the part that it plays in the pair, or undefined when it may not. */
export function reasonToStandAlone(lone: Lone): string | undefined {
  return firstOf(OF_ONE, (role) => role(lone));
}

function firstOf<T>(roles: readonly T[], ask: (role: T) => string | undefined): string | undefined {
  for (const role of roles) {
    const reason = ask(role);
    if (reason !== undefined) return reason;
  }
  return undefined;
}
