import { createRunner } from "jest-light-runner";

const LightRunner = createRunner({ runtime: "child_process" });
const ASKS = "jest-light-runner-get-worker-data";
const ANSWER = "jest-light-runner-worker-data";

/**
 * jest-light-runner 0.7 answers all processes at once when the first one asks for the configuration; one that has not yet
 * come to asking misses that, and waits for ever. Here each is answered when it asks.
 */
export default class Runner extends LightRunner {
  #answered = new WeakSet();

  _runTest(test) {
    const running = super._runTest(test);
    const { _globalConfig: globalConfig, _runtime: runtime } = this;
    const projectConfig = test.context.config;
    for (const { process: child } of this._testRunners.get(projectConfig).pool.threads ?? []) {
      if (!child || this.#answered.has(child)) continue;
      this.#answered.add(child);
      child.on("message", (message) => {
        if (message === ASKS)
          child.send({ type: ANSWER, workerData: { globalConfig, projectConfig, runtime } });
      });
    }
    return running;
  }
}
