import path from "node:path";
import { Channels } from "./channels";
import { Live } from "./live";
import { Searcher, type Leak } from "./search";
import { markWorlds, nameWorlds, providerWorlds, type World } from "./worlds";

/**
 * Plants secrets everywhere, runs everything, and counts what came out: `npm run canaries`. With `--quick`, `analyze` alone is
 * run, with every format.
 */
async function main(): Promise<void> {
  const commands = process.argv.includes("--quick") ? "analyze" : "all";
  const worlds = process.argv.includes("--live")
    ? []
    : [...markWorlds(), ...nameWorlds(), ...providerWorlds()];
  const built = path.join(__dirname, "../../dist/analyzer/cli/main.js");
  let [planted, searched, bytes, hidden] = [0, 0, 0, 0];
  const leaks: Leak[] = [];
  for (const world of worlds) {
    const channels = new Channels(built);
    await channels.run(world, { commands });
    channels.remove();
    planted += world.mint.canaries.length;
    searched += channels.outputs.length;
    const searcher = new Searcher(world.mint.canaries);
    for (const { name, text } of channels.outputs) {
      bytes += text.length;
      leaks.push(...searcher.leaks(name, text));
    }
    const missing = invisible(world, channels);
    hidden += missing.length;
    for (const text of missing) process.stdout.write(`hidden: ${world.name}, ${world.source}: ${text}\n`);
  }
  const live = new Live(built);
  await live.run();
  live.remove();
  planted += live.mint.canaries.length;
  searched += live.outputs.length;
  const searcher = new Searcher(live.mint.canaries);
  for (const { name, text } of live.outputs) leaks.push(...searcher.leaks(name, text));
  for (const fault of live.faults) process.stdout.write(`fault: ${fault}\n`);
  const places = new Map<string, Leak[]>();
  for (const leak of leaks) places.set(leak.canary.place, [...(places.get(leak.canary.place) ?? []), leak]);
  for (const [place, list] of places) {
    const forms = [...new Set(list.map(({ form }) => form))].join(", ");
    const outputs = [...new Set(list.map(({ output }) => output))];
    process.stdout.write(
      `leak: ${place} (${forms}) in ${String(outputs.length)} outputs, as ${outputs[0] ?? ""}\n`,
    );
  }
  process.stdout.write(
    `${String(planted)} canaries planted, ${String(searched)} outputs of ${(bytes / 1e6).toFixed(0)} MB searched: ` +
      `${String(places.size)} leaked, ${String(leaks.length)} times; ${String(hidden)} plain values hidden; ${String(live.seen)} temporary files seen, ${String(live.faults.length)} faults\n`,
  );
  process.exitCode = places.size + hidden + live.faults.length === 0 ? 0 : 1;
}

function invisible({ visible }: World, { outputs }: Channels): string[] {
  const json = outputs.find(({ name }) => name.endsWith(": json"))?.text ?? "";
  return visible.filter((text) => !json.includes(text));
}

void main();
