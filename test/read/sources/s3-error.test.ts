import { InputError } from "../../../analyzer/base/errors";
import { s3Error } from "../../../analyzer/read/sources/s3-error";

const location = { spec: "s3://bucket/key", bucket: "bucket", key: "key" };
const explain = (error: object, versionId?: string) =>
  s3Error(error, { ...location, ...(versionId ? { versionId } : {}) });

describe("s3Error", () => {
  it.each([
    [{ name: "NoSuchKey" }, "no such object"],
    [{ name: "NoSuchBucket" }, "no such bucket"],
    [{ name: "AccessDenied" }, "denies access"],
    [{ name: "CredentialsProviderError" }, "no AWS credentials"],
    [{ name: "ExpiredToken" }, "does not accept these credentials"],
    [{ name: "InvalidAccessKeyId" }, "does not accept these credentials"],
    [{ name: "TimeoutError" }, "did not answer in time"],
    [{ name: "InvalidObjectState" }, "archived"],
    [{ name: "PermanentRedirect" }, "another region"],
    [{ name: "Error", code: "ECONNREFUSED" }, "cannot be reached"],
    [{ name: "Error", code: "ENOTFOUND" }, "cannot be reached"],
    [{ name: "EndpointError" }, "not a URL"],
    [{ name: "UnknownError", $metadata: { httpStatusCode: 403 } }, "denies access"],
    [{ name: "UnknownError", $metadata: { httpStatusCode: 404 } }, "no such object"],
    [{ name: "SlowDown", $metadata: { httpStatusCode: 503 } }, "S3 failed (SlowDown, HTTP 503)"],
    [{}, "S3 failed (no reason given)"],
  ])("explains %j", (error, what) => {
    const explained = explain({ ...error, message: "hunter2" });
    expect(explained.message).toContain(`s3://bucket/key: `);
    expect(explained.what).toContain(what);
    expect(explained.message).not.toContain("hunter2");
  });

  it("finds the system's code in the message of an error that the SDK wrapped", () => {
    expect(explain(new Error("AWS SDK error wrapper for Error: connect ECONNREFUSED ::1:9")).what).toMatch(
      "cannot be reached",
    );
  });

  it("knows a lost connection by Node's words", () => {
    expect(explain(new Error("AWS SDK error wrapper for TimeoutError: socket hang up")).what).toMatch(
      "the connection was lost",
    );
  });

  it("blames the version when one was asked for", () => {
    const wrong = { name: "InvalidArgument", $metadata: { httpStatusCode: 400 } };
    expect(explain(wrong, "v1").what).toMatch("no such version");
    expect(explain({ name: "NoSuchVersion", $metadata: { httpStatusCode: 404 } }, "v1").what).toMatch(
      "no such version",
    );
  });

  it("does not blame the version for what else is wrong", () => {
    const expired = { name: "ExpiredToken", $metadata: { httpStatusCode: 400 } };
    expect(explain(expired, "v1").what).toMatch("does not accept these credentials");
    expect(explain({ name: "NoSuchBucket", $metadata: { httpStatusCode: 404 } }, "v1").what).toMatch(
      "bucket",
    );
  });

  it("keeps an error that is explained already", () => {
    const known = new InputError({ where: "a", what: "b", fix: "c" });
    expect(s3Error(known, location)).toBe(known);
  });
});
