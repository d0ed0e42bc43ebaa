import { duration, durationText, parseDuration } from "../../analyzer/base/duration";
import { InputError } from "../../analyzer/base/errors";

describe("a duration", () => {
  it.each([
    [0, "0 s", "0 s"],
    [59, "59 s", "59 s"],
    [90, "1 min 30 s", "1 min"],
    [3600, "1 h", "1 h"],
    [7530, "2 h 5 min 30 s", "2 h 5 min"],
    [172_799, "47 h 59 min 59 s", "47 h 59 min"],
    [172_800, "48 h", "2 days"],
    [300_000, "83 h 20 min", "3 days"],
  ])("of %s seconds is told to the second, or as it matters", (seconds, exact, rough) => {
    expect([duration(seconds), durationText(seconds)]).toEqual([exact, rough]);
  });

  it("is told in whole seconds, none of them negative, whatever the clock did", () => {
    expect(durationText(-5)).toBe("0 s");
    expect(durationText(59.9)).toBe("59 s");
  });

  it.each([
    ["1s", 1000],
    ["15m", 900_000],
    ["24h", 86_400_000],
  ])("is read from %s", (text, milliseconds) => {
    expect(parseDuration(text, "--timeout")).toBe(milliseconds);
  });

  it.each(["", "0s", "1", "25h", "1d", "-1s", "1.5h", "1h30m", "s"])("is not read from %j", (text) => {
    expect(() => parseDuration(text, "--timeout")).toThrow(InputError);
  });
});
