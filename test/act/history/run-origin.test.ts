import { runOrigin } from "../../../analyzer/act/history/run-origin";

const head = "0123456789abcdef0123456789abcdef01234567";
const sha = "fedcba9876543210fedcba9876543210fedcba98";
const origin = (env: Record<string, string>, commit: string | null = head) =>
  runOrigin("drift", env, () => Promise.resolve(commit));

describe("a run's origin", () => {
  it.each([
    [
      {
        GITHUB_RUN_ID: "7",
        GITHUB_SERVER_URL: "https://github.com",
        GITHUB_REPOSITORY: "acme/infra",
        GITHUB_SHA: sha,
      },
      "https://github.com/acme/infra/actions/runs/7",
    ],
    [{ GITHUB_RUN_ID: "7", GITHUB_SHA: sha }, "7"],
    [{ CI_PIPELINE_ID: "8", CI_COMMIT_SHA: sha }, "8"],
    [{ CODEBUILD_BUILD_ID: "drift:9", CODEBUILD_RESOLVED_SOURCE_VERSION: sha }, "drift:9"],
  ])("is the CI service's: %j", async (env, id) => {
    expect(await origin(env)).toEqual({ kind: "drift", id, commit: sha });
  });

  it("is a random id and the checked-out commit elsewhere", async () => {
    const [one, other] = [await origin({}), await origin({})];
    expect(one).toMatchObject({ commit: head });
    expect(one.id).not.toBe(other.id);
  });

  it("has no commit outside of a repository", async () => {
    expect(await origin({}, null)).toMatchObject({ commit: null });
  });

  it("takes the checked-out commit where the service names none, as CodeBuild for a ZIP file", async () => {
    const env = { CODEBUILD_BUILD_ID: "drift:9", CODEBUILD_RESOLVED_SOURCE_VERSION: "arn:aws:s3:::b/x.zip" };
    expect(await origin(env)).toMatchObject({ id: "drift:9", commit: head });
  });

  it("never fails, without Git neither", async () => {
    expect(await runOrigin("analyze", { PATH: "/nonexistent" })).toMatchObject({ commit: null });
  });
});
