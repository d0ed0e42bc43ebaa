/** `latest`, or a time in UTC: what is put into a shell's script is nothing else. */
const WHEN = "^(latest|[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z)$";

/**
 * An SSM document that restores a database on an instance. It lies in both regions, so that running it needs no other.
 * @param archive of the region: `s3://BUCKET/PREFIX`
 */
export function restoreDocument(name: string, archive: string, commands: readonly string[]): string {
  const document = JSON.stringify({
    schemaVersion: "2.2",
    description: `Restores ${name} from the archive of its region`,
    parameters: {
      RestoreAt: {
        type: "String",
        description: "latest, or a time in UTC such as 2026-11-30T07:00:00Z",
        default: "latest",
        allowedPattern: WHEN,
      },
    },
    mainSteps: [
      {
        name: "restore",
        action: "aws:runShellScript",
        inputs: {
          // Six hours: a large archive takes its time.
          timeoutSeconds: "21600",
          runCommand: [
            "set -eu",
            `export ARCHIVE='${archive}'`,
            "export RESTORE_AT='{{ RestoreAt }}'",
            ...commands,
          ],
        },
      },
    ],
  });
  // The shell's own `${...}` and curl's `%{...}` are no templates of Terraform's; references stay.
  return document.replaceAll(/\$\{(?!TfToken\[)/g, "$$$${").replaceAll("%{", "%%{");
}
