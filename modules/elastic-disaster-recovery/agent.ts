import { SsmAssociation, SsmDocument } from "../pair/aws";
import type { Construct } from "../pair/cdk";
import type { Region } from "../pair/region";
import { linuxScript, windowsScript } from "./agent-scripts";

export interface AgentProps {
  readonly name: string;
  /** To which the servers are copied. */
  readonly target: Region;
  /** What servers that are to be copied carry. */
  readonly tag: { readonly key: string; readonly value: string };
}

const SYSTEMS = [
  { id: "linux", platform: "Linux", action: "aws:runShellScript", script: linuxScript },
  { id: "windows", platform: "Windows", action: "aws:runPowerShellScript", script: windowsScript },
] as const;

/** Half an hour: the agent builds a kernel module on some systems. */
const TIMEOUT_IN_SECONDS = "1800";

/** Has Systems Manager install the agent on every server with the tag, and look every day for new ones. @returns the documents */
export function installAgents(scope: Construct, { name, target, tag }: AgentProps): SsmDocument[] {
  return SYSTEMS.map(({ id, platform, action, script }) => {
    const document = new SsmDocument(scope, `agent-${id}`, {
      name: `${name}-agent-${id}`,
      documentType: "Command",
      documentFormat: "JSON",
      targetType: "/AWS::EC2::Instance",
      content: JSON.stringify({
        schemaVersion: "2.2",
        description: `Installs the agent that copies a ${platform} server to ${target}.`,
        mainSteps: [
          {
            name: "install",
            action,
            precondition: { StringEquals: ["platformType", platform] },
            inputs: { timeoutSeconds: TIMEOUT_IN_SECONDS, runCommand: script(target) },
          },
        ],
      }),
    });
    new SsmAssociation(scope, `agent-${id}-association`, {
      name: document.name,
      associationName: `${name}-agent-${id}`,
      targets: [{ key: `tag:${tag.key}`, values: [tag.value] }],
      scheduleExpression: "rate(1 day)",
      maxConcurrency: "10%",
      maxErrors: "10%",
      complianceSeverity: "HIGH",
    });
    return document;
  });
}
