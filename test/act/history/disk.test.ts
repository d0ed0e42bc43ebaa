import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { open, type FileHandle } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { LocalHistory } from "../../../analyzer/act/history/local";
import { writeWholeFile } from "../../../analyzer/base/files/whole-file";
import { inputError } from "../../read/sources/helpers";
import { run } from "./support/records";

let folder: string;
let file: string;
const history = () => new LocalHistory(file, () => undefined);
const sequences = async () => (await history().entries()).map(({ sequence }) => sequence);

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "drparity-disk-"));
  file = path.join(folder, "history.jsonl");
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

/** A disk that takes the first bytes of every write, and fails then. */
async function failing(code: string, bytes: number): Promise<void> {
  const handle = await open(__filename);
  const prototype = Object.getPrototypeOf(handle) as FileHandle;
  await handle.close();
  const fail = async function (this: FileHandle, data: unknown) {
    await this.write(Buffer.from(String(data)).subarray(0, bytes));
    throw Object.assign(new Error(code), { code });
  };
  jest.spyOn(prototype, "appendFile").mockImplementation(fail);
  jest.spyOn(prototype, "writeFile").mockImplementation(fail);
}

describe.each([
  ["is full", "ENOSPC", 0],
  ["becomes full in the middle", "ENOSPC", 40],
  ["is over its quota", "EDQUOT", 1],
  ["is read-only", "EROFS", 0],
  ["is broken", "EIO", 10],
] as const)("a disk that %s", (_what, code, bytes) => {
  it("keeps what a history has, says so, and the next run goes on", async () => {
    await history().append(run(1));
    await failing(code, bytes);
    const error = await inputError(history().append(run(2)));
    expect(error.what).toBe(`The run cannot be recorded here (${code}).`);
    jest.restoreAllMocks();
    expect(await sequences()).toEqual([1]);
    await history().append(run(3));
    expect(await sequences()).toEqual([1, 2]);
    expect(readdirSync(folder)).toEqual(["history.jsonl"]);
  });

  it("leaves the earlier file as it was, and nothing beside it", async () => {
    await writeWholeFile(file, "earlier");
    await failing(code, bytes);
    await expect(writeWholeFile(file, "a later and longer one")).rejects.toMatchObject({ code });
    expect(readFileSync(file, "utf8")).toBe("earlier");
    expect(readdirSync(folder)).toEqual(["history.jsonl"]);
  });
});

it("a clock that is set back changes neither the order nor the chain", async () => {
  for (const day of [20, 3, 11]) await history().append(run(day));
  expect(await sequences()).toEqual([1, 2, 3]);
});

it("whatever byte of a history is damaged, it is not continued, or nothing before it is lost", async () => {
  for (const day of [1, 2, 3]) await history().append(run(day, ["a"]));
  const whole = readFileSync(file);
  for (let at = 0; at < whole.length; at += 37) {
    const damaged = Buffer.from(whole);
    damaged[at] = (damaged[at] ?? 0) ^ 0x15;
    rmSync(file);
    appendFileSync(file, damaged);
    const error = await history()
      .append(run(4))
      .then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
    const inLast = at >= whole.lastIndexOf("\n", whole.length - 2);
    if (error !== undefined || !inLast) expect(error).toMatchObject({ name: "InputError" });
    else expect((await sequences()).slice(0, 2)).toEqual([1, 2]);
  }
});
