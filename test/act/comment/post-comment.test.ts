import { gitHub } from "../../../analyzer/act/comment/github";
import { gitLab } from "../../../analyzer/act/comment/gitlab";
import { postComment } from "../../../analyzer/act/comment/post-comment";
import { FakeForge } from "../../support/fake-forge";

const ACTIONS = { login: "github-actions[bot]", app: true };

let fake: FakeForge;
let api: string;
async function start(whose: ConstructorParameters<typeof FakeForge>[0]): Promise<void> {
  fake = new FakeForge(whose);
  api = await fake.listen();
}
afterEach(() => fake.close());

function github() {
  return gitHub({
    GITHUB_API_URL: api,
    GITHUB_REPOSITORY: "acme/shop",
    GITHUB_REF: "refs/pull/7/merge",
    GITHUB_TOKEN: "ghs_secret",
  });
}

describe("a comment on GitHub", () => {
  beforeEach(() => start(ACTIONS));

  it("is added once, and updated by every later run", async () => {
    expect(await postComment(github(), "shop", "first")).toBe("added");
    expect(await postComment(github(), "shop", "second")).toBe("updated");
    expect(fake.comments.map(({ body }) => body)).toEqual(["<!-- drparity comment shop -->\nsecond"]);
    expect(fake.seen.map(({ path }) => path)).toContain("/repos/acme/shop/issues/7/comments");
    expect(new Set(fake.seen.map(({ token }) => token))).toEqual(new Set(["Bearer ghs_secret"]));
  });

  it("is found on a later page", async () => {
    for (let id = 1; id <= 205; id++) fake.comments.push({ id, body: "chat", login: "ann", app: false });
    await postComment(github(), "shop", "first");
    expect(await postComment(github(), "shop", "second")).toBe("updated");
    expect(fake.comments).toHaveLength(206);
  });

  it("is each pair's own", async () => {
    await postComment(github(), "shop", "a");
    expect(await postComment(github(), "billing", "b")).toBe("added");
  });

  it("is never somebody else's, who could edit it afterwards", async () => {
    fake.comments.push({
      id: 1,
      body: "<!-- drparity comment shop -->\nparity!",
      login: "mallory",
      app: false,
    });
    expect(await postComment(github(), "shop", "divergent")).toBe("added");
    expect(fake.comments[0]?.body).toContain("parity!");
  });

  it("waits as long as GitHub asks for, and tries again when it is busy", async () => {
    fake.troubles.push({ status: 429, headers: { "retry-after": "0" } });
    fake.troubles.push({ status: 403, headers: { "retry-after": "0" } });
    expect(await postComment(github(), "shop", "first")).toBe("added");
  });

  it("that may not be written is an error which does not name the token", async () => {
    fake.troubles.push({ status: 403 }, { status: 403 });
    const written = postComment(github(), "shop", "first");
    await expect(written).rejects.toThrow(
      "comment: It could not be written: GitHub answered with HTTP 403.\nGitHub's token must be allowed to write comments",
    );
    await expect(written).rejects.not.toThrow("ghs_secret");
  });

  it("cannot break out of its marker by the pair's name", async () => {
    await postComment(github(), "x --> <b>", "first");
    expect(fake.comments[0]?.body).toBe("<!-- drparity comment x_--___b_ -->\nfirst");
  });
});

describe("a comment by a person's token", () => {
  it("is that person's own alone, not another app's", async () => {
    await start({ login: "ann", app: false });
    fake.comments.push({ id: 1, body: "<!-- drparity comment shop -->", login: "other[bot]", app: true });
    expect(await postComment(github(), "shop", "first")).toBe("added");
    expect(await postComment(github(), "shop", "second")).toBe("updated");
  });
});

describe("a note on GitLab", () => {
  it("is added once, and updated by every later run", async () => {
    await start({ login: "project_1_bot", app: false });
    const forge = gitLab({
      CI_API_V4_URL: api,
      CI_PROJECT_ID: "42",
      CI_MERGE_REQUEST_IID: "3",
      GITLAB_TOKEN: "glpat-secret",
    });
    await postComment(forge, "shop", "first");
    expect(await postComment(forge, "shop", "second")).toBe("updated");
    expect(fake.comments).toHaveLength(1);
    expect(fake.seen.at(-1)).toEqual({
      method: "PUT",
      path: "/projects/42/merge_requests/3/notes/1",
      token: "glpat-secret",
    });
  });
});

describe("a run that cannot comment says what it lacks", () => {
  beforeEach(() => start(ACTIONS));

  it.each([
    ["no pull request", { GITHUB_REF: "refs/heads/main" }, "This run belongs to no pull request."],
    ["no token", { GITHUB_TOKEN: "" }, "There is no token to write with."],
  ])("GitHub: %s", (_name, env, message) => {
    const all = {
      GITHUB_REPOSITORY: "acme/shop",
      GITHUB_REF: "refs/pull/7/merge",
      GITHUB_TOKEN: "t",
      ...env,
    };
    expect(() => gitHub(all)).toThrow(message);
  });

  it("GitLab: no merge request", () => {
    expect(() => gitLab({ CI_API_V4_URL: "http://x", CI_PROJECT_ID: "1" })).toThrow(
      "belongs to no merge request",
    );
  });
});
