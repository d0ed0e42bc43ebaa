import { isOpen } from "../../../../analyzer/act/remediate/automatic/window";

describe("a change window", () => {
  const night = { days: ["fri"], start: "22:00", end: "04:00" } as const;
  const day = { days: ["mon", "tue"], start: "09:00", end: "17:00" } as const;

  // 2026-11-20 is a Friday.
  it.each([
    [day, "2026-11-23T09:00:00Z", true],
    [day, "2026-11-23T16:59:59Z", true],
    [day, "2026-11-23T17:00:00Z", false],
    [day, "2026-11-23T08:59:59Z", false],
    [day, "2026-11-25T12:00:00Z", false],
    [day, "2026-11-23T18:30:00+04:00", true],
    [night, "2026-11-20T22:00:00Z", true],
    [night, "2026-11-21T03:59:00Z", true],
    [night, "2026-11-21T04:00:00Z", false],
    [night, "2026-11-21T22:30:00Z", false],
    [night, "2026-11-20T03:00:00Z", false],
  ])("%j at %s is open: %s", (window, at, open) => {
    expect(isOpen(window, new Date(at))).toBe(open);
  });
});
