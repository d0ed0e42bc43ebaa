// A process that appends to a history and says which entries it was promised: `WRITER HISTORY NAME COUNT [DEATH]`.
// DEATH is a moment at which it kills itself as `kill -9` would: `claimed`, `written`, or `bytes:N` of the first write.
import { open } from "node:fs/promises";
import { Claims } from "../../../../analyzer/act/history/claims";
import { openHistory } from "../../../../analyzer/act/history/open";
import { run } from "./records";

const [, , location = "", name = "", count = "1", death = ""] = process.argv;

function die(): never {
  process.kill(process.pid, "SIGKILL");
  // The signal arrives at once; nothing may happen meanwhile.
  for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1000);
}

async function plan(moment: string): Promise<void> {
  const { take } = Claims.prototype;
  if (moment === "claimed" || moment === "written") {
    Claims.prototype.take = async function (this: Claims, sequence) {
      const claim = await take.call(this, sequence);
      if (!("holds" in claim)) return claim;
      if (moment === "claimed") die();
      return { ...claim, release: die };
    };
  }
  if (moment.startsWith("bytes:")) {
    const handle = await open(__filename);
    const prototype = Object.getPrototypeOf(handle) as typeof handle;
    await handle.close();
    prototype.appendFile = async function (this: typeof handle, data) {
      await this.write(Buffer.from(String(data)).subarray(0, Number(moment.slice(6))));
      await this.sync();
      die();
    };
  }
}

async function main(): Promise<void> {
  await plan(death);
  const history = openHistory(location, { warn: () => undefined });
  for (let i = 0; i < Number(count); i++) {
    const { sequence } = await history.append(
      run(1, [], { run: { kind: "drift", id: `${name}-${i}`, commit: null } }),
    );
    process.stdout.write(`${String(sequence)} ${name}-${String(i)}\n`);
  }
}

void main();
