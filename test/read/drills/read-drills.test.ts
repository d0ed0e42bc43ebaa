import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseDrill } from "../../../analyzer/read/drills/parse";
import { readDrills } from "../../../analyzer/read/drills/read-drills";
import { fakeS3, type FakeS3 } from "../../act/history/support/fake-s3";
import { drillReport, FAILED } from "../../support/drills";

const parsed = (change: object) => parseDrill(JSON.stringify({ ...drillReport("01"), ...change }));

describe("the report of a drill", () => {
  it.each<object>([
    { schemaVersion: "2.0" },
    { pair: 7 },
    { drill: undefined },
    { outcome: "won" },
    { began: "yesterday" },
    { began: "2026-11-01T03:00:00Z (\u001b[31m)" },
    { ended: "2026-13-41T99:00:00Z" },
    { everySeconds: -1 },
    { everySeconds: null },
    { targets: null },
    { targets: { rtoSeconds: "900", rpoSeconds: 900 } },
    { rtoSeconds: "fast" },
    { rpoSeconds: undefined },
    { steps: {} },
    { steps: [{ wave: "restore", name: "orders" }] },
    { steps: Array.from({ length: 1001 }, () => ({ wave: "a", name: "b", seconds: 1 })) },
    { losses: [{ name: 1, seconds: 2 }] },
    { failure: "all" },
    { cleanedUp: "yes" },
  ])("is none with %j", (change) => {
    expect(parsed(change)).toBeUndefined();
  });

  it.each(["", "[]", "null", "{}", '{"schemaVersion":', "[".repeat(100_000)])("is none in %j", (text) => {
    expect(parseDrill(text)).toBeUndefined();
  });

  it("may have figures that nobody knows, and what later versions add", () => {
    expect(parsed({ rtoSeconds: null, rpoSeconds: null, schemaVersion: "1.7", more: [] })).toBeDefined();
    expect(parsed(FAILED)).toMatchObject(FAILED);
  });
});

describe("reports in a directory", () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), "drparity-drills-"))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const write = (name: string, text: string) => writeFileSync(path.join(folder, name), text);

  it("are read without what else lies there", async () => {
    write("b.json", JSON.stringify(drillReport("02")));
    write("a.json", JSON.stringify(drillReport("01")));
    write("a.html", "<p>");
    expect((await readDrills(folder)).map(({ began }) => began.slice(8, 10))).toEqual(["01", "02"]);
  });

  it("are an error where one is none, is too large, or there is no such place", async () => {
    await expect(readDrills(path.join(folder, "nowhere"))).rejects.toThrow(
      "There is no such file or directory",
    );
    write("a.json", "{}");
    await expect(readDrills(folder)).rejects.toThrow(/a\.json: This is no report of a drill/);
    write("a.json", " ".repeat(1024 ** 2 + 1));
    await expect(readDrills(folder)).rejects.toThrow("This is no report of a drill");
    rmSync(path.join(folder, "a.json"));
    mkdirSync(path.join(folder, "a.json"));
    await expect(readDrills(folder)).rejects.toThrow("This is no report of a drill");
  });
});

describe("reports in S3", () => {
  let s3: FakeS3;
  const before = { ...process.env };
  beforeEach(async () => {
    s3 = await fakeS3(3);
    Object.assign(process.env, {
      AWS_ENDPOINT_URL_S3: s3.endpoint,
      AWS_REGION: "eu-central-1",
      AWS_ACCESS_KEY_ID: "x",
      AWS_SECRET_ACCESS_KEY: "x",
    });
  });
  afterEach(async () => {
    process.env = { ...before };
    await s3.close();
  });

  it.each(["s3://reports/drills", "s3://reports/drills/"])(
    "are read page by page below %s",
    async (location) => {
      for (const day of ["01", "02", "03", "04", "05"]) {
        s3.objects.set(`drills/${day}.json`, JSON.stringify(drillReport(day)));
        s3.objects.set(`drills/${day}.html`, "<p>");
      }
      s3.objects.set("drills-of-others/01.json", "{}");
      expect((await readDrills(location)).map(({ began }) => began.slice(8, 10))).toEqual([
        "01",
        "02",
        "03",
        "04",
        "05",
      ]);
    },
  );

  it("are an error where one is none, or may not be listed", async () => {
    s3.objects.set("drills/01.json", "{}");
    await expect(readDrills("s3://reports/drills")).rejects.toThrow(
      "s3://reports/drills/01.json: This is no report",
    );
    s3.fault = () => ({ status: 403, code: "AccessDenied" });
    await expect(readDrills("s3://reports/drills")).rejects.toThrow(/s3:\/\/reports\/drills: /);
  });
});
