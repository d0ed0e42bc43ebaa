import { entryLine, seal } from "../../../analyzer/act/history/chain";
import { openHistory } from "../../../analyzer/act/history/open";
import { S3History } from "../../../analyzer/act/history/s3";
import { inputError } from "../../read/sources/helpers";
import { fakeS3, type FakeS3, type Fault } from "./support/fake-s3";
import { run } from "./support/records";

const LOCATION = "s3://bucket/drparity/storefront";
const key = (n: number) => `drparity/storefront/${String(n).padStart(12, "0")}.json`;
const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1);

let s3: FakeS3;
const config = (attempts = 1, socketTimeout = 20_000) => ({
  endpoint: s3.endpoint,
  forcePathStyle: true,
  region: "us-west-2",
  maxAttempts: attempts,
  credentials: { accessKeyId: "AKIAEXAMPLE", secretAccessKey: "hunter2" },
  requestHandler: { connectionTimeout: 20_000, socketTimeout },
});
const history = (...of: Parameters<typeof config>) => new S3History(LOCATION, config(...of));
const sequences = async () => (await history().entries()).map(({ sequence }) => sequence);

/** What goes wrong with the first `times` requests of a method. */
function faulty(method: string, fault: Fault, times = 1): void {
  let left = times;
  s3.fault = (asked) => (asked === method && left-- > 0 ? fault : undefined);
}

beforeEach(async () => {
  s3 = await fakeS3(3);
});
afterEach(() => s3.close());

describe("a history in S3", () => {
  it("has no entries before the first append", async () => {
    expect(await history().entries()).toEqual([]);
  });

  it("keeps an object for each entry, written on condition that there is none", async () => {
    const first = await history().append(run(1, ["a"]));
    const second = await history().append(run(2));
    expect([...s3.objects.keys()]).toEqual([key(1), key(2)]);
    expect(await history().entries()).toEqual([first, second]);
    const puts = s3.requests.filter(({ method }) => method === "PUT");
    expect(new Set(puts.map(({ headers }) => headers["if-none-match"]))).toEqual(new Set(["*"]));
    expect(JSON.parse(s3.objects.get(key(2)) ?? "")).toEqual(second);
  });

  it("leaves encryption to the bucket's default", async () => {
    await history().append(run(1));
    const put = s3.requests.find(({ method }) => method === "PUT");
    expect(Object.keys(put?.headers ?? {}).filter((name) => name.includes("encryption"))).toEqual([]);
  });

  it("is read over all pages of the list, whatever else lies there", async () => {
    for (const day of upTo(10)) await history().append(run(day));
    for (const other of ["report.html", "000000000099.json.bak", "sub/000000000001.json", "1.json"]) {
      s3.objects.set(`drparity/storefront/${other}`, "x");
    }
    s3.objects.set("drparity/storefront-2/000000000011.json", "x");
    expect(await sequences()).toEqual(upTo(10));
    expect((await history().append(run(11))).sequence).toBe(11);
  });

  it("is opened by its location", () => {
    expect(openHistory(LOCATION)).toBeInstanceOf(S3History);
    expect(() => openHistory("s3://")).toThrow("names no place in S3");
  });
});

describe("many writers at once", () => {
  it("lose nothing where another's entry takes the place of one that was said to be written", async () => {
    let puts = 0;
    s3.fault = (method) => {
      if (method === "PUT" && ++puts === 2) s3.objects.set(key(1), entryLine(seal(run(9), null), LOCATION));
      return undefined;
    };
    expect((await history().append(run(1))).sequence).toBe(2);
    expect((await history().entries()).map((entry) => entry.run.id)).toEqual([run(9).run.id, run(1).run.id]);
  });

  it("lose nothing", async () => {
    const written = await Promise.all(upTo(20).map((day) => history().append(run(day))));
    expect(await sequences()).toEqual(upTo(20));
    const kept = (await history().entries()).map(({ sequence, run: { id } }) => `${String(sequence)} ${id}`);
    expect(written.map(({ sequence, run: { id } }) => `${String(sequence)} ${id}`).sort()).toEqual(
      kept.sort(),
    );
  }, 60_000);
});

describe("a write whose answer is lost", () => {
  it.each<[string, Fault, number]>([
    ["by a broken connection", "answer-lost", 1],
    ["and the SDK's own attempts too", "answer-lost", 3],
  ])("%s is written once", async (_what, fault, attempts) => {
    await history().append(run(1));
    faulty("PUT", fault, attempts);
    expect((await history(attempts).append(run(2))).sequence).toBe(2);
    expect(await sequences()).toEqual([1, 2]);
  });

  it("is written once though it says the same as the entry before", async () => {
    await history().append(run(1));
    await history().append(run(1));
    expect(await sequences()).toEqual([1, 2]);
  });

  it.each<[string, Fault]>([
    ["S3 does not answer", "silent"],
    ["S3 is at fault", { status: 503, code: "SlowDown" }],
    ["another write of the number is under way", { status: 409, code: "ConditionalRequestConflict" }],
  ])("is tried again when %s", async (_what, fault) => {
    faulty("PUT", fault, 2);
    await history(1, 200).append(run(1));
    expect(await sequences()).toEqual([1]);
  });
});

describe("a failure of S3", () => {
  it.each<[string, Fault, string]>([
    ["PUT", { status: 403, code: "AccessDenied" }, "denies writing to the history"],
    ["PUT", { status: 501, code: "NotImplemented" }, "no conditional writes"],
    ["PUT", { status: 503, code: "SlowDown" }, "SlowDown, HTTP 503"],
    ["PUT", "silent", "did not answer in time"],
    ["GET", { status: 403, code: "AccessDenied" }, "denies listing the history"],
    ["GET", { status: 404, code: "NoSuchBucket" }, "no such bucket"],
    ["GET", "silent", "did not answer in time"],
  ])(
    "of %s is explained: %j",
    async (method, fault, what) => {
      faulty(method, fault, 100);
      const error = await inputError(history(1, 200).append(run(1)));
      expect(error.message).toContain(what);
      expect(error.where).toBe(LOCATION);
      expect(error.message).not.toContain("hunter2");
      expect(s3.objects.size).toBe(0);
    },
    20_000,
  );

  it("that is silent, to ignore conditions, is found out by the first run", async () => {
    s3.heedsConditions = false;
    const error = await inputError(history().append(run(1)));
    expect(error.what).toMatch("ignores conditional writes");
    expect(error.fix).toMatch("This run is recorded");
    expect(await sequences()).toEqual([1]);
  });

  it.each([
    ["expired credentials", 400, "ExpiredToken", /expired/i],
    ["the wrong region", 301, "PermanentRedirect", /region/i],
    ["throttling", 503, "SlowDown", /SlowDown/],
  ])(
    "of a kind that passes or not, %s, is explained, and nothing is written",
    async (_what, status, code, what) => {
      faulty("PUT", { status, code }, 100);
      const error = await inputError(history(1, 200).append(run(1)));
      expect(error.message).toMatch(what);
      expect(error.message).not.toContain("hunter2");
      expect(s3.objects.size).toBe(0);
    },
    20_000,
  );

  it.each<[string, Fault, RegExp]>([
    ["breaks off in its middle", "cut", /connection was lost/],
    ["comes a byte now and then", "dripping", /too long in all/],
  ])("while reading, when an answer %s, is explained, and nothing is written", async (_what, fault, what) => {
    await history().append(run(1));
    s3.fault = (method, asked) => (method === "GET" && asked === key(1) ? fault : undefined);
    const slow = new S3History(LOCATION, config(), 400);
    expect((await inputError(slow.entries())).what).toMatch(what);
    expect((await inputError(slow.append(run(2)))).what).toMatch(what);
    expect(s3.objects.size).toBe(1);
  });

  it("while reading, when objects cannot be had, is explained", async () => {
    for (const day of upTo(3)) await history().append(run(day));
    s3.fault = (_, asked) => (asked === key(2) ? { status: 403, code: "AccessDenied" } : undefined);
    expect((await inputError(history().entries())).what).toContain("denies access");
  });
});

describe("a tampered history", () => {
  beforeEach(async () => {
    for (const day of upTo(4)) await history().append(run(day));
  });

  it("names the object that was removed", async () => {
    s3.objects.delete(key(2));
    expect((await inputError(history().entries())).what).toContain("entry 2 is missing before entry 3");
  });

  it("names the object that was changed", async () => {
    s3.objects.set(key(2), (s3.objects.get(key(2)) ?? "").replace('"score":100', '"score":99'));
    const error = await inputError(history().entries());
    expect(error.what).toContain(`entry 2 (s3://bucket/${key(2)}) was changed`);
  });

  it("names the object that is another's copy, or no entry", async () => {
    s3.objects.set(key(3), s3.objects.get(key(2)) ?? "");
    expect((await inputError(history().entries())).where).toBe(`s3://bucket/${key(3)}`);
    s3.objects.set(key(3), "{}");
    expect((await inputError(history().entries())).what).toContain("not the entry that its key names");
  });

  it("is not written to when its last entry was changed", async () => {
    s3.objects.set(key(4), (s3.objects.get(key(4)) ?? "").replace('"score":100', '"score":99'));
    expect((await inputError(history().append(run(5)))).what).toContain("entry 4");
    expect(s3.objects.size).toBe(4);
  });
});
