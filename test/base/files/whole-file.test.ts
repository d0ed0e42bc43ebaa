import {
  chmodSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import * as promises from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { writeNewFile, writeWholeFile } from "../../../analyzer/base/files/whole-file";

let folder: string;
const at = (name: string) => path.join(folder, name);
const modeOf = (name: string) => (statSync(at(name)).mode & 0o777).toString(8);

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "drparity-whole-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe("a file that is written whole", () => {
  it.each(["600", "640", "644", "755", "444"])(
    "keeps the mode %s of the one that was there",
    async (mode) => {
      writeFileSync(at("report"), "old");
      chmodSync(at("report"), parseInt(mode, 8));
      await writeWholeFile(at("report"), "new");
      expect(readFileSync(at("report"), "utf8")).toBe("new");
      expect(modeOf("report")).toBe(mode);
    },
  );

  it("has the mode that the umask leaves when it is new", async () => {
    await writeWholeFile(at("report"), "new");
    await writeNewFile(at("other"), "new");
    const left = (0o666 & ~process.umask()).toString(8);
    expect([modeOf("report"), modeOf("other")]).toEqual([left, left]);
  });

  const forRoot = process.getuid?.() === 0 ? it : it.skip;
  forRoot("keeps its owner where this user may give files away", async () => {
    writeFileSync(at("report"), "old");
    await promises.chown(at("report"), 4242, 2424);
    await writeWholeFile(at("report"), "new");
    expect(statSync(at("report"))).toMatchObject({ uid: 4242, gid: 2424 });
  });

  it("is replaced where a symbolic link leads to it, and the link stays", async () => {
    writeFileSync(at("report"), "old");
    symlinkSync("report", at("link"));
    await writeWholeFile(at("link"), "new");
    expect(lstatSync(at("link")).isSymbolicLink()).toBe(true);
    expect(readFileSync(at("report"), "utf8")).toBe("new");
  });

  it("is not written through a link that somebody planted under the name that partial files had", async () => {
    writeFileSync(at("victim"), "precious");
    symlinkSync("victim", at(`report.${String(process.pid)}.partial`));
    await writeWholeFile(at("report"), "new");
    expect(readFileSync(at("victim"), "utf8")).toBe("precious");
    expect(lstatSync(at("report")).isFile()).toBe(true);
  });

  it("leaves nothing beside it, written or not", async () => {
    await writeWholeFile(at("report"), "new");
    await expect(writeWholeFile(folder, "new")).rejects.toMatchObject({ code: "EISDIR" });
    await expect(writeWholeFile(at("no/report"), "new")).rejects.toMatchObject({ code: "ENOENT" });
    expect(readdirSync(folder)).toEqual(["report"]);
  });

  it("is the old one or a new one at any moment, whoever else writes it", async () => {
    const contents = ["a", "b", "c"].map((letter) => letter.repeat(200_000));
    await writeWholeFile(at("report"), contents[0] ?? "");
    const writers = Promise.all(
      contents.flatMap((text) => Array.from({ length: 5 }, () => writeWholeFile(at("report"), text))),
    );
    let over = false;
    void writers.then(() => (over = true));
    while (!over) {
      expect(contents).toContain(await promises.readFile(at("report"), "utf8"));
    }
    await writers;
    expect(readdirSync(folder)).toEqual(["report"]);
  });
});

describe("a file that is written only where there is none", () => {
  it("never touches one that is there, nor what a dangling link names", async () => {
    writeFileSync(at("policy"), "mine");
    symlinkSync("elsewhere", at("dangling"));
    for (const name of ["policy", "dangling"])
      await expect(writeNewFile(at(name), "new")).rejects.toMatchObject({ code: "EEXIST" });
    expect(readFileSync(at("policy"), "utf8")).toBe("mine");
    expect(readdirSync(folder).sort()).toEqual(["dangling", "policy"]);
  });

  it("is written by one of many at once", async () => {
    const ends = await Promise.allSettled(
      Array.from({ length: 20 }, (_, i) => writeNewFile(at("one"), String(i))),
    );
    expect(ends.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(readdirSync(folder)).toEqual(["one"]);
  });
});
