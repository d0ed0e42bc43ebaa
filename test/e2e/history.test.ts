import {
  CreateBucketCommand,
  HeadObjectCommand,
  PutBucketEncryptionCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { spawn, spawnSync } from "node:child_process";
import path from "node:path";
import { S3History } from "../../analyzer/act/history/s3";
import { run } from "../act/history/support/records";
import { Emulator } from "./emulator";

const WRITER = path.join(__dirname, "../act/history/support/writer.ts");
const LOCATION = "s3://history/drparity/storefront";
const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1);

const missing = spawnSync("moto_server", ["--help"]).error !== undefined;
if (missing) console.warn("SKIPPED: no history was kept in an emulated S3: moto_server is not on PATH");

(missing ? describe.skip : describe)("a history in an emulated S3", () => {
  let emulator: Emulator;
  const access = () => ({
    endpoint: `http://127.0.0.1:${String(emulator.port)}`,
    region: "us-west-2",
    forcePathStyle: true,
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
  });
  const entries = async () => new S3History(LOCATION, access()).entries();

  beforeAll(async () => {
    emulator = await Emulator.start();
    const s3 = new S3Client(access());
    const CreateBucketConfiguration = { LocationConstraint: "us-west-2" } as const;
    await s3.send(new CreateBucketCommand({ Bucket: "history", CreateBucketConfiguration }));
    const Rules = [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "aws:kms" as const } }];
    await s3.send(
      new PutBucketEncryptionCommand({ Bucket: "history", ServerSideEncryptionConfiguration: { Rules } }),
    );
    s3.destroy();
  }, 60_000);
  afterAll(() => emulator.stop());

  it("is encrypted as the bucket demands", async () => {
    await new S3History(LOCATION, access()).append(run(1));
    const s3 = new S3Client(access());
    const Key = "drparity/storefront/000000000001.json";
    const { ServerSideEncryption } = await s3.send(new HeadObjectCommand({ Bucket: "history", Key }));
    s3.destroy();
    expect(ServerSideEncryption).toBe("aws:kms");
  });

  it("loses nothing of twenty processes that write at once", async () => {
    const { endpoint, region } = access();
    const env = {
      PATH: process.env.PATH,
      AWS_ENDPOINT_URL: endpoint,
      AWS_REGION: region,
      AWS_ACCESS_KEY_ID: "test",
      AWS_SECRET_ACCESS_KEY: "test",
    };
    const statuses = upTo(20).map((i) => {
      const args = ["--import", "tsx", WRITER, LOCATION, `w${String(i)}`, "1"];
      const child = spawn(process.execPath, args, { env, stdio: ["ignore", "ignore", "inherit"] });
      return new Promise((resolve) => child.on("close", resolve));
    });
    expect(await Promise.all(statuses)).toEqual(upTo(20).map(() => 0));
    const kept = await entries();
    expect(kept.map(({ sequence }) => sequence)).toEqual(upTo(21));
    expect(new Set(kept.map((entry) => entry.run.id)).size).toBe(21);
  }, 180_000);
});
