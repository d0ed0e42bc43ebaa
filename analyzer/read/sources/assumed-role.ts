import { readFile } from "node:fs/promises";
import type { Credentials, STSClientConfig } from "@aws-sdk/client-sts";
import { InputError } from "../../base/errors";
import { printable } from "../../base/printable";
import type { AwsCredentials, RoleToAssume } from "./s3-access";
import { s3Error } from "./s3-error";

/**
 * Credentials of the last of some roles, of which each assumes the next one. The SDK for STS is loaded only here.
 *
 * @param config how the first role is asked for: credentials, profile and region
 * @throws InputError when STS does not hand them out
 */
export async function assumeRoles(
  roles: readonly RoleToAssume[],
  config: STSClientConfig,
): Promise<AwsCredentials> {
  const [first, ...others] = roles;
  if (first === undefined) throw new Error("there is no role to assume");
  const credentials = await assumeRole(first, config).catch((error: unknown) => {
    throw refused(error, first);
  });
  return others.length === 0 ? credentials : assumeRoles(others, { ...config, credentials });
}

async function assumeRole(role: RoleToAssume, config: STSClientConfig): Promise<AwsCredentials> {
  const sts = await import("@aws-sdk/client-sts");
  const { region, endpoint, request, webIdentity } = role;
  const client = new sts.STSClient({
    ...config,
    ...(region === undefined ? {} : { region }),
    ...(endpoint === undefined ? {} : { endpoint }),
  });
  try {
    const answer =
      webIdentity === undefined
        ? await client.send(new sts.AssumeRoleCommand(request))
        : await client.send(
            new sts.AssumeRoleWithWebIdentityCommand({
              ...request,
              WebIdentityToken: await tokenOf(webIdentity),
            }),
          );
    return usable(answer.Credentials);
  } finally {
    client.destroy();
  }
}

async function tokenOf(identity: NonNullable<RoleToAssume["webIdentity"]>): Promise<string> {
  return "token" in identity ? identity.token : (await readFile(identity.tokenFile, "utf8")).trim();
}

function usable(credentials: Credentials | undefined): AwsCredentials {
  const { AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey, SessionToken } = credentials ?? {};
  if (accessKeyId === undefined || secretAccessKey === undefined) throw new Error("no credentials");
  return {
    accessKeyId,
    secretAccessKey,
    ...(SessionToken === undefined ? {} : { sessionToken: SessionToken }),
  };
}

/** STS's own message is left out: it may quote what it was asked. */
function refused(error: unknown, { where, request }: RoleToAssume): InputError {
  const { name = "", code } = error as { readonly name?: string; readonly code?: string };
  if (name === "CredentialsProviderError") return s3Error(error, { spec: where });
  const role = printable(request.RoleArn ?? "").replace(/\s+/g, " ");
  return new InputError(
    {
      where,
      what: `The role ${role} of the backend cannot be assumed (${printable(code ?? name)}).`,
      fix: "Check with `aws sts assume-role` that its trust policy lets these credentials, with this external_id, and that STS can be reached.",
    },
    { cause: error },
  );
}
