import { createServer, type IncomingMessage, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { collect } from "../../../analyzer/read/sources/bytes";
import { fetchS3, listS3, type S3Options } from "../../../analyzer/read/sources/s3";
import type { S3Access } from "../../../analyzer/read/sources/s3-access";
import { parseS3Location } from "../../../analyzer/read/sources/s3-location";
import { inputError, planText, withFiles } from "./helpers";

const ENVIRONMENT = {
  AWS_ACCESS_KEY_ID: "AKIAEXAMPLE",
  AWS_SECRET_ACCESS_KEY: "hunter2",
  AWS_EC2_METADATA_DISABLED: "true",
  AWS_MAX_ATTEMPTS: "1",
};
/** What a developer's own configuration must not lend to these tests. */
const FOREIGN = [
  "AWS_PROFILE",
  "AWS_REGION",
  "AWS_DEFAULT_REGION",
  "AWS_SESSION_TOKEN",
  "AWS_ENDPOINT_URL_S3",
  "AWS_SSE_CUSTOMER_KEY",
];

const fetched = (spec: string, options: S3Options = {}, access: S3Access = {}) =>
  collect(fetchS3({ ...parseS3Location(spec), access }, options), spec);

/** Runs with an S3 that answers as told, reached through AWS_ENDPOINT_URL alone. */
async function withS3<T>(answer: RequestListener, use: () => Promise<T>): Promise<T> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  process.env.AWS_ENDPOINT_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    return await use();
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

const fail =
  (status: number, code: string): RequestListener =>
  (_, response) =>
    response
      .writeHead(status, { "content-type": "application/xml" })
      .end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>hunter2</Message></Error>`);

describe("fetchS3", () => {
  const before = { ...process.env };
  beforeEach(() => {
    Object.assign(process.env, ENVIRONMENT, { HOME: "/nonexistent", AWS_CONFIG_FILE: "/nonexistent/config" });
    process.env.AWS_SHARED_CREDENTIALS_FILE = "/nonexistent/credentials";
    for (const name of FOREIGN) process.env[name] = "";
  });
  afterAll(() => {
    process.env = before;
  });

  it("reads an object from the endpoint of the environment, signed, in path style, without a region set", async () => {
    const requests: IncomingMessage[] = [];
    const answer: RequestListener = (request, response) => {
      requests.push(request);
      response.end(planText);
    };
    const bytes = await withS3(answer, () => fetched("s3://bucket/env/dr plan.json?versionId=v1"));
    expect(bytes.toString()).toBe(planText);
    expect(requests.map(({ url }) => url)).toEqual([
      "/bucket/env/dr%20plan.json?versionId=v1&x-id=GetObject",
    ]);
    expect(requests[0]?.headers.authorization).toMatch("AWS4-HMAC-SHA256 Credential=AKIAEXAMPLE/");
  });

  it("takes the region from AWS_DEFAULT_REGION too, which the SDK does not", async () => {
    process.env.AWS_DEFAULT_REGION = "eu-central-1";
    let authorization: string | undefined;
    const answer: RequestListener = (request, response) => {
      authorization = request.headers.authorization;
      response.end("x");
    };
    await withS3(answer, () => fetched("s3://bucket/key"));
    expect(authorization).toMatch("/eu-central-1/s3/");
  });

  it("follows S3's redirect to the bucket's region", async () => {
    const authorizations: string[] = [];
    const answer: RequestListener = (request, response) => {
      const authorization = request.headers.authorization ?? "";
      authorizations.push(authorization);
      if (authorization.includes("/eu-west-3/s3/")) return response.end("x");
      response.setHeader("x-amz-bucket-region", "eu-west-3");
      return fail(301, "PermanentRedirect")(request, response);
    };
    expect((await withS3(answer, () => fetched("s3://bucket/key"))).toString()).toBe("x");
    expect(authorizations).toHaveLength(2);
  });

  it("follows the region that S3 names when it refuses the signature", async () => {
    const authorizations: string[] = [];
    const body = "<Error><Code>AuthorizationHeaderMalformed</Code><Region>eu-west-3</Region></Error>";
    const answer: RequestListener = (request, response) => {
      const authorization = request.headers.authorization ?? "";
      authorizations.push(authorization);
      if (authorization.includes("/eu-west-3/s3/")) return response.end("x");
      return response.writeHead(400, { "content-type": "application/xml" }).end(body);
    };
    expect((await withS3(answer, () => fetched("s3://bucket/key"))).toString()).toBe("x");
    expect(authorizations).toHaveLength(2);
  });

  it("takes credentials in the environment before AWS_PROFILE, as the AWS CLI does, and warns of nothing", async () => {
    process.env.AWS_PROFILE = "other";
    const warn = jest.spyOn(console, "warn").mockImplementation();
    let authorization: string | undefined;
    const answer: RequestListener = (request, response) => {
      authorization = request.headers.authorization;
      response.end("x");
    };
    await withS3(answer, () => fetched("s3://bucket/key"));
    expect(authorization).toMatch("Credential=AKIAEXAMPLE/");
    expect(warn).not.toHaveBeenCalled();
    warn.mockRestore();
  });

  it("takes a backend's profile before credentials in the environment, as Terraform does, and warns of nothing", async () => {
    const warn = jest.spyOn(console, "warn").mockImplementation();
    delete process.env.AWS_REGION;
    const profiles = "[state]\naws_access_key_id = AKIAPROFILE\naws_secret_access_key = hunter2\n";
    let authorization: string | undefined;
    const answer: RequestListener = (request, response) => {
      authorization = request.headers.authorization;
      response.end("x");
    };
    await withFiles(
      { credentials: profiles, config: "[profile state]\nregion = eu-south-1\n" },
      (directory) => {
        process.env.AWS_SHARED_CREDENTIALS_FILE = path.join(directory, "credentials");
        process.env.AWS_CONFIG_FILE = path.join(directory, "config");
        return withS3(answer, () => fetched("s3://bucket/key", {}, { profile: "state" }));
      },
    );
    expect(authorization).toMatch(/Credential=AKIAPROFILE\/\d+\/eu-south-1\/s3\//);
    expect(warn).not.toHaveBeenCalled();
    warn.mockRestore();
  });

  it("prefers what a backend says to what the environment says", async () => {
    const customerKey = Buffer.alloc(32, 7).toString("base64");
    let request: IncomingMessage | undefined;
    const answer: RequestListener = (incoming, response) => {
      request = incoming;
      response.end("x");
    };
    process.env.AWS_REGION = "us-west-1";
    await withS3(answer, async () => {
      const endpoint = process.env.AWS_ENDPOINT_URL ?? "";
      process.env.AWS_ENDPOINT_URL = "http://127.0.0.1:9";
      const credentials = { accessKeyId: "AKIAOTHER", secretAccessKey: "hunter2" };
      const access = { region: "eu-north-1", endpoint, pathStyle: true, credentials, customerKey };
      return fetched("s3://bucket/key", {}, access);
    });
    expect(request?.headers.authorization).toMatch(/Credential=AKIAOTHER\/\d+\/eu-north-1\/s3\//);
    expect(request?.headers["x-amz-server-side-encryption-customer-key"]).toBe(customerKey);
    expect(request?.headers["x-amz-server-side-encryption-customer-key-md5"]).toBeDefined();
  });

  it.each<[string, string, S3Access, string]>([
    [
      "a bucket in the path where an endpoint is set",
      "bucket",
      { endpoint: "http://s3.test" },
      "s3.test/bucket/key",
    ],
    [
      "a bucket in the host name where a backend says so",
      "bucket",
      { endpoint: "http://s3.test", pathStyle: false },
      "bucket.s3.test/key",
    ],
    [
      "an access point in its own region",
      "arn:aws:s3:us-west-2:123456789012:accesspoint/plans",
      { endpoint: "http://s3.test" },
      "plans-123456789012.s3.test/key",
    ],
    [
      "an access point at AWS, in its own region",
      "arn:aws:s3:us-west-2:123456789012:accesspoint/plans",
      { region: "eu-west-1" },
      "plans-123456789012.s3-accesspoint.us-west-2.amazonaws.com/key",
    ],
  ])("addresses %s", async (_, bucket, access, url) => {
    process.env.AWS_ENDPOINT_URL = "";
    const asked: string[] = [];
    const handle = (request: { hostname: string; path: string }) => {
      asked.push(request.hostname + request.path);
      return Promise.reject(new Error("this test reaches no network"));
    };
    await inputError(
      fetched(`s3://${bucket}/key`, { client: { requestHandler: { handle } as never } }, access),
    );
    expect(asked).toEqual([url]);
  });

  it("decrypts with AWS_SSE_CUSTOMER_KEY when it is set", async () => {
    process.env.AWS_SSE_CUSTOMER_KEY = Buffer.alloc(32, 7).toString("base64");
    let algorithm: unknown;
    const answer: RequestListener = (request, response) => {
      algorithm = request.headers["x-amz-server-side-encryption-customer-algorithm"];
      response.end("x");
    };
    await withS3(answer, () => fetched("s3://bucket/key"));
    expect(algorithm).toBe("AES256");
  });

  it("tries again when S3 is out of order for the moment", async () => {
    process.env.AWS_MAX_ATTEMPTS = "2";
    let attempts = 0;
    const answer: RequestListener = (request, response) =>
      ++attempts === 1 ? fail(503, "SlowDown")(request, response) : response.end("x");
    expect((await withS3(answer, () => fetched("s3://bucket/key"))).toString()).toBe("x");
    expect(attempts).toBe(2);
  });

  it("ends what never ends, though it is never idle", async () => {
    const drip: RequestListener = (_, response) => {
      const timer = setInterval(() => response.write("x"), 10);
      response.on("close", () => clearInterval(timer));
    };
    const error = await withS3(drip, () => inputError(fetched("s3://bucket/key", { deadlineMs: 300 })));
    expect(error.what).toMatch("too long in all");
  });

  it.each([
    [404, "NoSuchKey", "no such object"],
    [404, "NoSuchBucket", "no such bucket"],
    [403, "AccessDenied", "denies access"],
    [400, "ExpiredToken", "does not accept these credentials"],
    [403, "SignatureDoesNotMatch", "does not accept these credentials"],
    [403, "InvalidObjectState", "archived"],
    [400, "InvalidRequest", "SSE-C"],
    [400, "KMS.DisabledException", "KMS key"],
    [500, "InternalError", "InternalError, HTTP 500"],
  ])("explains %d %s", async (status, code, what) => {
    const error = await withS3(fail(status, code), () => inputError(fetched("s3://bucket/key")));
    expect(error.message).toMatch("s3://bucket/key: ");
    expect(error.what).toContain(what);
  });

  it("refuses what is too large by its announced length", async () => {
    const answer: RequestListener = (_, response) => {
      response.writeHead(200, { "content-length": String(5 * 1024 ** 3) });
      response.write("{");
    };
    const error = await withS3(answer, () => inputError(fetched("s3://bucket/key")));
    expect(error.what).toMatch("more than 1,073,741,824 bytes");
  });

  it("explains a connection that is lost half-way", async () => {
    const answer: RequestListener = (_, response) => {
      response.writeHead(200, { "content-length": "100" });
      response.write("half", () => response.destroy());
    };
    const error = await withS3(answer, () => inputError(fetched("s3://bucket/key")));
    expect(error.what).toMatch("the connection was lost");
  });

  it("explains a server that does not answer", async () => {
    const silent: RequestListener = () => undefined;
    const requestHandler = { connectionTimeout: 200, socketTimeout: 200 };
    const error = await withS3(silent, () =>
      inputError(fetched("s3://bucket/key", { client: { requestHandler } })),
    );
    expect(error.what).toMatch("did not answer in time");
  });

  it("explains a server that falls silent half-way", async () => {
    const answer: RequestListener = (_, response) => {
      response.writeHead(200, { "content-length": "100" });
      response.write("half");
    };
    const requestHandler = { connectionTimeout: 200, socketTimeout: 200 };
    const error = await withS3(answer, () =>
      inputError(fetched("s3://bucket/key", { client: { requestHandler } })),
    );
    expect(error.what).toMatch(/in time|connection was lost/);
  });

  it("explains a server that is not there", async () => {
    await withS3(fail(500, "x"), () => Promise.resolve());
    expect((await inputError(fetched("s3://bucket/key"))).what).toMatch("cannot be reached");
  });

  it("explains missing credentials", async () => {
    process.env.AWS_ACCESS_KEY_ID = "";
    const error = await withS3(fail(500, "x"), () => inputError(fetched("s3://bucket/key")));
    expect(error.what).toMatch("no AWS credentials");
  });
});

describe("listS3", () => {
  const before = { ...process.env };
  beforeEach(() => Object.assign(process.env, ENVIRONMENT));
  afterAll(() => {
    process.env = before;
  });

  it("lists the keys below a prefix", async () => {
    let url: string | undefined;
    const answer: RequestListener = (request, response) => {
      url = request.url;
      const keys = ["env:/a/key", "env:/b/key"].map((key) => `<Contents><Key>${key}</Key></Contents>`);
      response.end(`<?xml version="1.0"?><ListBucketResult>${keys.join("")}</ListBucketResult>`);
    };
    const keys = await withS3(answer, () => listS3(parseS3Location("s3://bucket/key"), "env:/"));
    expect(keys).toEqual(["env:/a/key", "env:/b/key"]);
    expect(url).toMatch(/^\/bucket\/\?.*prefix=env%3A%2F/);
  });

  it("explains why it may not", async () => {
    const error = await withS3(fail(403, "AccessDenied"), () =>
      inputError(listS3(parseS3Location("s3://bucket/key"), "")),
    );
    expect(error.what).toMatch("denies access");
  });
});
