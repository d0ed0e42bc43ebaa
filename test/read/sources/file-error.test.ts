import { InputError } from "../../../analyzer/base/errors";
import { fileError } from "../../../analyzer/read/sources/file-error";

const systemError = (code: string) => Object.assign(new Error(`${code}: secret`), { code });

describe("fileError", () => {
  it.each([
    ["ENOENT", "no such file"],
    ["EACCES", "may not be read by the current user"],
    ["EPERM", "may not be read by the current user"],
    ["EISDIR", "is a directory"],
    ["ENOTDIR", "not a directory"],
    ["ELOOP", "leads back to itself"],
    ["EIO", "cannot be read (EIO)"],
  ])("explains %s", (code, what) => {
    const error = fileError(systemError(code), "plan.json");
    expect(error).toBeInstanceOf(InputError);
    expect((error as InputError).message).toContain(what);
    expect((error as InputError).message).not.toContain("secret");
  });

  it("lets other errors pass", () => {
    const known = new InputError({ where: "a", what: "b", fix: "c" });
    const bug = new TypeError("bug");
    expect(fileError(known, "x")).toBe(known);
    expect(fileError(bug, "x")).toBe(bug);
  });
});
