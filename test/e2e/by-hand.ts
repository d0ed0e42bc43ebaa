import { readFileSync } from "node:fs";
import { PutBucketVersioningCommand, S3Client } from "@aws-sdk/client-s3";
import type { Deployment } from "./deployment";

interface PlannedResource {
  readonly address: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** An operator with a console: changes the DR side past Terraform. */
export class Operator {
  constructor(private readonly deployment: Deployment) {}

  async openPort(securityGroup: string, port: number): Promise<void> {
    await this.call("ec2", {
      Action: "AuthorizeSecurityGroupIngress",
      Version: "2016-11-15",
      GroupId: this.value(securityGroup, "id"),
      "IpPermissions.1.IpProtocol": "tcp",
      "IpPermissions.1.FromPort": String(port),
      "IpPermissions.1.ToPort": String(port),
      "IpPermissions.1.IpRanges.1.CidrIp": "0.0.0.0/0",
    });
  }

  async suspendVersioning(bucket: string): Promise<void> {
    const client = new S3Client({
      endpoint: this.deployment.proxy.url,
      region: this.region,
      forcePathStyle: true,
      credentials: { accessKeyId: "operator", secretAccessKey: "operator" },
    });
    const VersioningConfiguration = { Status: "Suspended" } as const;
    await client.send(
      new PutBucketVersioningCommand({ Bucket: this.value(bucket, "bucket"), VersioningConfiguration }),
    );
    client.destroy();
  }

  async keepBackupsFor(instance: string, days: number): Promise<void> {
    await this.call("rds", {
      Action: "ModifyDBInstance",
      Version: "2014-10-31",
      DBInstanceIdentifier: this.value(instance, "identifier"),
      BackupRetentionPeriod: String(days),
      ApplyImmediately: "true",
    });
  }

  private get region(): string {
    return this.deployment.manifest.pair.drRegion;
  }

  private value(address: string, attribute: string): string {
    const plan = JSON.parse(readFileSync(this.deployment.runOf("dr").planFile, "utf8")) as {
      planned_values: { root_module: { resources: PlannedResource[] } };
    };
    const resource = plan.planned_values.root_module.resources.find((one) => one.address === address);
    if (resource === undefined) throw new Error(`the DR plan has no ${address}`);
    return String(resource.values[attribute]);
  }

  private async call(service: string, form: Record<string, string>): Promise<void> {
    const scope = `operator/20260101/${this.region}/${service}/aws4_request`;
    const answer = await fetch(this.deployment.proxy.url, {
      method: "POST",
      headers: { authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=none` },
      body: new URLSearchParams(form),
    });
    if (!answer.ok) throw new Error(`${form.Action} failed: ${await answer.text()}`);
  }
}
