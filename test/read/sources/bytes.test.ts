import { collect } from "../../../analyzer/read/sources/bytes";
import { inputError, stream } from "./helpers";

describe("collect", () => {
  it("joins the chunks", async () => {
    expect((await collect(stream("ab", "", "c"), "x")).toString()).toBe("abc");
  });

  it("takes exactly as much as the limit", async () => {
    expect(await collect(stream("ab", "cd"), "x", 4)).toHaveLength(4);
  });

  it("stops reading at the limit, so that an endless stream ends", async () => {
    let closed = false;
    async function* endless() {
      try {
        for (;;) yield Promise.resolve(Buffer.alloc(1000));
      } finally {
        closed = true;
      }
    }
    const error = await inputError(collect(endless(), "/dev/zero", 5000));
    expect(error.message).toMatch("/dev/zero: This holds more than 5,000 bytes");
    expect(closed).toBe(true);
  });
});
