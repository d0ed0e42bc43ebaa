import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { canonical } from "../../../analyzer/act/history/canonical";
import { checkLink, entryLine, hashOf, seal } from "../../../analyzer/act/history/chain";
import type { HistoryEntry } from "../../../analyzer/act/history/entry";
import { LocalHistory } from "../../../analyzer/act/history/local";
import { parseEntry } from "../../../analyzer/act/history/parse";
import type { Json, JsonObject } from "../../../analyzer/base/json";
import { inputError } from "../../read/sources/helpers";
import { run } from "./support/records";

/** A chain of runs, one a day. */
function chain(length: number): HistoryEntry[] {
  const entries: HistoryEntry[] = [];
  for (let day = 1; day <= length; day++) entries.push(seal(run(day, ["a"]), entries.at(-1) ?? null));
  return entries;
}

function verify(entries: readonly HistoryEntry[]): void {
  let last: HistoryEntry | null = null;
  for (const [i, entry] of entries.entries()) {
    checkLink(entry, last, "history", `line ${String(i + 1)}`);
    last = entry;
  }
}

describe("canonical JSON", () => {
  it("does not depend on the order of members, nor on white space", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const json = JSON.parse(JSON.stringify(value)) as Json;
        expect(canonical(reversed(json))).toBe(canonical(json));
        expect(JSON.parse(canonical(json))).toEqual(json);
      }),
    );
  });

  it("tells any two values apart", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        const [one, other] = [a, b].map((value) => JSON.parse(JSON.stringify(value)) as Json);
        const same = canonical(one ?? null) === canonical(other ?? null);
        let equal = true;
        try {
          expect(one).toEqual(other);
        } catch {
          equal = false;
        }
        expect(same).toBe(equal);
      }),
    );
  });

  it("keeps a member that is named __proto__", () => {
    expect(canonical(JSON.parse('{"b":1,"__proto__":{"x":2}}') as Json)).toBe('{"__proto__":{"x":2},"b":1}');
  });
});

describe("an entry", () => {
  const [entry] = chain(1) as [HistoryEntry];

  it("is verified by anybody with sorted JSON and SHA-256", () => {
    const { hash, ...rest } = JSON.parse(entryLine(entry, "x")) as Record<string, unknown>;
    const flat = JSON.stringify(rest);
    expect(canonical(rest as JsonObject)).toBe(flat);
    expect(createHash("sha256").update(flat).digest("hex")).toBe(hash);
  });

  it("is no other's double, though both say the same", () => {
    expect(seal(run(1), null).hash).not.toBe(seal(run(1), null).hash);
  });

  it("comes back as it was from the text that stores it", () => {
    expect(parseEntry(entryLine(entry, "x"))).toEqual(entry);
  });

  it("may hold what a later version adds, and the hash covers that", () => {
    const later = { ...entry, tags: ["x"] };
    const sealed = { ...later, hash: hashOf(later) };
    const read = parseEntry(entryLine(sealed, "x")) as HistoryEntry;
    expect(hashOf(read)).toBe(sealed.hash);
    expect(hashOf({ ...read, tags: ["y"] } as never)).not.toBe(sealed.hash);
  });

  it.each([
    ["", "{", "null", "[]", "{}"],
    ...Object.keys(entry).map((member) => [JSON.stringify({ ...entry, [member]: { x: 1 } })]),
    [JSON.stringify({ ...entry, findings: [{ id: 1 }] })],
    [
      JSON.stringify({ ...entry, at: "2026-01-01 (\u001b[2J)" }),
      JSON.stringify({ ...entry, at: "2026-13-01T00:00:00Z" }),
    ],
    [JSON.stringify({ ...entry, more: nested(100) })],
  ])("is not: %.60s", (...texts) => {
    for (const text of texts) expect(parseEntry(text)).toBeUndefined();
  });

  it("is not what nests so deep that walking it would overflow the stack", () => {
    const deep = `${"[".repeat(1_000_000)}${"]".repeat(1_000_000)}`;
    expect(parseEntry(`{"more":${deep},${JSON.stringify(entry).slice(1)}`)).toBeUndefined();
  });

  it("that is too large is refused before anything is written", () => {
    const huge = seal(run(1, [], { problems: ["x".repeat(17 * 1024 ** 2)] }), null);
    expect(() => entryLine(huge, "h")).toThrow("too many findings");
  });
});

describe("the chain", () => {
  it("holds for what was appended", () => {
    expect(() => verify(chain(5))).not.toThrow();
  });

  const [a, b, c, d] = chain(4) as [HistoryEntry, HistoryEntry, HistoryEntry, HistoryEntry];
  it.each<[string, HistoryEntry[], string]>([
    ["a changed entry", [a, { ...b, score: 1 }, c], "entry 2 (line 2) was changed"],
    ["a removed entry", [a, c], "entry 2 is missing before entry 3 (line 2)"],
    ["removed entries", [a, d], "entries 2 to 3 are missing before entry 4"],
    ["a removed beginning", [b], "entry 1 is missing before entry 2"],
    ["a repeated entry", [a, b, b], "entry 2 (line 3) stands where entry 3 belongs"],
    ["exchanged entries", [a, c, b], "entry 2 is missing before entry 3 (line 2)"],
    [
      "an entry that was sealed again",
      [a, seal(run(9), a), c],
      "entry 3 (line 3) does not follow on entry 2",
    ],
  ])("names %s", (_what, spoiled, wrong) => {
    expect(() => verify(spoiled)).toThrow(wrong);
  });

  it("cannot tell that its end was cut off", () => {
    expect(() => verify(chain(4).slice(0, 2))).not.toThrow();
  });

  it("shows every change of any byte, and any other order", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "drparity-chain-"));
    try {
      const file = path.join(folder, "h");
      const history = new LocalHistory(file, () => undefined);
      for (let day = 1; day <= 3; day++) await history.append(run(day, ["a"]));
      const whole = readFileSync(file);
      const lastLine = whole.subarray(0, -1).lastIndexOf(10);
      await fc.assert(
        fc.asyncProperty(fc.nat(lastLine - 1), fc.integer({ min: 33, max: 126 }), async (at, byte) => {
          fc.pre(whole[at] !== byte);
          const spoiled = Buffer.from(whole);
          spoiled[at] = byte;
          writeFileSync(file, spoiled);
          await inputError(history.entries());
        }),
        { numRuns: 300 },
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

function reversed(value: Json): Json {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, item]) => [key, reversed(item)]),
  );
}

function nested(depth: number): Json {
  return depth === 0 ? [] : [nested(depth - 1)];
}
