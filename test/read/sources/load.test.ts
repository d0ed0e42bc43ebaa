import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { loadSource } from "../../../analyzer/read/sources/load";
import type { S3Location } from "../../../analyzer/read/sources/s3-location";
import { inputError, io, PLAN, planText, RAW_STATE, SAVED_PLAN, STATE, stream, withFiles } from "./helpers";

const little = Buffer.from(`\ufeff${planText}`, "utf16le");

describe("loadSource: a file", () => {
  it.each([
    ["a plan", planText, "plan", PLAN],
    ["a state", JSON.stringify(STATE), "state", STATE],
    ["a raw state", JSON.stringify(RAW_STATE, null, 2), "raw-state", RAW_STATE],
    ["gzip", gzipSync(planText), "plan", PLAN],
    ["gzip in gzip", gzipSync(gzipSync(planText)), "plan", PLAN],
    ["UTF-16 from PowerShell", little, "plan", PLAN],
    ["UTF-16 in gzip", gzipSync(little), "plan", PLAN],
    [
      "the output of setup-terraform's wrapper",
      `[command]terraform show\n${planText}\n::debug::x\n`,
      "plan",
      PLAN,
    ],
  ] as const)("reads %s, whatever it is called", async (_, content, kind, document) => {
    await withFiles({ "some name.zip": content }, async (directory) => {
      const label = join(directory, "some name.zip");
      expect(await loadSource(label, io())).toEqual({ label, kind, document });
    });
  });

  it("reads a saved plan through Terraform", async () => {
    await withFiles({ plan: SAVED_PLAN }, async (directory) => {
      const path = join(directory, "plan");
      const shown: string[] = [];
      const showPlan = (...args: string[]) => {
        shown.push(...args);
        return Promise.resolve(Buffer.from(planText));
      };
      expect(await loadSource(path, io({ showPlan }))).toEqual({ label: path, kind: "plan", document: PLAN });
      expect(shown).toEqual([path, path]);
    });
  });

  it("reads a named pipe, as of a process substitution", async () => {
    await withFiles({ "plan.json": planText }, async (directory) => {
      const script = `mkfifo '${directory}/pipe' && (cat '${directory}/plan.json' > '${directory}/pipe' &)`;
      execFileSync("sh", ["-c", script], { stdio: "ignore" });
      expect((await loadSource(join(directory, "pipe"), io())).kind).toBe("plan");
    });
  });

  it.each([
    ["nothing", "", "This is empty."],
    ["a mark and nothing else", Buffer.from([0xef, 0xbb, 0xbf]), "This is empty."],
    ["nothing, in gzip", gzipSync(""), "This is empty."],
    ["half a plan", planText.slice(0, 70), "cut off: it ends in the middle, after byte 70."],
    [
      "half a plan, in gzip",
      gzipSync(planText.slice(0, 70)),
      "cut off: it ends in the middle, after byte 70.",
    ],
    ["half of a gzip", gzipSync(planText).subarray(0, 40), "The gzip data is cut off"],
    ["another archive", Buffer.from("PK\u0003\u0004lambda.js"), "zip archive, but not a saved plan"],
    ["a saved plan in gzip", gzipSync(SAVED_PLAN), "only Terraform can read it"],
    ["package.json", '{"name":"a","scripts":{}}', "package.json of npm"],
    ["bytes", Buffer.from([0, 0, 1, 2, 3]), "binary file"],
  ])("refuses %s", async (_, content, what) => {
    await withFiles({ "a.json": content }, async (directory) => {
      const error = await inputError(loadSource(join(directory, "a.json"), io()));
      expect(error.what).toContain(what);
      expect(error.where).toBe(join(directory, "a.json"));
    });
  });

  it("refuses a file that is missing, by the name that the user gave, made printable", async () => {
    const error = await inputError(loadSource("no/\u001b[2Jsuch.json", io()));
    expect(error.message).toMatch("no/\\x1b[2Jsuch.json: There is no such file or directory.");
  });

  it("refuses a path through a file", async () => {
    await withFiles({ file: "x" }, async (directory) => {
      expect((await inputError(loadSource(join(directory, "file", "plan.json"), io()))).what).toMatch(
        "not a directory",
      );
    });
  });

  it("refuses a name that no path can have", async () => {
    await inputError(loadSource("a\u0000b", io()));
    await inputError(loadSource("a".repeat(5000), io()));
  });
});

describe("loadSource: standard input", () => {
  it("reads it", async () => {
    const stdin = stream(planText.slice(0, 9), planText.slice(9));
    expect(await loadSource("-", io({ stdin }))).toEqual({ label: "-", kind: "plan", document: PLAN });
  });

  it("refuses a second reading", async () => {
    const once = io({ stdin: stream(planText) });
    await loadSource("-", once);
    expect((await inputError(loadSource("-", once))).message).toMatch(
      "standard input: Standard input is named as a source more than once",
    );
  });

  it("refuses a terminal, on which it would wait for ever", async () => {
    const stdin = Object.assign(stream(), { isTTY: true });
    expect((await inputError(loadSource("-", io({ stdin })))).what).toMatch("is a terminal");
  });

  it.each([
    ["nothing", "", "This is empty."],
    ["a saved plan", SAVED_PLAN, "only Terraform can read it"],
  ])("refuses %s", async (_, content, what) => {
    const error = await inputError(loadSource("-", io({ stdin: stream(content) })));
    expect(error.what).toContain(what);
    expect(error.where).toBe("standard input");
  });
});

describe("loadSource: S3", () => {
  it("reads an object, plain or compressed", async () => {
    const asked: S3Location[] = [];
    const fetchS3 = (location: S3Location) => {
      asked.push(location);
      return stream(gzipSync(JSON.stringify(RAW_STATE)));
    };
    const spec = "s3://bucket/env/dr.tfstate?versionId=v.1";
    expect(await loadSource(spec, io({ fetchS3 }))).toEqual({
      label: spec,
      kind: "raw-state",
      document: RAW_STATE,
    });
    expect(asked).toEqual([{ spec, bucket: "bucket", key: "env/dr.tfstate", versionId: "v.1" }]);
  });

  it("refuses a saved plan: it can be read only where it was made", async () => {
    const fetchS3 = () => stream(SAVED_PLAN);
    expect((await inputError(loadSource("s3://b/k", io({ fetchS3 })))).what).toMatch(
      "only Terraform can read it",
    );
  });
});

describe("loadSource: anything else", () => {
  it("refuses other URLs, and does not show a password in one", async () => {
    const error = await inputError(loadSource("https://user:hunter2@example.com/plan.json", io()));
    expect(error.message).toMatch("https://...: Sources of this kind cannot be read.");
  });

  it("refuses an empty name", async () => {
    expect((await inputError(loadSource("", io()))).what).toMatch("empty");
  });
});
