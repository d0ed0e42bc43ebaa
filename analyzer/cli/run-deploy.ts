import path from "node:path";
import { createInterface } from "node:readline/promises";
import { changesOf, type PlannedChange } from "../act/deploy/changes";
import { Deployment } from "../act/deploy/deployment";
import { isBegun } from "../act/deploy/journal";
import { standing, WAYS_ON } from "../act/deploy/standing";
import { DeployStore } from "../act/deploy/store";
import type { DeployEnd, DeployPair, DeployWorld } from "../act/deploy/world";
import { interruptible, Interrupted } from "../act/drift/interrupts";
import { tellOfLocks } from "../act/drift/terraform";
import { currentCommit } from "../act/history/run-origin";
import { analyze } from "../analyze";
import { parseDuration } from "../base/duration";
import { InputError } from "../base/errors";
import { assertStaysInCheckout, staysBelow } from "../base/process/checkout";
import { endBy } from "../base/process/signals";
import { terminalText } from "../base/runner-commands";
import { tell } from "../base/stderr";
import { render } from "../render/render";
import { withBaseline } from "./baseline";
import { makeOwnDirectory } from "./default-history";
import type { DeployArguments } from "./deploy-options";
import { exitStatus } from "./fail-on";
import { layoutFor } from "./layout";
import { loadNamed, namePair, type NamedPair } from "./load-pair";
import { writeOutput } from "./output";
import type { SourceArguments } from "./sources-options";

/** Runs `deploy` and returns the exit status. */
export async function runDeploy(args: DeployArguments): Promise<number> {
  const timeoutMs = parseDuration(args.timeout, "--timeout");
  parseDuration(args.lockTimeout, "--lock-timeout");
  const named = await nameGenerated(args);
  const pair = await pairOf(named, args);
  const root = args.journal ?? path.join(await makeOwnDirectory(), "deploy", pair.name);
  assertStaysInCheckout(root);
  let deployment: Deployment | undefined;
  try {
    const end = await interruptible((signal) => {
      const terraform = { env: process.env, timeoutMs, lockTimeout: args.lockTimeout, signal };
      deployment = new Deployment(pair, new DeployStore(root), worldOf(named, args, terraform));
      if (args.rollback) return deployment.rollback(args.force === true);
      return args.resume ? deployment.resume() : deployment.deploy(args.planOnly === true);
    }, tellOfLocks);
    return concluded(end, deployment as Deployment, args);
  } catch (error) {
    const inPart = deployment?.state.workspaces.some(isBegun) === true;
    if (error instanceof InputError && inPart) tell(error.message);
    else if (error instanceof Interrupted) tell(`interrupted (${error.signal}).`);
    else throw error;
    if (deployment !== undefined) tellStanding(deployment);
    if (error instanceof Interrupted) endBy(error.signal);
    return 3;
  }
}

/** The pair as the manifest has it: a policy file may decide about findings, not about what is deployed. */
async function nameGenerated({ out, config, pair }: DeployArguments): Promise<NamedPair> {
  const file = { manifest: path.join(out, "drparity.json") };
  const { specs } = await namePair(file as SourceArguments, undefined);
  const { primary, dr, shared } = specs;
  return namePair({ ...file, primary, dr, shared, config, pair } as SourceArguments);
}

async function pairOf({ manifest }: NamedPair, { out, first }: DeployArguments): Promise<DeployPair> {
  const name = manifest.name ?? "";
  for (const one of [name, ...manifest.workspaces.map((workspace) => workspace.name)]) {
    if (/^[A-Za-z0-9][\w-]*$/.test(one)) continue;
    throw new InputError({
      where: path.join(out, "drparity.json"),
      what: `"${one}" is no name of a pair or a workspace.`,
      fix: "Name the directory of a synthesis with --out.",
    });
  }
  return {
    name,
    strategy: manifest.strategy ?? "warm-standby",
    primaryFirst: manifest.primaryFirst,
    asked: first,
    commit: await currentCommit(),
    workspaces: manifest.workspaces.map((workspace) => {
      const directory = directoryOf(workspace, out);
      const side = workspace.side === "link" ? "shared" : workspace.side;
      return {
        name: workspace.name,
        side: workspace.side,
        target: { side, directory, label: directory, varFiles: [] },
      };
    }),
  };
}

/** A rollback empties it before it puts back what was deployed: it has to be a directory of the synthesis alone. */
function directoryOf({ name, directory }: { name: string; directory: string }, out: string): string {
  const found = path.join(out, directory);
  if (staysBelow(out, found) && !staysBelow(found, out)) return found;
  throw new InputError({
    where: path.join(out, "drparity.json"),
    what: `The directory of ${name} does not lie below that of the synthesis.`,
    fix: "Synthesize anew, or name the directory of a synthesis with --out.",
  });
}

function worldOf(named: NamedPair, args: DeployArguments, terraform: DeployWorld["terraform"]): DeployWorld {
  return {
    terraform,
    gate: async (plans) => {
      const bySpec = new Map([...plans.values()].map((plan) => [plan.label, plan]));
      const input = await loadNamed(named, (spec) => Promise.resolve(bySpec.get(spec) as never));
      const baseline = args.baseline ?? named.policy?.baseline;
      const report = await withBaseline(analyze(input), { baseline });
      if (exitStatus(report, args.failOn ?? named.policy?.failOn ?? "warning") === 0) return true;
      await writeOutput(render(report, "text", layoutFor(undefined)), undefined);
      return false;
    },
    approve: async ({ workspaces, news }) => {
      for (const { workspace, changes } of news)
        await writeOutput(`${workspace}, beyond the plan that was shown:\n${lines(changes)}`, undefined);
      if (args.autoApprove && !(args.resume && news.length > 0)) return true;
      return ask(`Apply ${workspaces.join(", ")}? Only "yes" is a yes: `);
    },
    show: (name, { document }, file) => {
      const changes = changesOf(document);
      process.stdout.write(
        `${name}: ${counts(changes)}; all of it: terraform show ${file}\n${lines(changes)}`,
      );
    },
    tell,
  };
}

function counts(changes: readonly PlannedChange[]): string {
  const byAction = new Map<string, number>();
  for (const { action } of changes) byAction.set(action, (byAction.get(action) ?? 0) + 1);
  return [...byAction].map(([action, n]) => `${String(n)} to ${action}`).join(", ") || "outputs alone";
}

function lines(changes: readonly PlannedChange[]): string {
  return changes.map(({ action, address }) => `  ${action} ${terminalText(address)}\n`).join("");
}

async function ask(question: string): Promise<boolean> {
  if (!process.stdin.isTTY) return false;
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return (await terminal.question(question)) === "yes";
  } finally {
    terminal.close();
  }
}

function concluded(end: DeployEnd, deployment: Deployment, { resume }: DeployArguments): number {
  const { workspaces } = deployment.state;
  if (end === "done") tell(`done: ${standing(deployment.state)}.`);
  if (end === "planned") tell("planned. drparity deploy --resume applies exactly these plans.");
  if (end === "diverges") tell("stopped: as planned, the pair diverges.");
  if (end === "not approved") {
    tell(`stopped: nobody approved. drparity deploy --resume ${resume ? "asks" : "goes on"} again.`);
  }
  if (end === "done" || end === "planned") return 0;
  if (!workspaces.some(isBegun)) return 2;
  for (const { name, problem } of workspaces) if (problem !== undefined) tell(`${name}: ${problem}`);
  tellStanding(deployment);
  return 3;
}

function tellStanding({ state }: Deployment): void {
  if (state.workspaces.some(isBegun)) tell(`${standing(state)}.\n${WAYS_ON}`);
}
