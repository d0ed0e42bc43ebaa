import { azure } from "../../../analyzer/act/comment/azure";
import { bitbucket } from "../../../analyzer/act/comment/bitbucket";
import { postComment } from "../../../analyzer/act/comment/post-comment";
import { withoutHtml } from "../../../analyzer/act/comment/without-html";
import { HttpRecorder } from "../../support/http-recorder";

let server: HttpRecorder;
afterEach(() => server.stop());

/** A server that answers by method and path, with what is there. */
async function serve(answers: Readonly<Record<string, unknown>>): Promise<string> {
  server = await HttpRecorder.start(({ method, path }) => {
    const answer = answers[`${method} ${path.replace(/\?.*/, "")}`];
    return answer === undefined ? { status: 404 } : { status: 200, body: JSON.stringify(answer) };
  });
  return server.url;
}

const asked = () => server.requests.map(({ method, path }) => `${method} ${path.replace(/\?.*/, "")}`);

describe("Bitbucket", () => {
  const COMMENTS = "/repositories/acme/shop/pullrequests/7/comments";
  const env = (url: string) => ({
    BITBUCKET_REPO_FULL_NAME: "acme/shop",
    BITBUCKET_PR_ID: "7",
    BITBUCKET_TOKEN: "t",
    BITBUCKET_API_URL: url,
  });

  it("gets one comment, without HTML, which it would show", async () => {
    const url = await serve({
      [`GET ${COMMENTS}`]: { values: [] },
      [`POST ${COMMENTS}`]: {},
      "GET /user": { uuid: "{me}" },
    });
    const markdown =
      "<!-- drparity -->\n<details><summary>🔴 <code>aws_lb.web</code>: It differs.</summary>\n\nWhy\n\n</details>\n";
    expect(await postComment(bitbucket(env(url)), "shop", markdown)).toBe("added");
    expect(server.lastBody).toEqual({
      content: { raw: "[//]: # (drparity comment shop)\n**🔴 `aws_lb.web`: It differs.**\n\nWhy\n\n" },
    });
    expect(server.requests.at(-1)?.headers.authorization).toBe("Bearer t");
  });

  it("has its own updated, and nobody else's", async () => {
    const raw = "[//]: # (drparity comment shop)\nold";
    const comment = (id: number, uuid: string) => ({ id, content: { raw }, user: { uuid } });
    const url = await serve({
      [`GET ${COMMENTS}`]: { values: [comment(1, "{other}"), comment(2, "{me}")] },
      [`PUT ${COMMENTS}/2`]: {},
      "GET /user": { uuid: "{me}" },
    });
    expect(await postComment(bitbucket(env(url)), "shop", "new")).toBe("updated");
    expect(asked().at(-1)).toBe(`PUT ${COMMENTS}/2`);
  });

  it("cannot be commented without a pull request or a token", async () => {
    const url = await serve({});
    expect(() => bitbucket({ ...env(url), BITBUCKET_PR_ID: undefined })).toThrow(
      "belongs to no pull request",
    );
    expect(() => bitbucket({ ...env(url), BITBUCKET_TOKEN: "" })).toThrow("no token");
  });
});

describe("Azure DevOps", () => {
  const THREADS = "/acme/p-1/_apis/git/repositories/r-1/pullRequests/7/threads";
  const USER = { "GET /acme/_apis/connectionData": { authenticatedUser: { id: "me" } } };
  const env = (url: string) => ({
    SYSTEM_COLLECTIONURI: `${url}/acme/`,
    SYSTEM_TEAMPROJECTID: "p-1",
    BUILD_REPOSITORY_ID: "r-1",
    SYSTEM_PULLREQUEST_PULLREQUESTID: "7",
    SYSTEM_ACCESSTOKEN: "t",
  });

  it("gets one thread", async () => {
    const url = await serve({ ...USER, [`GET ${THREADS}`]: { value: [] }, [`POST ${THREADS}`]: {} });
    expect(await postComment(azure(env(url)), "shop", "text")).toBe("added");
    expect(server.lastBody).toEqual({
      comments: [{ parentCommentId: 0, content: "<!-- drparity comment shop -->\ntext", commentType: 1 }],
      status: 1,
    });
  });

  it("has its own updated", async () => {
    const content = "<!-- drparity comment shop -->\nold";
    const thread = (id: number, author: string) => ({
      id,
      comments: [{ id: 1, content, author: { id: author } }],
    });
    const url = await serve({
      ...USER,
      [`GET ${THREADS}`]: { value: [{ id: 1 }, thread(2, "other"), thread(3, "me")] },
      [`PATCH ${THREADS}/3/comments/1`]: {},
    });
    expect(await postComment(azure(env(url)), "shop", "new")).toBe("updated");
    expect(server.lastBody).toEqual({ content: "<!-- drparity comment shop -->\nnew" });
  });

  it("cannot be commented without a pull request or a token", async () => {
    const url = await serve({});
    expect(() => azure({ ...env(url), SYSTEM_PULLREQUEST_PULLREQUESTID: "" })).toThrow(
      "belongs to no pull request",
    );
    expect(() => azure({ ...env(url), SYSTEM_ACCESSTOKEN: "" })).toThrow("no token");
  });

  it("keeps what came from outside as it is", () => {
    expect(withoutHtml("<code>a`b</code> &lt;script&gt;")).toBe("`a'b` &lt;script&gt;");
    const long = withoutHtml("word word\n\n".repeat(5000));
    expect(long.length).toBeLessThan(32_768);
    expect(long).toMatch(/More in the run's own report\.\n$/);
  });
});
