import { parentPort, workerData } from "node:worker_threads";
import { runShard, type Task } from "./shard";

parentPort?.postMessage(runShard(workerData as Task));
