import type { DriftReport } from "../../../analyzer/act/drift/drift-report";
import { deliver } from "../../../analyzer/act/notify/deliver";
import { githubIssueChannel } from "../../../analyzer/act/notify/github-issue";
import { inputError } from "../../read/sources/helpers";
import { DriftStory, firstRun, found } from "../../support/drift-story";
import { type Answer, HttpRecorder, type RecordedRequest } from "../../support/http-recorder";

interface Issue {
  readonly number: number;
  readonly user: { readonly type: string };
  readonly author_association: string;
  title: string;
  body: string;
  state: string;
  comments: string[];
  pull_request?: object;
}

/** As much of GitHub as issues need: it keeps them, and can be out of order. */
class GitHub {
  readonly issues: Issue[] = [];
  /** Answers given instead, to requests in this order. */
  readonly faults: (Answer | "hang up" | undefined)[] = [];
  /** Applies a request whose answer is a fault all the same: as when the answer gets lost. */
  appliesFaulty = false;

  add(body: string, more: Partial<Issue> = {}): Issue {
    const base = {
      user: { type: "Bot" },
      author_association: "NONE",
      title: "",
      state: "open",
      comments: [],
    };
    const issue = { number: this.issues.length + 1, body, ...base, ...more };
    this.issues.push(issue);
    return issue;
  }

  answer(request: RecordedRequest): Answer | "hang up" {
    const fault = this.faults.shift();
    if (fault !== undefined && !this.appliesFaulty) return fault;
    const answer = this.apply(request);
    return fault ?? answer;
  }

  private apply({ method, path, body }: RecordedRequest): Answer {
    const json = (value: unknown) => ({ status: 200, body: JSON.stringify(value) });
    const [, number = "", comments = ""] =
      /^\/repos\/acme\/infra\/issues(?:\/(\d+)(\/comments)?)?/.exec(path) ?? [];
    const given = JSON.parse(body || "{}") as Issue;
    if (method === "GET") return json(this.page(new URL(path, "http://x").searchParams));
    if (number === "") return json(this.add(given.body, { title: given.title }));
    const issue = this.issues[Number(number) - 1];
    if (issue === undefined) return { status: 404 };
    if (comments) issue.comments.push(given.body);
    else Object.assign(issue, given);
    return json(issue);
  }

  private page(query: URLSearchParams): Issue[] {
    const size = Number(query.get("per_page"));
    const from = (Number(query.get("page")) - 1) * size;
    return this.issues.filter(({ state }) => state === query.get("state")).slice(from, from + size);
  }
}

let github: GitHub;
let server: HttpRecorder;
let story: DriftStory;
beforeEach(async () => {
  github = new GitHub();
  story = new DriftStory();
  server = await HttpRecorder.start((request) => github.answer(request));
});
afterEach(() => server.stop());

function tell(news: DriftReport) {
  const env = { TOKEN: "ghs_secret", GITHUB_API_URL: server.url };
  return deliver(githubIssueChannel("acme/infra", "TOKEN", env), news, { backoffMs: [1, 1, 1] });
}

const open = () => github.issues.filter(({ state }) => state === "open");

describe("the issue", () => {
  it("is opened when the pair diverges", async () => {
    expect(await tell(story.ran([found("orders", "critical")]).drift)).toEqual({
      channel: "github-issue:acme/infra",
      delivered: true,
    });
    expect(github.issues).toMatchObject([{ title: "DR parity of storefront", comments: [] }]);
    expect(github.issues[0]?.body).toContain("#### Open (1)");
    expect(server.requests[0]?.headers.authorization).toBe("Bearer ghs_secret");
  });

  it("is updated and commented by the next change, never a second one opened", async () => {
    await tell(story.ran([found("a", "critical")]).drift);
    await tell(story.ran([found("a", "critical"), found("b")]).drift);
    expect(github.issues).toHaveLength(1);
    expect(github.issues[0]?.body).toContain("#### Open (2)");
    expect(github.issues[0]?.comments).toMatchObject([expect.stringContaining("#### New (1)")]);
  });

  it("is commented and closed when nothing is left, and another is opened when it diverges again", async () => {
    await tell(story.ran([found("a", "critical")]).drift);
    await tell(story.ran([]).drift);
    expect(github.issues).toMatchObject([{ state: "closed", state_reason: "completed" }]);
    expect(github.issues[0]?.comments[0]).toMatch(/#### Resolved \(1\)[^]*after 1 h/);
    await tell(story.ran([found("a", "critical")]).drift);
    expect(github.issues.map(({ state }) => state)).toEqual(["closed", "open"]);
  });

  it("is not opened to say that all is well", async () => {
    await tell(story.ran([]).drift);
    expect(github.issues).toEqual([]);
  });

  it("keeps what is open when a run fails, which says nothing about it", async () => {
    await tell(story.ran([found("a", "critical")]).drift);
    await tell(story.failed(["infra/dr: no credentials."]).drift);
    expect(github.issues[0]?.body).toContain("#### Open (1)");
    expect(github.issues[0]?.comments[0]).toContain("no credentials");
    expect(open()).toHaveLength(1);
  });

  it("is one for each pair", async () => {
    await tell({ ...firstRun([found("a")]), pair: "one" });
    await tell({ ...firstRun([found("a")]), pair: "two --> @team" });
    expect(github.issues).toHaveLength(2);
    expect(github.issues[1]?.title).not.toContain("@team");
  });

  it("is found among many others", async () => {
    for (let i = 0; i < 250; i++) github.add("something else");
    await tell(story.ran([found("a")]).drift);
    await tell(story.ran([found("a"), found("b")]).drift);
    expect(github.issues).toHaveLength(251);
  });

  it("is not what a stranger wrote with our mark in it, nor a pull request", async () => {
    await tell(story.ran([found("a")]).drift);
    const body = github.issues.pop()?.body ?? "";
    github.add(body, { user: { type: "User" }, author_association: "NONE" });
    github.add(body, { pull_request: {} });
    await tell(story.ran([found("a"), found("b")]).drift);
    expect(github.issues.map(({ comments }) => comments.length)).toEqual([0, 0, 0]);
  });

  it("is opened once when the answer got lost", async () => {
    github.appliesFaulty = true;
    github.faults.push(undefined, "hang up");
    expect(await tell(story.ran([found("a")]).drift)).toMatchObject({ delivered: true });
    expect(github.issues).toHaveLength(1);
  });

  it("is tried again when GitHub asks for patience", async () => {
    github.faults.push({ status: 403, headers: { "retry-after": "0" } }, { status: 502 });
    expect(await tell(story.ran([found("a")]).drift)).toMatchObject({ delivered: true });
    expect(github.issues).toHaveLength(1);
  });

  it.each([401, 403, 404, 410])(
    "is given up when GitHub answers with %i, without its words",
    async (status) => {
      github.faults.push({ status, body: '{"message":"ghs_secret is bad"}' });
      expect(await tell(story.ran([found("a")]).drift)).toEqual({
        channel: "github-issue:acme/infra",
        delivered: false,
        problem: `GitHub answered with HTTP ${String(status)}.`,
      });
    },
  );

  it.each([
    ["infra", { TOKEN: "x" }, /repository/],
    ["acme/infra/../other", { TOKEN: "x" }, /repository/],
    ["acme/infra", {}, /no token/],
    ["acme/infra", { TOKEN: "a b\n" }, /no token/],
    ["acme/infra", { TOKEN: "x", GITHUB_API_URL: "http://github.example.com" }, /no https/],
  ])("is refused at once: %s with %j", async (repository, env: NodeJS.ProcessEnv, what) => {
    expect((await inputError(() => githubIssueChannel(repository, "TOKEN", env))).what).toMatch(what);
  });
});
