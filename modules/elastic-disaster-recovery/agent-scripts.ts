import type { Region } from "../pair/region";

/**
 * How the replication agent comes to a server: the installer of the region that the server is copied to, checked against the hash that
 * AWS publishes elsewhere, with the instance's own role. A server that has it is left alone.
 * Neither double quotes nor backslashes: cdktf writes them wrong into HCL, which the exported modules are made of.
 * Source: https://docs.aws.amazon.com/drs/latest/userguide/linux-agent.html and windows-agent.html, installer-parameters.html
 */
export function linuxScript(region: Region): readonly string[] {
  const file = "aws-replication-installer-init";
  return [
    "set -eu",
    "if [ -d /var/lib/aws-replication-agent ]; then echo 'The agent is installed.'; exit 0; fi",
    "folder=$(mktemp -d); cd $folder",
    `curl -fsSO ${addressOf(region, "linux", file)}`,
    `hash=$(curl -fsS ${hashOf(region, "linux", file)} | cut -d ' ' -f 1)`,
    `echo $hash'  '${file} | sha512sum --check`,
    `chmod +x ${file}`,
    `./${file} --region ${region} --no-prompt`,
    "cd /; rm -rf $folder",
  ];
}

/** The same in PowerShell. */
export function windowsScript(region: Region): readonly string[] {
  const file = "AwsReplicationWindowsInstaller.exe";
  return [
    "$ErrorActionPreference = 'Stop'",
    "$ProgressPreference = 'SilentlyContinue'",
    "if (Test-Path 'C:/Program Files (x86)/AWS Replication Agent') { Write-Output 'The agent is installed.'; exit 0 }",
    "[Net.ServicePointManager]::SecurityProtocol = [Net.SecurityProtocolType]::Tls12",
    "$folder = New-Item -ItemType Directory -Path (Join-Path $env:TEMP ([guid]::NewGuid()))",
    `$installer = Join-Path $folder '${file}'`,
    "$published = $installer + '.sha512'",
    `Invoke-WebRequest -UseBasicParsing -Uri '${addressOf(region, "windows", file)}' -OutFile $installer`,
    `Invoke-WebRequest -UseBasicParsing -Uri '${hashOf(region, "windows", file)}' -OutFile $published`,
    "$wanted = (Get-Content $published -Raw).Trim().Split()[0]",
    "if ((Get-FileHash $installer -Algorithm SHA512).Hash -ne $wanted) { throw 'The installer is not what AWS published.' }",
    `$run = Start-Process -FilePath $installer -ArgumentList '--region ${region} --no-prompt' -Wait -PassThru -NoNewWindow`,
    "Remove-Item -Recurse -Force $folder",
    "exit $run.ExitCode",
  ];
}

function addressOf(region: Region, system: string, file: string): string {
  return `https://aws-elastic-disaster-recovery-${region}.s3.${region}.amazonaws.com/latest/${system}/${file}`;
}

function hashOf(region: Region, system: string, file: string): string {
  return `https://aws-elastic-disaster-recovery-hashes-${region}.s3.${region}.amazonaws.com/latest/${system}/${file}.sha512`;
}
