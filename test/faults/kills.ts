import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { LocalHistory } from "../../analyzer/act/history/local";
import { S3History } from "../../analyzer/act/history/s3";
import type { History } from "../../analyzer/act/history/entry";
import { fakeS3 } from "../act/history/support/fake-s3";
import { Cli } from "../support/cli";
import { plan } from "../support/plan-builder";

/** How many faults were tried, and after how many all was as it is promised. */
export type Held = readonly [tried: number, held: number];

const AT_ONCE = 4;

/** A history that victims write to: its place, what they need to get there, and its name. */
interface Place {
  readonly location: string;
  readonly env: Readonly<Record<string, string>>;
  readonly history: () => History;
}

/** Kills writers of one history in a file, four at a time; held is a kill after which every promised entry is there. */
export async function killsOfFileWriters(writer: string, kills: number): Promise<Held> {
  const folder = mkdtempSync(path.join(tmpdir(), "drparity-faults-"));
  const location = path.join(folder, "history.jsonl");
  try {
    const history = () => new LocalHistory(location, () => undefined);
    return await killed({ location, env: {}, history }, writer, kills);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The same of a history in S3. */
export async function killsOfS3Writers(writer: string, kills: number): Promise<Held> {
  const s3 = await fakeS3();
  const location = "s3://bucket/history";
  const credentials = { accessKeyId: "k", secretAccessKey: "s" };
  const config = { endpoint: s3.endpoint, forcePathStyle: true, region: "us-east-1", credentials };
  const env = {
    AWS_ENDPOINT_URL_S3: s3.endpoint,
    AWS_ACCESS_KEY_ID: "k",
    AWS_SECRET_ACCESS_KEY: "s",
    AWS_REGION: "us-east-1",
  };
  try {
    return await killed({ location, env, history: () => new S3History(location, config) }, writer, kills);
  } finally {
    await s3.close();
  }
}

async function killed(place: Place, writer: string, kills: number): Promise<Held> {
  let held = 0;
  const promised: string[] = [];
  for (let round = 0; round < kills; round += AT_ONCE) {
    const names = Array.from({ length: Math.min(AT_ONCE, kills - round) }, (_, i) => `w${String(round + i)}`);
    promised.push(...(await Promise.all(names.map((name) => victim(writer, place, name)))).flat());
    const entries = await place.history().entries();
    const kept = new Set(entries.map(({ sequence, run: { id } }) => `${String(sequence)} ${id}`));
    if (promised.every((one) => kept.has(one))) held += names.length;
  }
  return [kills, held];
}

/** A writer that is killed some time after its first promise. @returns what it promised */
async function victim(writer: string, { location, env }: Place, name: string): Promise<string[]> {
  const child = spawn(process.execPath, [writer, location, name, "100000"], {
    stdio: ["ignore", "pipe", "ignore"],
    env: { PATH: process.env.PATH, ...env },
  });
  let output = "";
  const begun = new Promise((resolve) => child.stdout.once("data", resolve));
  child.stdout.on("data", (data: Buffer) => (output += data.toString()));
  const closed = new Promise((resolve) => child.once("close", resolve));
  await Promise.race([begun, closed]);
  await later(Math.random() * 30);
  child.kill("SIGKILL");
  await closed;
  return output.split("\n").slice(0, -1);
}

/**
 * Writers that may write no more than so many blocks to a file: the system ends a write in its middle, as a full disk
 * does. Held is one after which every promised entry is there, and the next writer goes on.
 */
export async function fullDisks(writer: string, rounds: number): Promise<Held> {
  const folder = mkdtempSync(path.join(tmpdir(), "drparity-faults-"));
  const file = path.join(folder, "history.jsonl");
  let held = 0;
  const promised: string[] = [];
  try {
    for (let round = 1; round <= rounds; round++) {
      const script = `ulimit -f ${String(round)}; exec "$0" "$1" "$2" ${`w${String(round)}`} 1000`;
      const child = spawn("sh", ["-c", script, process.execPath, writer, file], {
        stdio: ["ignore", "pipe", "ignore"],
      });
      let output = "";
      child.stdout.on("data", (data: Buffer) => (output += data.toString()));
      const status = await new Promise((resolve) => child.once("close", resolve));
      promised.push(...output.split("\n").slice(0, -1));
      const entries = await new LocalHistory(file, () => undefined).entries();
      const kept = new Set(entries.map(({ sequence, run: { id } }) => `${String(sequence)} ${id}`));
      if (status !== 0 && promised.every((one) => kept.has(one))) held++;
    }
    return [rounds, held];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Kills analyses that write reports over earlier ones; held is a kill that left each of them whole, the old or a new one. */
export async function killsOfAnalyses(kills: number): Promise<Held> {
  const cli = Cli.compile();
  const folder = mkdtempSync(path.join(tmpdir(), "drparity-faults-"));
  const at = (name: string) => path.join(folder, name);
  const queues = (region: string, delay: number) => {
    const made = plan(region);
    for (let i = 0; i < 300; i++)
      made.resource(`aws_sqs_queue.q${String(i)}`, { name: `q${String(i)}`, delay_seconds: delay });
    return JSON.stringify(made.json());
  };
  writeFileSync(at("primary.json"), queues("us-east-1", 5));
  writeFileSync(at("dr.json"), queues("us-west-2", 60));
  const args = [
    "analyze",
    "--primary",
    "primary.json",
    "--dr",
    "dr.json",
    "--format",
    "json",
    "--output",
    "report.json",
    "--also",
    "html=report.html",
  ];
  let held = 0;
  try {
    const started = performance.now();
    cli.run(args, { cwd: folder });
    const took = performance.now() - started;
    for (let round = 0; round < kills; round++) {
      const child = spawn(process.execPath, [cli.main, ...args], { cwd: folder, stdio: "ignore" });
      const closed = new Promise((resolve) => child.once("close", resolve));
      // Most of the time passes before anything is written.
      await later(took * (0.5 + Math.random() / 2));
      child.kill("SIGKILL");
      await closed;
      if (isWhole(at("report.json")) && readFileSync(at("report.html"), "utf8").trimEnd().endsWith("</html>"))
        held++;
    }
    // What a kill leaves beside them is of one more name each, and nobody's report.
    const left = readdirSync(folder).filter((name) => !/\.partial$|^(?:primary|dr|report)\./.test(name));
    return [kills, left.length === 0 ? held : 0];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function isWhole(file: string): boolean {
  try {
    JSON.parse(readFileSync(file, "utf8"));
    return true;
  } catch {
    return false;
  }
}

function later(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
