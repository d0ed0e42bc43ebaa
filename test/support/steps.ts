import { Session, type Profiler } from "node:inspector";

/**
 * Counts how often each block of the analyzer's code is run, by stage: what grows with the input whatever the machine is busy with.
 * V8 counts them itself; loops inside built-in functions count as one.
 */
export function stepsOf(run: () => void): Map<string, number> {
  const session = new Session();
  session.connect();
  try {
    session.post("Profiler.enable");
    session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
    run();
    return byStage(taken(session));
  } finally {
    session.post("Profiler.stopPreciseCoverage");
    session.disconnect();
  }
}

function taken(session: Session): Profiler.ScriptCoverage[] {
  let found: Profiler.ScriptCoverage[] = [];
  session.post("Profiler.takePreciseCoverage", (error, { result }) => {
    if (error) throw error;
    found = result;
  });
  return found;
}

function byStage(scripts: readonly Profiler.ScriptCoverage[]): Map<string, number> {
  const steps = new Map<string, number>();
  for (const { url, functions } of scripts) {
    const stage = /\/analyzer\/(\w+)\//.exec(url)?.[1];
    if (stage === undefined) continue;
    const count = functions.flatMap(({ ranges }) => ranges).reduce((sum, range) => sum + range.count, 0);
    steps.set(stage, (steps.get(stage) ?? 0) + count);
  }
  return steps;
}
