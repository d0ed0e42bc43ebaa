import { constants } from "node:buffer";
import { decodeText } from "../../../analyzer/read/sources/decode";
import { inputError } from "./helpers";

const TEXT = '{"name":"größe 東京 👍"}';
const little = Buffer.from(TEXT, "utf16le");
const big = Buffer.from(little).swap16();
const mark = (bytes: number[], text: Buffer) => Buffer.concat([Buffer.from(bytes), text]);

describe("decodeText", () => {
  it.each([
    ["UTF-8", Buffer.from(TEXT)],
    ["UTF-8 with a byte order mark", mark([0xef, 0xbb, 0xbf], Buffer.from(TEXT))],
    ["UTF-16 LE with a byte order mark (PowerShell)", mark([0xff, 0xfe], little)],
    ["UTF-16 BE with a byte order mark", mark([0xfe, 0xff], big)],
    ["UTF-16 LE without a mark", little],
    ["UTF-16 BE without a mark", big],
  ])("reads %s", (_, bytes) => {
    const copy = Buffer.from(bytes);
    expect(decodeText(bytes, "x")).toBe(TEXT);
    expect(bytes).toEqual(copy);
  });

  it("reads what a file may legally hold: the replacement character itself", () => {
    expect(decodeText(Buffer.from('"\ufffd"'), "x")).toBe('"\ufffd"');
  });

  it("refuses another encoding, whose letters would silently become the same", async () => {
    const latin1 = Buffer.from('{"name":"größe"}', "latin1");
    expect((await inputError(() => decodeText(latin1, "x"))).what).toMatch("neither UTF-8 nor UTF-16");
  });

  it("leaves a text that is cut off within a character to the parser", () => {
    expect(decodeText(Buffer.from('{"a":"ö').subarray(0, -1), "x")).toBe('{"a":"\ufffd');
    expect(decodeText(mark([0xff, 0xfe], little.subarray(0, 5)), "x")).toBe('{"');
  });

  it("says that Node.js cannot hold a text of 512 MiB", async () => {
    const bytes = Buffer.alloc(constants.MAX_STRING_LENGTH + 1, 0x20);
    const error = await inputError(() => decodeText(bytes, "big.json"));
    expect(error.message).toMatch(/big\.json: .*512 MiB/);
  });
});
