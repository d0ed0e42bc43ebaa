import type { Dispatcher } from "undici";
import { InputError } from "../errors";
import { countAsSecret } from "../secrets/environment";

/** What a proxy is set by, by what is asked through it. The small letters go first, as with curl and Go's programs. */
const VARIABLES = {
  "https:": ["https_proxy", "HTTPS_PROXY"],
  "http:": ["http_proxy", "HTTP_PROXY"],
} as const;

/** This machine, which no proxy leads to. */
const LOOPBACK = "localhost,127.0.0.1,[::1]";

/** One for each setting, which keeps its connections. */
const agents = new Map<string, Promise<Dispatcher>>();

/** Whether the environment sets a proxy for anything. */
export function isProxySet(env: NodeJS.ProcessEnv = process.env): boolean {
  return Object.values(VARIABLES)
    .flat()
    .some((name) => env[name]);
}

/**
 * What leads to an address as the environment says: through HTTPS_PROXY or HTTP_PROXY, as curl and Terraform read them, but
 * to what NO_PROXY names directly: hosts, domains with all below them, each with a port or without, or `*`. Undici, which
 * knows that, is loaded only where a proxy is set.
 *
 * @returns undefined where no proxy is set at all
 * @throws InputError when what is set is no proxy's address
 */
export async function dispatcherFor(
  { protocol }: URL,
  env: NodeJS.ProcessEnv = process.env,
): Promise<Dispatcher | undefined> {
  if (!isProxySet(env)) return undefined;
  const variable = VARIABLES[protocol === "https:" ? "https:" : "http:"].find((name) => env[name]);
  const uri = variable === undefined ? "" : proxyUrl(env[variable] ?? "", variable);
  const except = env.no_proxy || env.NO_PROXY || "";
  const noProxy = except.trim() === "*" ? "*" : `${LOOPBACK},${except}`;
  const key = `${uri} ${noProxy}`;
  const agent = agents.get(key) ?? connect(uri, noProxy);
  agents.set(key, agent);
  return agent;
}

/** Undici. One file that holds the whole program knows its default export alone. */
export async function loadUndici(): Promise<typeof import("undici")> {
  return (await import("undici")).default as unknown as typeof import("undici");
}

async function connect(uri: string, noProxy: string): Promise<Dispatcher> {
  const { Agent, EnvHttpProxyAgent } = await loadUndici();
  if (uri === "") return new Agent();
  // What is not encrypted goes to the proxy itself: most allow no tunnel but to port 443.
  return new EnvHttpProxyAgent({ httpProxy: uri, httpsProxy: uri, noProxy, proxyTunnel: false });
}

/** A bare `proxy:3128` is one of http, as for curl. */
function proxyUrl(text: string, variable: string): string {
  // It may hold a password.
  countAsSecret(variable);
  const url = text.includes("://") ? text : `http://${text}`;
  if (/^https?:\/\//i.test(url) && URL.canParse(url) && canDecode(new URL(url))) return url;
  throw new InputError({
    where: `environment variable ${variable}`,
    what: "It does not hold the http:// or https:// address of a proxy.",
    fix: "Write it as http://HOST:PORT, a % in a name or password as %25, or unset it.",
  });
}

/** Undici decodes a name and a password, and fails at a `%` that begins no escape. */
function canDecode({ username, password }: URL): boolean {
  try {
    decodeURIComponent(`${username}:${password}`);
    return true;
  } catch {
    return false;
  }
}
