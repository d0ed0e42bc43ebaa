/**
 * Every part that a resource can play in a pair.
 * Written by `npm run indexes`.
 */
import { role as buildInput } from "./build-input";
import { role as byService } from "./by-service";
import { role as capacity } from "./capacity";
import { role as connectionEnd } from "./connection-end";
import { role as copyToDr } from "./copy-to-dr";
import { role as edge } from "./edge";
import { role as follower } from "./follower";
import { role as global } from "./global";
import { role as helper } from "./helper";
import { role as label } from "./label";
import { role as ownDevice } from "./own-device";
import { role as replicaKey } from "./replica-key";
import { role as replica } from "./replica";
import { role as replication } from "./replication";
import { role as restored } from "./restored";
import { role as routingSet } from "./routing-set";
import { role as servesFailover } from "./serves-failover";
import { role as sharedIam } from "./shared-iam";
import type { Role } from "./role";

export const ROLES: readonly Role[] = [
  buildInput,
  byService,
  capacity,
  connectionEnd,
  copyToDr,
  edge,
  follower,
  global,
  helper,
  label,
  ownDevice,
  replicaKey,
  replica,
  replication,
  restored,
  routingSet,
  servesFailover,
  sharedIam,
];
