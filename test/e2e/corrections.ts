/**
 * Where the emulator answers what AWS would not, each with the correction that the proxy makes. Without them a second plan
 * would show changes that no real account shows. The only other deviation is `not-emulated.ts`.
 */
export interface Exchange {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly service: string;
  readonly region: string;
  readonly body: string;
}

export interface Correction {
  readonly reason: string;
  /** Changes where a request goes. */
  readonly url?: (request: Exchange) => string;
  /** Changes an answer. */
  readonly answer?: (request: Exchange, answer: string) => string;
}

/** A fresh set, with memory of its own, per emulator. */
export function corrections(): Correction[] {
  return [
    replicationConfiguration(),
    launchTemplate,
    scalingPolicy,
    provisionedCluster,
    backupTags,
    userParameters(),
  ];
}

function replicationConfiguration(): Correction {
  const stored = new Map<string, string>();
  return {
    reason: "S3 replication rules lose their delete marker, source selection, metrics and time control",
    answer({ method, url, service, body }, answer) {
      if (service !== "s3" || !/[?&]replication(=|&|$)/.test(url)) return answer;
      const bucket = url.split("?")[0] ?? url;
      if (method === "PUT") stored.set(bucket, body);
      if (method === "DELETE") stored.delete(bucket);
      return method === "GET" ? (stored.get(bucket) ?? answer) : answer;
    },
  };
}

const launchTemplate: Correction = {
  reason: "a launch template's own tags appear among the tags of what it launches",
  answer: ({ service, body }, answer) =>
    service === "ec2" && body.includes("Action=DescribeLaunchTemplateVersions")
      ? answer.replaceAll(
          /<item>\s*<resourceType>launch-template<\/resourceType>[\s\S]*?<\/tagSet>\s*<\/item>/g,
          "",
        )
      : answer,
};

const scalingPolicy: Correction = {
  reason: "a scaling policy comes back disabled, and with an empty predictive configuration",
  answer: ({ service, body }, answer) =>
    service === "autoscaling" && body.includes("Action=DescribePolicies")
      ? answer
          .replaceAll("<Enabled>false</Enabled>", "<Enabled>true</Enabled>")
          .replaceAll(/<PredictiveScalingConfiguration>[\s\S]*?<\/PredictiveScalingConfiguration>/g, "")
      : answer,
};

const provisionedCluster: Correction = {
  reason: "a provisioned Aurora cluster has the scaling configuration of a serverless one",
  answer: ({ service, body }, answer) =>
    service === "rds" && body.includes("Action=DescribeDBClusters")
      ? answer.replaceAll(/<ScalingConfigurationInfo>[\s\S]*?<\/ScalingConfigurationInfo>/g, "")
      : answer,
};

const backupTags: Correction = {
  reason:
    "tags of a backup vault are found only with a slash at the end of the path, which the SDK does not send",
  url: ({ method, url, service }) =>
    service === "backup" && method === "GET" && /^\/tags\/[^/?]+$/.test(url) ? `${url}/` : url,
};

function userParameters(): Correction {
  const changed = new Set<string>();
  return {
    reason: "a parameter that was set still calls itself an engine default",
    answer({ service, region, body }, answer) {
      if (service !== "rds" || !body.includes("DBParameter")) return answer;
      const form = new URLSearchParams(body);
      const group = `${region}/${form.get("DBParameterGroupName")}`;
      if (form.get("Action") === "ModifyDBParameterGroup") {
        for (const [key, name] of form) if (key.endsWith(".ParameterName")) changed.add(`${group}/${name}`);
      }
      if (form.get("Action") !== "DescribeDBParameters") return answer;
      return answer.replaceAll(/<Parameter>[\s\S]*?<\/Parameter>/g, (parameter) => {
        const name = /<ParameterName>(.*?)<\/ParameterName>/.exec(parameter)?.[1] ?? "";
        return changed.has(`${group}/${name}`)
          ? parameter.replace(/<Source>.*?<\/Source>/, "<Source>user</Source>")
          : parameter;
      });
    },
  };
}
