import { spawn, type ChildProcess } from "node:child_process";
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { LocalHistory } from "../../../analyzer/act/history/local";
import { inputError } from "../../read/sources/helpers";
import { compiledWriter } from "./support/compiled-writer";
import { run } from "./support/records";

let compiled: string;
let writerFile: string;
beforeAll(() => {
  compiled = mkdtempSync(path.join(tmpdir(), "drparity-writer-"));
  writerFile = compiledWriter(compiled);
});
afterAll(() => rmSync(compiled, { recursive: true, force: true }));

let folder: string;
let file: string;
let warnings: string[];
const history = (location = file) => new LocalHistory(location, (message) => warnings.push(message));
const sequences = async () => (await history().entries()).map(({ sequence }) => sequence);
const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1);

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "drparity-history-"));
  file = path.join(folder, "history.jsonl");
  warnings = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A process of its own that appends; see writer.ts. */
function writer(
  name: string,
  count: number,
  death = "",
): ChildProcess & { readonly promised: () => string[] } {
  const args = [writerFile, file, name, String(count), death];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  let output = "";
  child.stdout?.on("data", (data: Buffer) => (output += data.toString()));
  // What stands after the last line break was not told whole.
  return Object.assign(child, { promised: () => output.split("\n").slice(0, -1) });
}

const ended = (child: ChildProcess) =>
  new Promise<NodeJS.Signals | number | null>((resolve) =>
    child.on("close", (status, signal) => resolve(signal ?? status)),
  );

describe("a history in a local file", () => {
  it("has no entries before the first append", async () => {
    expect(await history().entries()).toEqual([]);
  });

  it("keeps what is appended, in order, each entry numbered and sealed", async () => {
    const first = await history().append(run(1, ["a"]));
    const second = await history().append(run(2));
    expect(await history().entries()).toEqual([first, second]);
    expect([first.sequence, second.sequence]).toEqual([1, 2]);
    expect([first.previous, second.previous]).toEqual([null, first.hash]);
    expect(first).toMatchObject(run(1, ["a"]));
  });

  it("leaves nothing beside the file", async () => {
    await history().append(run(1));
    expect(readdirSync(folder)).toEqual(["history.jsonl"]);
  });

  it("is one history by whatever name, through symbolic links too", async () => {
    mkdirSync(path.join(folder, "other"));
    writeFileSync(file, "");
    const link = path.join(folder, "other/link.jsonl");
    symlinkSync(file, link);
    await Promise.all([history().append(run(1)), history(link).append(run(2))]);
    expect(await sequences()).toEqual([1, 2]);
    expect(readdirSync(path.join(folder, "other"))).toEqual(["link.jsonl"]);
  });

  it("keeps texts of any language and every character", async () => {
    const odd = run(1, ['ü\u2028\u0000\ud800 漢字 \u007f"\\']);
    const { findings } = await history().append(odd);
    expect((await history().entries())[0]?.findings).toEqual(findings);
  });
});

describe("many writers at once", () => {
  it("lose nothing: twenty processes", async () => {
    const writers = Array.from({ length: 20 }, (_, i) => writer(`w${String(i)}`, 3));
    expect(await Promise.all(writers.map(ended))).toEqual(writers.map(() => 0));
    const entries = await history().entries();
    const promised = writers.flatMap((one) => one.promised());
    expect(entries.map(({ sequence, run: { id } }) => `${String(sequence)} ${id}`).sort()).toEqual(
      promised.sort(),
    );
    expect(entries).toHaveLength(60);
    expect(readdirSync(folder)).toEqual(["history.jsonl"]);
  }, 120_000);

  it("lose nothing within one process", async () => {
    await Promise.all(upTo(20).map((day) => history().append(run(day))));
    expect(await sequences()).toEqual(upTo(20));
  }, 60_000);
});

describe("kill -9", () => {
  it.each(["claimed", "bytes:0", "bytes:1", "bytes:2", "bytes:40", "bytes:300", "bytes:100000", "written"])(
    "at the moment `%s` loses no entry and stops no later writer",
    async (moment) => {
      await history().append(run(1));
      expect(await ended(writer("victim", 1, moment))).toBe("SIGKILL");
      const whole = moment === "bytes:100000" || moment === "written";
      expect(await sequences()).toEqual(whole ? [1, 2] : [1]);
      expect(warnings).toHaveLength(/bytes:[1-9]\d{0,3}$/.test(moment) ? 1 : 0);
      await history().append(run(2));
      await history().append(run(3));
      expect(await sequences()).toEqual(upTo(whole ? 4 : 3));
      expect(readdirSync(folder)).toEqual(["history.jsonl"]);
    },
    60_000,
  );

  it("at any other moment keeps every entry that was promised", async () => {
    const promised: string[] = [];
    for (let round = 0; round < 15; round++) {
      const victim = writer(`r${String(round)}`, 100_000);
      await new Promise((resolve) => victim.stdout?.once("data", resolve));
      await new Promise((resolve) => setTimeout(resolve, round * 3));
      victim.kill("SIGKILL");
      await ended(victim);
      promised.push(...victim.promised());
      const kept = (await history().entries()).map(
        ({ sequence, run: { id } }) => `${String(sequence)} ${id}`,
      );
      expect(kept).toEqual(expect.arrayContaining(promised));
    }
    await history().append(run(1));
    await history().entries();
  }, 120_000);
});

describe("a torn last line", () => {
  beforeEach(async () => {
    await history().append(run(1));
    await history().append(run(2));
  });

  it("is told, and the next append goes on below it", async () => {
    const line = readFileSync(file, "utf8").split("\n")[1] ?? "";
    appendFileSync(file, line.slice(0, 50));
    expect(await sequences()).toEqual([1, 2]);
    expect(warnings).toEqual([expect.stringContaining("the last line is a write that was cut off")]);
    await history().append(run(3));
    warnings = [];
    expect(await sequences()).toEqual([1, 2, 3]);
    expect(warnings).toEqual([expect.stringContaining("line 3 is a write that was cut off")]);
  });

  it("that lacks nothing but its line break is an entry", async () => {
    writeFileSync(file, readFileSync(file, "utf8").trimEnd());
    expect(await sequences()).toEqual([1, 2]);
    await history().append(run(3));
    expect(await sequences()).toEqual([1, 2, 3]);
    expect(warnings).toEqual([]);
  });

  it("may be NULs, which a power failure leaves", async () => {
    appendFileSync(file, "\0".repeat(4096));
    await history().append(run(3));
    expect(await sequences()).toEqual([1, 2, 3]);
  });
});

describe("a history that is none", () => {
  it.each([
    ["another tool's log", '{"level":"info"}\n', "line 1 is no entry"],
    ["text", "hello\n", "line 1 is no entry"],
    ["JSON in an entry's place", "[]\n", "line 1 is no entry"],
  ])("%s is refused, and not written to", async (_what, content, what) => {
    writeFileSync(file, content);
    expect((await inputError(history().entries())).what).toContain(what);
    expect((await inputError(history().append(run(1)))).what).toContain("no entry");
    expect(readFileSync(file, "utf8")).toBe(content);
  });

  it("one that is damaged in the middle is refused and not continued, though its end is whole", async () => {
    for (const day of upTo(4)) await history().append(run(day));
    const lines = readFileSync(file, "utf8").split("\n");
    for (const [place, damage, what] of [
      [1, "garbage", "line 2 is no entry"],
      [1, (lines[1] ?? "").replace("run-2", "run-9"), "entry 2 (line 2) was changed"],
      [2, "", "entry 3 is missing before entry 4"],
      [1, lines[2], "entry 2 is missing before entry 3"],
    ] as const) {
      const damaged = lines
        .map((line, i) => (i === place ? damage : line))
        .filter((line, i) => line || i > 3);
      writeFileSync(file, damaged.join("\n"));
      const error = await inputError(history().append(run(5)));
      expect(error.what).toContain(what);
      expect(error.fix).toMatch(/Restore it from a backup/);
      expect(readFileSync(file, "utf8")).toBe(damaged.join("\n"));
    }
  });

  it("a link that leads nowhere is not written through", async () => {
    symlinkSync(path.join(folder, "elsewhere"), file);
    expect((await inputError(history().append(run(1)))).what).toContain("(ELOOP)");
    expect(readdirSync(folder)).toEqual(["history.jsonl"]);
  });

  it("a directory, a missing directory and a device are explained", async () => {
    expect((await inputError(history(folder).entries())).what).toContain("A history is a file");
    expect((await inputError(history("/dev/null").append(run(1)))).what).toContain("A history is a file");
    const nowhere = path.join(folder, "missing/history.jsonl");
    expect((await inputError(history(nowhere).append(run(1)))).what).toContain(
      "cannot be recorded here (ENOENT)",
    );
  });

  it("a line without end does not fill the memory", async () => {
    writeFileSync(file, `{"${"x".repeat(17 * 1024 ** 2)}`);
    expect((await inputError(history().entries())).what).toContain("longer than any entry");
    expect((await inputError(history().append(run(1)))).what).toContain("longer than any entry");
  });
});
