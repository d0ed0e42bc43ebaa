import { mkdtempSync, readdirSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Claims, type Busy, type Claim } from "../../../analyzer/act/history/claims";
import { lifeOf, thisHolder } from "../../../analyzer/act/history/holder";
import { FOREIGN_CLAIM_MS } from "../../../analyzer/act/history/limits";

let folder: string;
let file: string;
let clock: number;
const claims = () => new Claims(file, () => clock);
const left = () => readdirSync(folder).sort();
const dead = () => thisHolder().replace(/^(\S+) \d+ \S+/, "$1 4194305 1");
const claimed = (result: Claim | Busy): Claim => {
  if ("holder" in result) throw new Error(`held by ${result.holder}`);
  return result;
};

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "drparity-claims-"));
  file = path.join(folder, "h");
  clock = 0;
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("a holder", () => {
  it("is alive while its process runs, and dead when another has its number", () => {
    const me = thisHolder();
    expect(lifeOf(me)).toBe("alive");
    expect(lifeOf(dead())).toBe("dead");
    if (process.platform === "linux") expect(lifeOf(me.replace(/ \d+ (\S+)$/, " 1 $1"))).toBe("dead");
  });

  it.each(["", "x", "other-machine 1 1 token", "not a claim"])("of which nobody can tell: %j", (holder) => {
    expect(lifeOf(holder)).toBe("unknown");
  });
});

describe("a claim", () => {
  it("is had by one at a time, and given back", async () => {
    const first = claimed(await claims().take(1));
    expect(await first.holds()).toBe(true);
    expect(await claims().take(1)).toEqual({ holder: `process ${String(process.pid)}` });
    await first.release(false);
    claimed(await claims().take(1));
  });

  it("goes to exactly one of many when its holder is dead", async () => {
    symlinkSync(dead(), `${file}.claim-1-0`);
    const results = await Promise.all(Array.from({ length: 20 }, () => claims().take(1)));
    expect(results.filter((result) => "holds" in result)).toHaveLength(1);
    expect(readlinkSync(`${file}.claim-1-1`)).toContain(String(process.pid));
  });

  it("goes over from one dead holder to the next", async () => {
    symlinkSync(dead(), `${file}.claim-1-0`);
    symlinkSync(dead(), `${file}.claim-1-1`);
    await claimed(await claims().take(1)).release(true);
    expect(left()).toEqual([]);
  });

  it("of another machine counts as dead once it was seen unchanged for long enough", async () => {
    symlinkSync("other-machine 1 1 token", `${file}.claim-1-0`);
    const waiting = claims();
    expect(await waiting.take(1)).toEqual({ holder: "process 1" });
    clock += FOREIGN_CLAIM_MS - 1;
    expect(await waiting.take(1)).toHaveProperty("holder");
    clock += 1;
    claimed(await waiting.take(1));
  });

  it("of another machine that changes hands is waited for anew", async () => {
    symlinkSync("other-machine 1 1 token", `${file}.claim-1-0`);
    const waiting = claims();
    await waiting.take(1);
    clock += FOREIGN_CLAIM_MS;
    rmSync(`${file}.claim-1-0`);
    symlinkSync("other-machine 1 1 another", `${file}.claim-1-0`);
    expect(await waiting.take(1)).toHaveProperty("holder");
  });

  it("is lost to whoever took over from a holder that seemed dead", async () => {
    const slow = claimed(await claims().take(1));
    symlinkSync("other-machine 1 1 token", `${file}.claim-1-1`);
    expect(await slow.holds()).toBe(false);
    await slow.release(false);
    expect(left()).toEqual(["h.claim-1-1"]);
  });

  it("on a written entry clears earlier ones away, and nothing else", async () => {
    symlinkSync(dead(), `${file}.claim-1-0`);
    symlinkSync("other-machine 1 1 token", `${file}.claim-3-0`);
    for (const name of [`${file}.claim-notes`, `${folder}/g.claim-1-0`]) writeFileSync(name, "");
    await claimed(await claims().take(2)).release(true);
    expect(left()).toEqual(["g.claim-1-0", "h.claim-3-0", "h.claim-notes"]);
  });
});
