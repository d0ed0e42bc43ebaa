import { InputError } from "../../../base/errors";
import { isObject, own, type Json } from "../../../base/json";
import { fetchUrl, refusedByProxy } from "../../../base/net/fetch-url";
import { safeUrl } from "../../../base/net/request";
import { collect, type ByteStream } from "../bytes";
import type { HcpLocation } from "./hcp-location";
import { hcpToken } from "./hcp-token";

/** How long one answer may take, in milliseconds: a state of hundreds of megabytes takes its time. */
const TIMEOUT_MS = 120_000;
const MOST_REDIRECTS = 3;
/** An answer of the API itself, not what is downloaded: 8 MiB. */
const MOST_ANSWER = 8 * 1024 ** 2;

/**
 * What HCP Terraform keeps, by its API (https://developer.hashicorp.com/terraform/cloud-docs/api-docs): the raw state of a
 * workspace, or the plan of a run as `terraform show -json` writes it.
 *
 * @throws InputError when it cannot be had; the message quotes neither the token nor an answer
 */
export async function fetchHcp(location: HcpLocation, env: NodeJS.ProcessEnv = process.env): Promise<Buffer> {
  const token = await hcpToken(location.host, env);
  if (token === undefined) throw noToken(location);
  const api = new Api(location, token);
  const { what } = location;
  if (what.kind === "plan") {
    const plan = await api.get(`runs/${what.run}`, ["data", "relationships", "plan", "data", "id"]);
    return api.download(`${api.base}/plans/${plan}/json-output`);
  }
  const workspace = await api.get(`organizations/${what.organization}/workspaces/${what.workspace}`, [
    "data",
    "id",
  ]);
  const path = ["data", "attributes", "hosted-state-download-url"];
  return api.download(await api.get(`workspaces/${workspace}/current-state-version`, path));
}

class Api {
  readonly base: string;

  constructor(
    private readonly location: HcpLocation,
    private readonly token: string,
  ) {
    const { host } = location;
    const local = /^(?:127\.0\.0\.1|localhost)(?::|$)/.test(host);
    this.base = `${local ? "http" : "https"}://${host}/api/v2`;
  }

  /** A text of an answer. */
  async get(path: string, keys: readonly string[]): Promise<string> {
    const response = await this.ask(`${this.base}/${path}`, "application/vnd.api+json");
    const text = (await collect(streamOf(response), this.location.spec, MOST_ANSWER)).toString("utf8");
    const value = keys.reduce<Json | undefined>(
      (at, key) => (isObject(at) ? own(at, key) : undefined),
      parsed(text),
    );
    if (typeof value === "string" && value !== "") return value;
    throw this.problem(
      "HCP Terraform answers in a way that is not known here.",
      "Update drparity, or give the plan as a file.",
    );
  }

  async download(url: string): Promise<Buffer> {
    return collect(streamOf(await this.ask(url, "application/json")), this.location.spec);
  }

  /** The answer, at whatever place it moved to. */
  private async ask(from: string, accept: string): Promise<Response> {
    let url = from;
    for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      if (safeUrl(url) === undefined)
        throw this.problem("HCP Terraform names a place that is not safe to ask.", "Check its host.");
      const response = await fetchUrl(url, {
        headers: {
          accept,
          "user-agent": "drparity",
          ...(this.trusts(url) ? { authorization: `Bearer ${this.token}` } : {}),
        },
        redirect: "manual",
        signal: AbortSignal.timeout(TIMEOUT_MS),
      }).catch((error: unknown) => {
        throw this.unreachable(error);
      });
      const next = response.headers.get("location");
      if (response.status < 300 || response.status >= 400 || next === null) return this.checked(response);
      await response.body?.cancel();
      url = new URL(next, url).href;
    }
    throw this.problem("It redirects again and again.", "Check its host.");
  }

  private unreachable(error: unknown): InputError {
    if (error instanceof InputError) return error;
    const refusal = refusedByProxy(error);
    return refusal === undefined
      ? this.problem("It cannot be reached, or does not answer in time.", "Check the network and the host.")
      : this.problem(`The proxy answers with HTTP ${refusal}.`, "Check HTTPS_PROXY and NO_PROXY.");
  }

  /** The host itself, and those beside it that hold its downloads: `archivist.terraform.io` for `app.terraform.io`. */
  private trusts(url: string): boolean {
    const { host } = new URL(url);
    const domain = this.location.host.split(".").slice(1).join(".");
    return host === this.location.host || (domain.includes(".") && host === `archivist.${domain}`);
  }

  private async checked(response: Response): Promise<Response> {
    if (response.status === 200) return response;
    await response.body?.cancel();
    const { status } = response;
    if (status === 401)
      throw this.problem(
        "HCP Terraform refuses the token.",
        "Log in again with `terraform login`, or set another one.",
      );
    if (status === 204) throw this.problem("The run has no plan yet.", "Wait until it is planned.");
    if (status === 404) {
      throw this.problem(
        "There is no such workspace, run or state, or the token may not see it.",
        "Check the names, and that the token may read states (plans: that it may read runs, and is an admin's or a run's own).",
      );
    }
    throw this.problem(`HCP Terraform answers with HTTP ${String(status)}.`, "Try again later.");
  }

  private problem(what: string, fix: string): InputError {
    return new InputError({ where: this.location.spec, what, fix });
  }
}

function streamOf(response: Response): ByteStream {
  return (response.body ?? []) as unknown as ByteStream;
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

function noToken({ spec, host }: HcpLocation): InputError {
  return new InputError({
    where: spec,
    what: `There is no token for ${host}.`,
    fix: `Run \`terraform login ${host}\`, or set TF_TOKEN_${host.replaceAll("-", "__").replaceAll(".", "_")}.`,
  });
}
