import { serviceCorrections } from "./service-corrections";

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
  /** The operation, where a header names it. */
  readonly target: string;
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
    globalClusterTags(),
    replicaKey(),
    buildLimit(),
    alarmCheck(),
    groupRule(),
    ...serviceCorrections(),
    redrivePolicy,
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
  reason: "a scaling policy does not say that it is enabled, and has an empty predictive configuration",
  answer: ({ service, body }, answer) =>
    service === "autoscaling" && body.includes("Action=DescribePolicies")
      ? answer
          .replaceAll("</PolicyType>", "</PolicyType><Enabled>true</Enabled>")
          .replaceAll("<PredictiveScalingConfiguration/>", "")
      : answer,
};

const provisionedCluster: Correction = {
  reason: "a provisioned Aurora cluster has the scaling configuration of a serverless one",
  answer: ({ service, body }, answer) =>
    service === "rds" && body.includes("Action=DescribeDBClusters")
      ? answer.replaceAll("<ScalingConfigurationInfo/>", "")
      : answer,
};

const backupTags: Correction = {
  reason:
    "tags of a backup vault are found only with a slash at the end of the path, which the SDK does not send",
  url: ({ method, url, service }) =>
    service === "backup" && method === "GET" && /^\/tags\/[^/?]+$/.test(url) ? `${url}/` : url,
};

function userParameters(): Correction {
  const groups = new Map<string, Map<string, string>>();
  return {
    reason: "parameters that were set are not told as the user's",
    answer({ service, region, body }, answer) {
      if (service !== "rds" || !body.includes("DBParameter")) return answer;
      const form = new URLSearchParams(body);
      const group = `${region}/${form.get("DBParameterGroupName")}`;
      const set = groups.get(group) ?? new Map<string, string>();
      groups.set(group, set);
      if (form.get("Action") === "ModifyDBParameterGroup") {
        for (const prefix of numbered(form, "Parameters.Parameter", "ParameterName")) {
          const field = (name: string) => `<${name}>${form.get(`${prefix}.${name}`) ?? ""}</${name}>`;
          const text = `${field("ParameterName")}${field("ParameterValue")}${field("ApplyMethod")}<Source>user</Source>`;
          set.set(form.get(`${prefix}.ParameterName`) ?? "", `<Parameter>${text}</Parameter>`);
        }
      }
      if (form.get("Action") !== "DescribeDBParameters" || set.size === 0) return answer;
      const all = `<Parameters>${[...set.values()].join("")}</Parameters>`;
      return answer.replace(/<Parameters\/>|<Parameters>[\s\S]*<\/Parameters>/, all);
    },
  };
}

function groupRule(): Correction {
  const descriptions = new Map<string, string>();
  return {
    reason: "a rule that names another security group loses its description",
    answer({ service, body }, answer) {
      if (service !== "ec2" || !body.includes("SecurityGroup")) return answer;
      const form = new URLSearchParams(body);
      const description = form.get("IpPermissions.1.Groups.1.Description");
      const [, made] = /<securityGroupRuleId>([^<]+)</.exec(answer) ?? [];
      if (description !== null && made !== undefined) descriptions.set(made, description);
      if (form.get("Action") !== "DescribeSecurityGroupRules") return answer;
      return answer.replaceAll(/<securityGroupRuleId>([^<]+)<\/securityGroupRuleId>/g, (id, name: string) => {
        const text = descriptions.get(name);
        return text === undefined ? id : `${id}<description>${text}</description>`;
      });
    },
  };
}

function globalClusterTags(): Correction {
  const tags = new Map<string, string>();
  return {
    reason: "a global cluster has no tags",
    answer({ service, body }, answer) {
      if (service !== "rds" || !body.includes("GlobalCluster")) return answer;
      const form = new URLSearchParams(body);
      const id = form.get("GlobalClusterIdentifier") ?? "";
      if (form.get("Action") === "CreateGlobalCluster") {
        const list = numbered(form, "Tags.Tag", "Key").map(
          (prefix) =>
            `<Tag><Key>${form.get(`${prefix}.Key`)}</Key><Value>${form.get(`${prefix}.Value`)}</Value></Tag>`,
        );
        tags.set(id, `<TagList>${list.join("")}</TagList>`);
      }
      if (form.get("Action") !== "DescribeGlobalClusters") return answer;
      const plain = answer.replaceAll(/<TagList\/>|<TagList>[\s\S]*?<\/TagList>/g, "");
      return plain.replaceAll(
        /<GlobalClusterIdentifier>(.*?)<\/GlobalClusterIdentifier>/g,
        (element, name: string) => {
          return `${element}${tags.get(name) ?? ""}`;
        },
      );
    },
  };
}

function replicaKey(): Correction {
  /** What GetKeyPolicy and ListResourceTags are to answer, by region, key and operation. */
  const answers = new Map<string, string>();
  const keyOf = (body: string) => /"KeyId":\s*"(?:[^"]*\/)?([^"/]+)"/.exec(body)?.[1] ?? "";
  return {
    reason:
      "a replica key gets neither the policy nor the tags that it is created with, but its primary's alias",
    answer({ service, region, body, target }, answer) {
      if (service !== "kms") return answer;
      const operation = target.replace("TrentService.", "");
      const at = `${region}/${keyOf(body)}`;
      if (operation === "ReplicateKey") {
        const {
          ReplicaRegion,
          Policy,
          Tags = [],
        } = JSON.parse(body) as { ReplicaRegion: string; Policy?: string; Tags?: unknown[] };
        const replica = `${ReplicaRegion}/${keyOf(body)}`;
        answers.set(`${replica}/ListResourceTags`, JSON.stringify({ Tags, Truncated: false }));
        if (Policy !== undefined) answers.set(`${replica}/GetKeyPolicy`, JSON.stringify({ Policy }));
      }
      const aliased = /"TargetKeyId":\s*"([^"]+)"/.exec(body)?.[1] ?? "";
      const isReplicas = answers.has(`${region}/${aliased}/ListResourceTags`);
      // AWS's aliases are regional: what exists already here is the one that the emulator took over.
      if (operation === "CreateAlias" && isReplicas && answer.includes("AlreadyExistsException")) return "{}";
      if (operation === "ListAliases")
        return answer.replaceAll(/(:kms:)[a-z0-9-]+(:\d+:alias)/g, `$1${region}$2`);
      if (operation === "PutKeyPolicy") answers.delete(`${at}/GetKeyPolicy`);
      if (operation === "TagResource" || operation === "UntagResource")
        answers.delete(`${at}/ListResourceTags`);
      return answers.get(`${at}/${operation}`) ?? answer;
    },
  };
}

function buildLimit(): Correction {
  const limits = new Map<string, number>();
  return {
    reason: "a build project loses its limit of concurrent builds",
    answer({ service, region, target, body }, answer) {
      if (service !== "codebuild") return answer;
      if (target.endsWith(".CreateProject")) {
        const project = JSON.parse(body) as { name: string; concurrentBuildLimit?: number };
        if (project.concurrentBuildLimit !== undefined)
          limits.set(`${region}/${project.name}`, project.concurrentBuildLimit);
      }
      if (!target.endsWith(".BatchGetProjects")) return answer;
      const { projects } = JSON.parse(answer) as { projects: { name: string }[] };
      const limited = projects.map((project) => ({
        ...project,
        concurrentBuildLimit: limits.get(`${region}/${project.name}`),
      }));
      return JSON.stringify({ projects: limited });
    },
  };
}

function alarmCheck(): Correction {
  const config = /<HealthCheckConfig[^>]*>[\s\S]*<\/HealthCheckConfig>/;
  const stored = new Map<string, string>();
  return {
    reason: "a health check of an alarm loses the alarm, and gets a port and a threshold",
    answer({ method, url, service, body }, answer) {
      if (service !== "route53" || !/\/healthcheck(\/|$)/.test(url)) return answer;
      const id = /<Id>([^<]+)<\/Id>/.exec(answer)?.[1] ?? "";
      if (method === "POST" && body.includes("<Type>CLOUDWATCH_METRIC</Type>"))
        stored.set(id, config.exec(body)?.[0] ?? "");
      const own = stored.get(id);
      return own === undefined ? answer : answer.replace(config, own);
    },
  };
}

const redrivePolicy: Correction = {
  reason: "a queue's redrive policy comes back with spaces that nobody wrote",
  answer({ service }, answer) {
    if (service !== "sqs") return answer;
    return answer.replaceAll(/("RedrivePolicy": *)("(?:[^"\\]|\\.)*")/g, (_, name: string, text: string) => {
      const policy: unknown = JSON.parse(JSON.parse(text) as string);
      return name + JSON.stringify(JSON.stringify(policy));
    });
  },
};

/** `Tags.Tag.1`, `Tags.Tag.2`, ... of a form that has the field in them. */
function numbered(form: URLSearchParams, prefix: string, field: string): string[] {
  return [...form.keys()]
    .filter((key) => key.startsWith(`${prefix}.`) && key.endsWith(`.${field}`))
    .map((key) => key.slice(0, -field.length - 1));
}
