import { hasNews, healthChanged, type DriftReport } from "../../../analyzer/act/drift/drift-report";
import { DriftStory, found } from "../../support/drift-story";

const HOUR = 3600;
const delivered = [{ channel: "chat", delivered: true }];
const undelivered = [{ channel: "chat", delivered: false, problem: "HTTP 500" }];
const incomplete = { coverage: { comparedTypes: {}, notCompared: [], incomplete: ["a plan is targeted"] } };

function ids(drift: DriftReport) {
  const of = (list: readonly { finding: { id: string } }[]) => list.map(({ finding }) => finding.id);
  const { appeared, worsened, persisting, resolved, accepted, unproven } = drift;
  const lists = { appeared, worsened, persisting, resolved, accepted, unproven };
  return Object.fromEntries(
    Object.entries(lists).flatMap(([name, list]) => (list.length > 0 ? [[name, of(list)]] : [])),
  );
}

let story: DriftStory;
beforeEach(() => {
  story = new DriftStory();
});

describe("a scheduled run", () => {
  it("has no news when the first run finds parity", () => {
    expect(hasNews(story.ran([]).drift)).toBe(false);
  });

  it("calls everything new the first time, and nothing the second", () => {
    const findings = [found("a"), found("b")];
    expect(ids(story.ran(findings).drift)).toEqual({ appeared: ["a", "b"] });
    const { drift } = story.ran(findings);
    expect(ids(drift)).toEqual({ persisting: ["a", "b"] });
    expect(hasNews(drift)).toBe(false);
  });

  it("tells since when and since which commit something persists", () => {
    story.ran([]);
    story.ran([found("a")]);
    story.ran([found("a")]);
    const [one] = story.ran([found("a")]).drift.persisting;
    expect(one).toMatchObject({
      since: { at: "2026-11-20T01:00:00.000Z", commit: "c0ffee2" },
      secondsOpen: 2 * HOUR,
    });
  });

  it("tells how long what was resolved took", () => {
    story.ran([found("a"), found("b")]);
    story.ran([found("a"), found("b")]);
    const { drift } = story.ran([found("b")]);
    expect(ids(drift)).toEqual({ persisting: ["b"], resolved: ["a"] });
    expect(drift.resolved[0]?.secondsOpen).toBe(2 * HOUR);
  });

  it("tells what came back, and how often it did", () => {
    for (const findings of [[found("a")], [], [found("a")], []]) story.ran(findings);
    expect(story.ran([found("a")]).drift.appeared[0]).toMatchObject({ timesResolved: 2, secondsOpen: 0 });
  });

  it("tells what got worse, and is silent about what got better", () => {
    story.ran([found("a", "warning"), found("b", "critical")]);
    const { drift } = story.ran([found("a", "critical"), found("b", "warning")]);
    expect(ids(drift)).toEqual({ worsened: ["a"], persisting: ["b"] });
    expect(drift.worsened[0]?.severityBefore).toBe("warning");
  });

  it("takes nothing for resolved that an incomplete run does not see", () => {
    story.ran([found("a")]);
    const { drift } = story.ran([found("b")], [], incomplete);
    expect(ids(drift)).toEqual({ appeared: ["b"], unproven: ["a"] });
    expect(ids(story.ran([found("a"), found("b")]).drift)).toEqual({ persisting: ["a", "b"] });
  });

  it("takes a failed run for news once, and its end", () => {
    story.ran([found("a")]);
    expect(healthChanged(story.failed().drift)).toBe(true);
    expect(hasNews(story.failed().drift)).toBe(false);
    const { drift } = story.ran([found("a")]);
    expect(healthChanged(drift)).toBe(true);
    expect(ids(drift)).toEqual({ persisting: ["a"] });
  });

  it("takes the very first run's failure for news", () => {
    expect(hasNews(story.failed().drift)).toBe(true);
  });

  it("tells what is accepted since, and what is accepted no longer", () => {
    const suppressed = [{ ...found("a"), reason: "known", expires: null }];
    story.ran([found("a")]);
    expect(ids(story.ran([], [], { suppressed }).drift)).toEqual({ accepted: ["a"] });
    expect(hasNews(story.ran([], [], { suppressed }).drift)).toBe(false);
    expect(ids(story.ran([found("a")]).drift)).toEqual({ appeared: ["a"] });
  });

  it("passes over what other commands recorded: a pull request's plan is not the pair's state", () => {
    story.ran([found("a")]);
    story.analyzed([found("a"), found("b")]);
    expect(ids(story.ran([found("a"), found("b")]).drift)).toEqual({ appeared: ["b"], persisting: ["a"] });
  });
});

describe("what a channel is told", () => {
  it("is what changed since it was told last", () => {
    story.ran([found("a")], delivered);
    expect(hasNews(story.ran([found("a")]).news("chat"))).toBe(false);
    expect(ids(story.ran([found("a"), found("b")], delivered).news("chat"))).toEqual({
      appeared: ["b"],
      persisting: ["a"],
    });
  });

  it("is told again when it was not delivered, with the time since when it is so", () => {
    story.ran([found("a")], undelivered);
    const { news, drift } = story.ran([found("a")]);
    expect(ids(drift)).toEqual({ persisting: ["a"] });
    expect(news("chat").appeared).toMatchObject([{ finding: { id: "a" }, secondsOpen: HOUR }]);
  });

  it("leaves out what came and went while nothing could be delivered", () => {
    story.ran([], delivered);
    story.ran([found("a")], undelivered);
    expect(hasNews(story.ran([]).news("chat"))).toBe(false);
  });

  it("is everything, for a channel that is new", () => {
    story.ran([found("a")], delivered);
    expect(ids(story.ran([found("a")]).news("another"))).toEqual({ appeared: ["a"] });
  });

  it("loses nothing when only the failure of a run was delivered", () => {
    story.ran([], delivered);
    story.ran([found("a")], undelivered);
    story.failed(undefined, delivered);
    expect(ids(story.ran([found("a")]).news("chat"))).toEqual({ appeared: ["a"] });
  });

  it("is told once that runs fail, and once that they recovered", () => {
    story.ran([], []);
    expect(hasNews(story.failed(undefined, delivered).news("chat"))).toBe(true);
    expect(hasNews(story.failed().news("chat"))).toBe(false);
    expect(hasNews(story.ran([], delivered).news("chat"))).toBe(true);
    expect(hasNews(story.ran([]).news("chat"))).toBe(false);
  });
});
