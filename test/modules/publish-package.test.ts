import { createHash } from "node:crypto";
import { type PackageBucket, publishPackage } from "../../modules/package-repository/publish-package";
import { Duration } from "../../modules/pair/duration";

const body = Buffer.from("program");
const digest = (bytes: Buffer) => createHash("sha256").update(bytes).digest("base64");

function bucket(region: string, objects: Map<string, string>): PackageBucket {
  return {
    region,
    put: (key, bytes) => Promise.resolve(void objects.set(key, digest(bytes))),
    sha256: (key) => Promise.resolve(objects.get(key)),
  };
}

const quick = { patience: Duration.seconds(0.02), pollEvery: Duration.seconds(0.005) };

describe("publishPackage", () => {
  it("is done when both regions have the same bytes", async () => {
    const shared = new Map<string, string>();
    await publishPackage({
      key: "web-1.tgz",
      body,
      from: bucket("eu-west-1", shared),
      to: bucket("eu-central-1", shared),
      ...quick,
    });
    expect(shared.get("web-1.tgz")).toBe(digest(body));
  });

  it("fails when the other region does not get them in time", async () => {
    const publishing = publishPackage({
      key: "web-1.tgz",
      body,
      from: bucket("eu-west-1", new Map()),
      to: bucket("eu-central-1", new Map()),
      ...quick,
    });
    await expect(publishing).rejects.toThrow("web-1.tgz has not reached eu-central-1");
  });

  it("fails when the other region has other bytes", async () => {
    const stale = new Map([["web-1.tgz", "stale"]]);
    const publishing = publishPackage({
      key: "web-1.tgz",
      body,
      from: bucket("eu-west-1", new Map()),
      to: bucket("eu-central-1", stale),
      ...quick,
    });
    await expect(publishing).rejects.toThrow("web-1.tgz has other contents in eu-central-1");
  });

  it("never overwrites a version that is out", async () => {
    const taken = new Map([["web-1.tgz", "other"]]);
    const publishing = publishPackage({
      key: "web-1.tgz",
      body,
      from: bucket("eu-west-1", taken),
      to: bucket("x", taken),
      ...quick,
    });
    await expect(publishing).rejects.toThrow("publish it under a new version");
    expect(taken.get("web-1.tgz")).toBe("other");
  });
});
