import type { Correction } from "./corrections";

/** Corrections for the services of the examples `microservices` and `warm-standby`. */
export function serviceCorrections(): Correction[] {
  return [redrivePolicies(), fileSystemProtection(), scalableTargetTags(), containerService(), definitions];
}

/** What the emulator does not look at, `asl-validator` does in the tests of the machines. */
const definitions: Correction = {
  reason:
    "a state machine's definition cannot be validated, which the provider asks for whenever it plans one",
  answer({ service, target }, answer) {
    if (service !== "states" || !target.endsWith(".ValidateStateMachineDefinition")) return answer;
    return JSON.stringify({ result: "OK", diagnostics: [] });
  },
};

function redrivePolicies(): Correction {
  const policies = new Map<string, string>();
  return {
    reason: "a queue forgets whose dead-letter queue it may be, and writes its own with spaces",
    answer({ service, target, body }, answer) {
      if (service !== "sqs" || !target.endsWith("QueueAttributes")) return answer;
      const { QueueUrl, Attributes } = JSON.parse(body) as {
        QueueUrl: string;
        Attributes?: { RedriveAllowPolicy?: string };
      };
      if (target.endsWith(".SetQueueAttributes") && Attributes?.RedriveAllowPolicy !== undefined)
        policies.set(QueueUrl, Attributes.RedriveAllowPolicy);
      if (!target.endsWith(".GetQueueAttributes")) return answer;
      const told = (JSON.parse(answer) as { Attributes?: Record<string, string> }).Attributes ?? {};
      const policy = policies.get(QueueUrl);
      if (policy !== undefined) told.RedriveAllowPolicy = policy;
      if (told.RedrivePolicy !== undefined)
        told.RedrivePolicy = JSON.stringify(JSON.parse(told.RedrivePolicy));
      return JSON.stringify({ Attributes: told });
    },
  };
}

function fileSystemProtection(): Correction {
  const protections = new Map<string, unknown>();
  return {
    reason: "file systems have no protection against being overwritten by a replication",
    answer({ method, url, service, body }, answer) {
      if (service !== "elasticfilesystem") return answer;
      const id = /\/file-systems\/([^/?]+)\/protection/.exec(url)?.[1];
      if (id !== undefined && method === "PUT") {
        protections.set(id, JSON.parse(body));
        return body;
      }
      if (method !== "GET" || !/\/file-systems(\?|$)/.test(url)) return answer;
      const { FileSystems = [], ...rest } = JSON.parse(answer) as {
        FileSystems?: { FileSystemId: string }[];
      };
      const protectedOnes = FileSystems.map((one) => ({
        ...one,
        FileSystemProtection: protections.get(one.FileSystemId) ?? {
          ReplicationOverwriteProtection: "ENABLED",
        },
      }));
      return JSON.stringify({ ...rest, FileSystems: protectedOnes });
    },
  };
}

function scalableTargetTags(): Correction {
  const tags = new Map<string, unknown>();
  return {
    reason: "scalable targets have no tags, and asking for them is an error",
    answer({ service, target, body }, answer) {
      if (service !== "application-autoscaling") return answer;
      if (target.endsWith(".RegisterScalableTarget")) {
        const { ScalableTargetARN: arn } = JSON.parse(answer) as { ScalableTargetARN?: string };
        const { Tags } = JSON.parse(body) as { Tags?: unknown };
        if (arn !== undefined) tags.set(arn, Tags ?? {});
      }
      if (!target.endsWith(".ListTagsForResource")) return answer;
      const { ResourceARN } = JSON.parse(body) as { ResourceARN: string };
      return JSON.stringify({ Tags: tags.get(ResourceARN) ?? {} });
    },
  };
}

/** Of a service of containers. */
const LOST = [
  "availabilityZoneRebalancing",
  "enableECSManagedTags",
  "healthCheckGracePeriodSeconds",
  "propagateTags",
];

function containerService(): Correction {
  const asked = new Map<string, Record<string, unknown>>();
  return {
    reason: "a service of containers loses much of how it is run",
    answer({ service, region, target, body }, answer) {
      if (service !== "ecs") return answer;
      if (target.endsWith(".CreateService")) {
        const request = JSON.parse(body) as Record<string, unknown>;
        const told = LOST.map((name) => [name, request[name]] as const);
        asked.set(`${region}/${String(request.serviceName)}`, Object.fromEntries(told));
      }
      if (!target.endsWith(".DescribeServices")) return answer;
      const { services = [], ...rest } = JSON.parse(answer) as { services?: { serviceName: string }[] };
      const told = services.map((one) => ({ ...one, ...asked.get(`${region}/${one.serviceName}`) }));
      return JSON.stringify({ ...rest, services: told });
    },
  };
}
