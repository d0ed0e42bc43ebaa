import { InputError } from "../../analyzer/base/errors";

describe("InputError", () => {
  it("tells where, what and the fix in two lines", () => {
    const error = new InputError({ where: "plan.json", what: "This is empty.", fix: "Write it again." });
    expect(error.message).toBe("plan.json: This is empty.\nWrite it again.");
    expect(error).toMatchObject({ name: "InputError", where: "plan.json", what: "This is empty." });
    expect(error).toBeInstanceOf(Error);
  });

  it("stays in two lines whatever the source is called", () => {
    const error = new InputError({ where: "a\n\u001b[2Jb", what: "What.", fix: "Fix." });
    expect(error.message).toBe("a\\n\\x1b[2Jb: What.\nFix.");
  });

  it("keeps the cause for debugging, out of the message", () => {
    const cause = new Error("inner secret");
    const error = new InputError({ where: "a", what: "b", fix: "c" }, { cause });
    expect(error.cause).toBe(cause);
    expect(error.message).not.toContain("secret");
  });
});
