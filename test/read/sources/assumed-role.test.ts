import type { RoleToAssume } from "../../../analyzer/read/sources/s3-access";
import { collect } from "../../../analyzer/read/sources/bytes";
import { fetchS3 } from "../../../analyzer/read/sources/s3";
import { parseS3Location } from "../../../analyzer/read/sources/s3-location";
import { HttpRecorder, type RecordedRequest } from "../../support/http-recorder";
import { inputError, withFiles } from "./helpers";

const ROLE: RoleToAssume = {
  where: "main.tf",
  request: { RoleArn: "arn:aws:iam::123456789012:role/state", RoleSessionName: "ci", ExternalId: "x" },
};

/** What STS hands out: the key tells which role it is for. */
function handedOut({ body }: RecordedRequest): string {
  const asked = new URLSearchParams(body);
  const [action, role] = [
    asked.get("Action") ?? "",
    asked.get("RoleArn")?.split("/")[1]?.toUpperCase() ?? "",
  ];
  return `<${action}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><${action}Result><Credentials>
    <AccessKeyId>AKIA${role}</AccessKeyId><SecretAccessKey>hunter2</SecretAccessKey>
    <SessionToken>token-${role}</SessionToken><Expiration>2999-01-01T00:00:00Z</Expiration>
  </Credentials></${action}Result></${action}Response>`;
}

describe("a state that is read by a role", () => {
  const before = { ...process.env };
  let aws: HttpRecorder;
  /** STS's answer where it is not credentials. */
  let trouble: { status: number; body: string } | undefined;

  beforeAll(async () => {
    aws = await HttpRecorder.start((request) => {
      if (request.method === "GET") return { status: 200, body: "state" };
      return trouble ?? { status: 200, body: handedOut(request) };
    });
  });
  beforeEach(() => {
    trouble = undefined;
    aws.requests.length = 0;
    Object.assign(process.env, {
      AWS_ACCESS_KEY_ID: "AKIABASE",
      AWS_SECRET_ACCESS_KEY: "hunter2",
      AWS_EC2_METADATA_DISABLED: "true",
      AWS_MAX_ATTEMPTS: "1",
      AWS_ENDPOINT_URL: aws.url,
      AWS_REGION: "eu-west-1",
      AWS_PROFILE: "",
      HOME: "/nonexistent",
    });
  });
  afterAll(async () => {
    process.env = before;
    await aws.stop();
  });

  const read = (roles: readonly RoleToAssume[]) =>
    collect(fetchS3({ ...parseS3Location("s3://bucket/key"), access: { roles } }), "infra");
  const signers = () =>
    aws.requests.map(({ headers }) => /Credential=(\w+)/.exec(headers.authorization ?? "")?.[1]);

  it("is asked for with the role's credentials, for which the environment's ask STS", async () => {
    expect((await read([ROLE])).toString()).toBe("state");
    expect(signers()).toEqual(["AKIABASE", "AKIASTATE"]);
    expect(Object.fromEntries(new URLSearchParams(aws.requests[0]?.body))).toMatchObject({
      Action: "AssumeRole",
      RoleArn: "arn:aws:iam::123456789012:role/state",
      RoleSessionName: "ci",
      ExternalId: "x",
    });
    expect(aws.requests[1]?.headers["x-amz-security-token"]).toBe("token-STATE");
  });

  it("is asked for by the last of several, each by the one before, the first by a token", async () => {
    await withFiles({ token: "header.hunter2.signature\n" }, async (directory) => {
      const request = { RoleArn: "arn:aws:iam::123456789012:role/first", RoleSessionName: "ci" };
      const first = { where: "main.tf", request, webIdentity: { tokenFile: `${directory}/token` } };
      await read([first, { ...ROLE, region: "eu-central-1" }]);
    });
    expect(signers()).toEqual([undefined, "AKIAFIRST", "AKIASTATE"]);
    expect(new URLSearchParams(aws.requests[0]?.body).get("WebIdentityToken")).toBe(
      "header.hunter2.signature",
    );
    expect(aws.requests[1]?.headers.authorization).toMatch("/eu-central-1/sts/");
    expect(aws.requests[2]?.headers.authorization).toMatch("/eu-west-1/s3/");
  });

  it("is refused in plain words", async () => {
    const body = `<ErrorResponse><Error><Code>AccessDenied</Code><Message>hunter2</Message></Error></ErrorResponse>`;
    trouble = { status: 403, body };
    const error = await inputError(read([ROLE]));
    expect(error.message).toMatch(
      /^main\.tf: The role arn:aws:iam::123456789012:role\/state .* \(AccessDenied\)\.\n.*trust policy/,
    );
    expect(signers()).toEqual(["AKIABASE"]);
  });

  it("says that there is nothing to ask with", async () => {
    process.env.AWS_ACCESS_KEY_ID = "";
    expect((await inputError(read([ROLE]))).what).toMatch("no AWS credentials");
  });

  it("says that the file of a token is missing", async () => {
    const role = { ...ROLE, webIdentity: { tokenFile: "/nonexistent" } };
    expect((await inputError(read([role]))).what).toMatch("(ENOENT)");
  });
});
