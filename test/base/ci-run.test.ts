import { ciRun } from "../../analyzer/base/ci-run";

const sha = "fedcba9876543210fedcba9876543210fedcba98";
const GITHUB = {
  GITHUB_RUN_ID: "7",
  GITHUB_SERVER_URL: "https://github.com",
  GITHUB_REPOSITORY: "acme/infra",
  GITHUB_SHA: sha,
};

describe("the pipeline's run", () => {
  it("has a page, a commit and the commit's files", () => {
    expect(ciRun(GITHUB)).toEqual({
      id: "https://github.com/acme/infra/actions/runs/7",
      url: "https://github.com/acme/infra/actions/runs/7",
      commit: sha,
      files: `https://github.com/acme/infra/blob/${sha}/`,
    });
    const gitlab = { CI_PIPELINE_URL: "https://git.acme.io/p/1", CI_PROJECT_URL: "https://git.acme.io/a/b" };
    expect(ciRun({ ...gitlab, CI_COMMIT_SHA: sha })?.files).toBe(`https://git.acme.io/a/b/-/blob/${sha}/`);
  });

  it("is of the pull request's head where that is told, and not of its trial merge", () => {
    expect(ciRun({ ...GITHUB, DRPARITY_COMMIT: "0123456" })?.commit).toBe("0123456");
    expect(ciRun({ ...GITHUB, DRPARITY_COMMIT: "" })?.commit).toBe(sha);
  });

  it("makes no link of what could end one", () => {
    const run = ciRun({ ...GITHUB, GITHUB_REPOSITORY: 'acme/"><img>' });
    expect(run).toMatchObject({ commit: sha });
    expect([run?.url, run?.files]).toEqual([undefined, undefined]);
  });

  it("is none where no service is known", () => {
    expect(ciRun({ GITHUB_SHA: sha })).toBeUndefined();
  });
});
