import tls from "node:tls";
import { gitHub } from "../../../analyzer/act/comment/github";
import { postComment } from "../../../analyzer/act/comment/post-comment";
import { S3Objects } from "../../../analyzer/act/history/s3-objects";
import { deliver } from "../../../analyzer/act/notify/deliver";
import { snsChannel } from "../../../analyzer/act/notify/sns";
import { send } from "../../../analyzer/base/net/request";
import { withoutEnvironmentSecrets } from "../../../analyzer/base/secrets/environment";
import { collect } from "../../../analyzer/read/sources/bytes";
import { fetchHcp } from "../../../analyzer/read/sources/hcp/fetch-hcp";
import { parseHcpLocation } from "../../../analyzer/read/sources/hcp/hcp-location";
import { fetchS3 } from "../../../analyzer/read/sources/s3";
import { parseS3Location } from "../../../analyzer/read/sources/s3-location";
import { firstRun, found } from "../../support/drift-story";
import { type Answer, HttpRecorder, type RecordedRequest } from "../../support/http-recorder";
import { certificate, Proxy } from "../../support/proxy";
import { inputError } from "../../read/sources/helpers";

const TOPIC = "arn:aws:sns:us-west-2:123456789012:parity";

/** Everything that a proxy may lead to, as far as it is asked here. */
function internet({ method, path }: RecordedRequest): Answer {
  const answers: Record<string, string> = {
    "GET /api/v2/runs/run-1": '{"data":{"relationships":{"plan":{"data":{"id":"plan-1"}}}}}',
    "GET /user": '{"login":"ci"}',
    "POST /": "<PublishResponse><PublishResult><MessageId>1</MessageId></PublishResult></PublishResponse>",
  };
  return { status: 200, body: answers[`${method} ${path.split("?")[0] ?? ""}`] ?? "[]" };
}

describe("behind a proxy", () => {
  const before = { ...process.env };
  const hosts = ["aws.test", "tfe.test.example", "api.github.test", "example.test", "a.other.invalid"];
  let secure: HttpRecorder;
  let proxy: Proxy;

  beforeAll(async () => {
    const own = certificate(hosts);
    secure = await HttpRecorder.start(internet, own);
    // As NODE_EXTRA_CA_CERTS does, which is read when a process starts.
    const create = tls.createSecureContext;
    jest
      .spyOn(tls, "createSecureContext")
      .mockImplementation((options) => create({ ca: own.cert, ...options }));
  });
  beforeEach(async () => {
    secure.requests.length = 0;
    proxy = await Proxy.start(secure.url);
    for (const name of ["http_proxy", "https_proxy", "no_proxy", "HTTP_PROXY", "NO_PROXY", "AWS_PROFILE"])
      process.env[name] = "";
    Object.assign(process.env, {
      HTTPS_PROXY: proxy.url,
      AWS_ACCESS_KEY_ID: "AKIAEXAMPLE",
      AWS_SECRET_ACCESS_KEY: "hunter2",
      AWS_REGION: "us-west-2",
      AWS_MAX_ATTEMPTS: "1",
      AWS_ENDPOINT_URL: "https://aws.test",
    });
  });
  afterEach(() => proxy.stop());
  afterAll(async () => {
    process.env = before;
    jest.restoreAllMocks();
    await secure.stop();
  });

  const read = (spec = "s3://bucket/a plan.json") => collect(fetchS3(parseS3Location(spec)), spec);

  it("reads objects in S3", async () => {
    expect((await read("s3://bucket/it's a plan.json?versionId=v1")).toString()).toBe("[]");
    expect(proxy.asked).toEqual(["CONNECT aws.test:443"]);
    expect(secure.requests[0]?.path).toBe("/bucket/it%27s%20a%20plan.json?x-id=GetObject&versionId=v1");
  });

  it("writes objects in S3", async () => {
    const objects = new S3Objects({ spec: "s3://bucket", bucket: "bucket", prefix: "" }, {}, 20_000);
    expect(await objects.put(1, '{"sequence":1}')).toEqual({ outcome: "written" });
    await objects.close();
    expect(proxy.asked).toEqual(["CONNECT aws.test:443"]);
    expect(secure.requests[0]).toMatchObject({
      method: "PUT",
      body: expect.stringContaining('"sequence":1'),
    });
  });

  it("writes a large object, for which the SDK would wait for leave", async () => {
    const objects = new S3Objects({ spec: "s3://bucket", bucket: "bucket", prefix: "" }, {}, 20_000);
    expect(await objects.put(1, "x".repeat(3 * 1024 ** 2))).toEqual({ outcome: "written" });
    await objects.close();
    expect(secure.requests[0]?.headers).not.toHaveProperty("expect");
  });

  it("asks for a key as it was signed, with dots in it", async () => {
    expect((await read("s3://bucket/a/../b/./c")).toString()).toBe("[]");
    expect(secure.requests[0]?.path).toBe("/bucket/a/../b/./c?x-id=GetObject");
  });

  it("publishes to SNS", async () => {
    const outcome = await deliver(snsChannel(TOPIC), firstRun([found("q")]), { backoffMs: [] });
    expect(outcome).toMatchObject({ delivered: true });
    expect(proxy.asked).toEqual(["CONNECT aws.test:443"]);
  });

  it("asks HCP Terraform", async () => {
    const plan = await fetchHcp(parseHcpLocation("hcp://tfe.test.example/run-1"), {
      TF_TOKEN_tfe_test_example: "secret-token",
    });
    expect(plan.toString()).toBe("[]");
    expect(proxy.asked[0]).toBe("CONNECT tfe.test.example:443");
    expect(secure.requests.map(({ path }) => path)).toEqual([
      "/api/v2/runs/run-1",
      "/api/v2/plans/plan-1/json-output",
    ]);
  });

  it("comments", async () => {
    const env = {
      GITHUB_API_URL: "https://api.github.test",
      GITHUB_REPOSITORY: "acme/shop",
      GITHUB_REF: "refs/pull/7/merge",
      GITHUB_TOKEN: "secret-token",
    };
    expect(await postComment(gitHub(env), "pair", "report")).toBe("added");
    expect(proxy.asked[0]).toBe("CONNECT api.github.test:443");
  });

  it("sends what is not encrypted to the proxy itself", async () => {
    const plain = await HttpRecorder.start(internet);
    const own = await Proxy.start(plain.url);
    Object.assign(process.env, { HTTP_PROXY: own.url, AWS_ENDPOINT_URL: "http://s3.test" });
    expect((await read()).toString()).toBe("[]");
    expect(own.asked).toEqual(["GET http://s3.test/bucket/a%20plan.json?x-id=GetObject"]);
    expect(proxy.asked).toEqual([]);
    own.stop();
    await plain.stop();
  });

  it.each([
    ["this machine, which the proxy cannot reach", ""],
    ["a host that NO_PROXY names", "127.0.0.1.nip.test, 127.0.0.1"],
    ["anything, where NO_PROXY is a star", "*"],
  ])("asks directly: %s", async (_, names) => {
    process.env.NO_PROXY = names;
    process.env.AWS_ENDPOINT_URL = secure.url;
    expect((await read()).toString()).toBe("[]");
    expect(await send("It", { method: "GET", url: secure.url })).toBe("[]");
    expect(proxy.asked).toEqual([]);
    expect(secure.requests).toHaveLength(2);
  });

  it("knows a domain that NO_PROXY names by those below it", async () => {
    process.env.NO_PROXY = ".internal.invalid";
    await expect(send("It", { method: "GET", url: "https://a.internal.invalid" })).rejects.toThrow(
      "ENOTFOUND",
    );
    await send("It", { method: "GET", url: "https://a.other.invalid" });
    expect(proxy.asked).toEqual(["CONNECT a.other.invalid:443"]);
  });

  it("gives the proxy its password, and nobody else", async () => {
    const url = proxy.url.replace("//", "//ci:hunter22@");
    process.env.HTTPS_PROXY = url;
    await send("It", { method: "GET", url: "https://example.test" });
    expect(proxy.authorization).toBe(`Basic ${Buffer.from("ci:hunter22").toString("base64")}`);
    expect(secure.requests[0]?.headers).not.toHaveProperty("proxy-authorization");
    expect(withoutEnvironmentSecrets(`Error: ${url} refused`, process.env)).toBe(
      "Error: (sensitive) refused",
    );
  });

  it("says that the proxy refuses", async () => {
    proxy.refusal = 407;
    await expect(send("It", { method: "GET", url: "https://example.test" })).rejects.toThrow(
      "It cannot be reached: the proxy answered with HTTP 407.",
    );
    const error = await inputError(read());
    expect(error.message).toMatch(/The proxy does not let S3 be reached\.\n.*HTTPS_PROXY/);
    const location = parseHcpLocation("hcp://tfe.test.example/run-1");
    const hcp = await inputError(fetchHcp(location, { TF_TOKEN_tfe_test_example: "secret-token" }));
    expect(hcp.what).toBe("The proxy answers with HTTP 407.");
  });

  it.each(["not a url", "ftp://proxy.test", "http://", "http://ci:100%@proxy.test", "http://%zz@proxy.test"])(
    "says that %s is no proxy",
    async (value) => {
      process.env.HTTPS_PROXY = value;
      const error = await inputError(read());
      expect(error.message).toMatch(/^environment variable HTTPS_PROXY: It does not hold/);
      expect(await inputError(send("It", { method: "GET", url: "https://a.test" }))).toEqual(error);
    },
  );
});
