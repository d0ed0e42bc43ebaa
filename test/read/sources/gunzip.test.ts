import { gzipSync } from "node:zlib";
import { gunzip } from "../../../analyzer/read/sources/gunzip";
import { inputError } from "./helpers";

describe("gunzip", () => {
  const gz = gzipSync("content");

  it.each([
    ["no gzip at all", Buffer.from("content")],
    ["gzip", gz],
    ["gzip in gzip", gzipSync(gz)],
    ["gzip of several members", Buffer.concat([gzipSync("con"), gzipSync("tent")])],
  ])("reads %s", async (_, bytes) => {
    expect((await gunzip(bytes, "x")).toString()).toBe("content");
  });

  it("refuses a third layer", async () => {
    expect((await inputError(gunzip(gzipSync(gzipSync(gz)), "x"))).what).toMatch("more than 2 times");
  });

  it("refuses a bomb as soon as it passes the limit", async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000));
    expect((await inputError(gunzip(bomb, "bomb.gz", 1_000_000))).what).toMatch("more than 1,000,000 bytes");
  });

  it("refuses one that unpacks to far more than its size, long before the limit", async () => {
    const bomb = gzipSync(Buffer.alloc(80_000_000));
    expect((await inputError(gunzip(bomb, "bomb.gz"))).what).toMatch("more than 300 times its size");
    expect(await gunzip(gzipSync(Buffer.alloc(60_000_000)), "small.gz")).toHaveLength(60_000_000);
  });

  it("refuses a bomb in the second layer", async () => {
    const bomb = gzipSync(gzipSync(Buffer.alloc(5_000_000)));
    expect((await inputError(gunzip(bomb, "bomb.gz", 1_000_000))).what).toMatch("more than 1,000,000 bytes");
  });

  it("says that it is cut off, and where", async () => {
    const error = await inputError(gunzip(gz.subarray(0, 20), "x.gz"));
    expect(error.what).toBe("The gzip data is cut off: it ends too early, after 20 compressed bytes.");
  });

  it("says that it is damaged", async () => {
    const damaged = Buffer.from(gz);
    damaged[12] = 0xff;
    expect((await inputError(gunzip(damaged, "x.gz"))).what).toMatch("damaged");
  });
});
