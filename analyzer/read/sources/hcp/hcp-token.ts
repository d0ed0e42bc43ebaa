import { homedir } from "node:os";
import path from "node:path";
import { isObject, own, type Json } from "../../../base/json";
import { readSmallFile } from "../../../base/files/small-file";
import { DEFAULT_HOST } from "./hcp-location";

const MOST_BYTES = 1024 * 1024;

/** A host's name. One with an underscore is none, and would share its variable with another. */
const HOST = /^[a-z0-9-]+(?:\.[a-z0-9-]+)*(?::\d+)?$/i;

/**
 * The token for a host, as Terraform finds it: `TF_TOKEN_app_terraform_io`, else what `terraform login` wrote; and TFE_TOKEN, for
 * TFE_HOSTNAME or HashiCorp's own. A token is meant for one host and goes to no other, whatever a checkout names.
 */
export async function hcpToken(host: string, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  if (!HOST.test(host)) return undefined;
  const named = env[`TF_TOKEN_${host.replaceAll("-", "__").replaceAll(".", "_")}`];
  if (named) return named;
  if (env.TFE_TOKEN && host === (env.TFE_HOSTNAME || DEFAULT_HOST)) return env.TFE_TOKEN;
  return loggedIn(host, env);
}

async function loggedIn(host: string, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  const home = env.HOME || homedir();
  const text = await readSmallFile(path.join(home, ".terraform.d/credentials.tfrc.json"), MOST_BYTES).catch(
    () => undefined,
  );
  try {
    const document = JSON.parse(text ?? "{}") as Json;
    const credentials = isObject(document) ? own(document, "credentials") : undefined;
    const entry = isObject(credentials) ? own(credentials, host) : undefined;
    const token = isObject(entry) ? own(entry, "token") : undefined;
    return typeof token === "string" && token !== "" ? token : undefined;
  } catch {
    return undefined; // no JSON: nobody is logged in
  }
}
