import { isFound, type Outcome } from "./judge";
import { cleanPairs } from "./pairs";
import { collectMutants, describeMiss, judgeMutants, sampleMutants } from "./run-mutants";
import { collectRewrites, describeAlarm, judgeRewrites, sampleRewrites } from "./run-rewrites";
import { Subject } from "./subject";

/** What to try, and which part of it. */
export interface Task {
  readonly folders: readonly string[];
  /** How many mutants, and a quarter as many rewrites; 0 for all. */
  readonly sample: number;
  readonly seed: number;
  /** This part, from 0. */
  readonly part: number;
  readonly parts: number;
}

/** What came of a part, as plain data. */
export interface ShardResult {
  readonly mutants: readonly { readonly type: string; readonly kind: string; readonly outcome: Outcome }[];
  readonly misses: readonly ReturnType<typeof describeMiss>[];
  readonly rewrites: readonly { readonly kind: string; readonly silent: boolean }[];
  readonly alarms: readonly ReturnType<typeof describeAlarm>[];
}

/** Tries every n-th of the mutants and rewrites, so that all parts have about the same to do. */
export function runShard(task: Task): ShardResult {
  const { seed, sample } = task;
  const subjects = task.folders.flatMap(cleanPairs).map((pair) => new Subject(pair));
  const mutants = collectMutants(subjects, seed);
  const rewrites = collectRewrites(subjects, seed);
  const verdicts = [
    ...judgeMutants(share(task, sample > 0 ? sampleMutants(mutants, sample, seed) : mutants)),
  ];
  const rewritten = [
    ...judgeRewrites(
      share(task, sample > 0 ? sampleRewrites(rewrites, Math.ceil(sample / 4), seed) : rewrites),
    ),
  ];
  return {
    mutants: verdicts.map(({ mutant: { type, kind }, outcome }) => ({ type, kind, outcome })),
    misses: verdicts.filter(({ outcome }) => !isFound(outcome)).map(describeMiss),
    rewrites: rewritten.map(({ rewrite: { kind }, alarms }) => ({ kind, silent: alarms.length === 0 })),
    alarms: rewritten.filter(({ alarms }) => alarms.length > 0).map(describeAlarm),
  };
}

function share<T>({ part, parts }: Task, all: readonly T[]): T[] {
  return all.filter((_, index) => index % parts === part);
}
