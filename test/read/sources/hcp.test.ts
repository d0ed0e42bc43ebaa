import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fetchHcp } from "../../../analyzer/read/sources/hcp/fetch-hcp";
import { hcpStateOf } from "../../../analyzer/read/sources/hcp/hcp-backend";
import { parseHcpLocation } from "../../../analyzer/read/sources/hcp/hcp-location";
import { hcpToken } from "../../../analyzer/read/sources/hcp/hcp-token";
import { loadSource } from "../../../analyzer/read/sources/load";
import { processIo } from "../../../analyzer/read/sources/io";
import { PLAN, RAW_STATE } from "./helpers";

interface Asked {
  readonly url: string;
  readonly token: string | undefined;
}

/** HCP Terraform, as far as it is asked: https://developer.hashicorp.com/terraform/cloud-docs/api-docs */
class FakeHcp {
  readonly asked: Asked[] = [];
  private readonly api: Server;
  /** Where downloads lie: another host, as HashiCorp's archivist is. */
  private readonly elsewhere: Server;
  answers: Record<string, unknown> = {};

  constructor() {
    const note = (request: IncomingMessage) =>
      this.asked.push({ url: request.url ?? "", token: request.headers.authorization });
    this.api = createServer((request, response) => {
      note(request);
      if (request.headers.authorization !== "Bearer secret-token") return response.writeHead(401).end();
      const answer = this.answers[request.url ?? ""];
      if (typeof answer === "number") return response.writeHead(answer).end();
      if (typeof answer === "string") return response.writeHead(307, { location: answer }).end();
      if (answer === undefined) return response.writeHead(404).end();
      return response.end(JSON.stringify(answer));
    });
    this.elsewhere = createServer((request, response) => {
      note(request);
      response.end(JSON.stringify(request.url === "/plan" ? PLAN : RAW_STATE));
    });
  }

  async start(): Promise<void> {
    for (const server of [this.api, this.elsewhere])
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
    const archive = `http://127.0.0.1:${String((this.elsewhere.address() as AddressInfo).port)}`;
    this.answers = {
      "/api/v2/organizations/acme/workspaces/shop-dr": { data: { id: "ws-1" } },
      "/api/v2/organizations/acme/workspaces/new": { data: { id: "ws-2" } },
      "/api/v2/organizations/acme/workspaces/odd": { data: {} },
      "/api/v2/workspaces/ws-1/current-state-version": {
        data: { attributes: { "hosted-state-download-url": `${archive}/state` } },
      },
      "/api/v2/runs/run-abc1": { data: { relationships: { plan: { data: { id: "plan-1" } } } } },
      "/api/v2/plans/plan-1/json-output": `${archive}/plan`,
      "/api/v2/runs/run-wait": { data: { relationships: { plan: { data: { id: "plan-2" } } } } },
      "/api/v2/plans/plan-2/json-output": 204,
      "/api/v2/runs/run-loop": { data: { relationships: { plan: { data: { id: "plan-3" } } } } },
      "/api/v2/plans/plan-3/json-output": "/api/v2/plans/plan-3/json-output",
    };
  }

  stop(): void {
    this.api.close();
    this.elsewhere.close();
  }

  get host(): string {
    return `127.0.0.1:${String((this.api.address() as AddressInfo).port)}`;
  }

  get env(): NodeJS.ProcessEnv {
    return { TFE_TOKEN: "secret-token", TFE_HOSTNAME: this.host, HOME: "/nowhere" };
  }
}

let hcp: FakeHcp;
beforeEach(async () => {
  hcp = new FakeHcp();
  await hcp.start();
});
afterEach(() => hcp.stop());

const io = () => ({
  ...processIo(),
  fetchHcp: (at: ReturnType<typeof parseHcpLocation>) => fetchHcp(at, hcp.env),
});

describe("HCP Terraform", () => {
  it("gives a workspace's state, and the token to nobody else", async () => {
    const { kind, document } = await loadSource(`hcp://${hcp.host}/acme/shop-dr`, io());
    expect({ kind, document }).toEqual({ kind: "raw-state", document: RAW_STATE });
    expect(hcp.asked.map(({ token }) => token)).toEqual([
      "Bearer secret-token",
      "Bearer secret-token",
      undefined,
    ]);
  });

  it("gives a run's plan", async () => {
    const { kind, document } = await loadSource(`hcp://${hcp.host}/run-abc1`, io());
    expect({ kind, document }).toEqual({ kind: "plan", document: PLAN });
    expect(hcp.asked.at(-1)).toEqual({ url: "/plan", token: undefined });
  });

  it("gives the state of a directory whose configuration says so", async () => {
    const directory = mkdtempSync(path.join(tmpdir(), "drparity-hcp-"));
    const cloud = `cloud {\n    hostname = "${hcp.host}"\n    organization = "acme"\n    workspaces {\n      name = "shop-dr"\n    }\n  }`;
    writeFileSync(path.join(directory, "main.tf"), `terraform {\n  ${cloud}\n}\n`);
    try {
      expect((await loadSource(directory, io())).document).toEqual(RAW_STATE);
    } finally {
      rmSync(directory, { recursive: true });
    }
  });

  it.each([
    ["acme/gone", "There is no such workspace"],
    ["acme/new", "There is no such workspace, run or state"],
    ["acme/odd", "in a way that is not known"],
    ["run-wait", "The run has no plan yet."],
    ["run-loop", "It redirects again and again."],
  ])("%s: says what is wrong, without the token", async (what, message) => {
    const error = await loadSource(`hcp://${hcp.host}/${what}`, io()).catch(String);
    expect(error).toContain(message);
    expect(error).not.toContain("secret-token");
  });

  it("says that a token is refused, or that there is none", async () => {
    const location = parseHcpLocation(`hcp://${hcp.host}/acme/shop-dr`);
    await expect(fetchHcp(location, { ...hcp.env, TFE_TOKEN: "old" })).rejects.toThrow("refuses the token");
    await expect(fetchHcp(location, { HOME: "/nowhere" })).rejects.toThrow(
      /There is no token for 127\.0\.0\.1/,
    );
    await expect(fetchHcp({ ...location, host: "evil.example" }, hcp.env)).rejects.toThrow(
      "There is no token for evil.example",
    );
    expect(hcp.asked.filter(({ token }) => token?.includes("secret-token"))).toEqual([]);
  });
});

describe("where a token comes from", () => {
  it("is the environment by host, or what terraform login wrote", async () => {
    const home = mkdtempSync(path.join(tmpdir(), "drparity-home-"));
    mkdirSync(path.join(home, ".terraform.d"));
    const credentials = { credentials: { "app.terraform.io": { token: "from login" } } };
    writeFileSync(path.join(home, ".terraform.d/credentials.tfrc.json"), JSON.stringify(credentials));
    try {
      expect(await hcpToken("app.terraform.io", { HOME: home })).toBe("from login");
      expect(await hcpToken("app.terraform.io", { HOME: home, TF_TOKEN_app_terraform_io: "a" })).toBe("a");
      expect(await hcpToken("tfe.my-corp.com", { TF_TOKEN_tfe_my__corp_com: "b", TFE_TOKEN: "c" })).toBe("b");
      expect(await hcpToken("tfe.my-corp.com", { HOME: home, TFE_TOKEN: "c" })).toBeUndefined();
    } finally {
      rmSync(home, { recursive: true });
    }
  });
});

describe("names", () => {
  it.each([
    [
      "hcp://acme/shop-dr",
      { host: "app.terraform.io", what: { kind: "state", organization: "acme", workspace: "shop-dr" } },
    ],
    ["hcp://run-CZcmD7", { host: "app.terraform.io", what: { kind: "plan", run: "run-CZcmD7" } }],
    ["hcp://tfe.acme.com:8443/run-1", { host: "tfe.acme.com:8443", what: { kind: "plan", run: "run-1" } }],
  ])("%s", (spec, expected) => expect(parseHcpLocation(spec)).toEqual({ spec, ...expected }));

  it.each([
    "hcp://",
    "hcp://acme",
    "hcp://acme/../x",
    "hcp://acme/x?y",
    "hcp://user@tfe.acme.com/a/b",
    "hcp://a/b/c",
  ])("%s is refused", (spec) =>
    expect(() => parseHcpLocation(spec)).toThrow("neither a workspace nor a run"),
  );

  it.each([
    [{ organization: "acme", workspaces: { name: "shop" } }, "default", "acme/shop"],
    [{ organization: "acme", workspaces: [{ prefix: "shop-" }] }, "dr", "acme/shop-dr"],
    [{ workspaces: { tags: ["shop"] } }, "shop-dr", "env-org/shop-dr"],
  ])("of a backend: %j", (config, workspace, expected) => {
    const { what } = hcpStateOf({ type: "cloud", config, where: "main.tf" }, workspace, "infra", {
      TF_CLOUD_ORGANIZATION: "env-org",
    });
    expect(what.kind === "state" && `${what.organization}/${what.workspace}`).toBe(expected);
  });

  it("of a backend that leaves it open are asked for", () => {
    const backend = { type: "cloud", config: { workspaces: { tags: ["shop"] } }, where: "main.tf" };
    expect(() => hcpStateOf(backend, "dr", "infra", {})).toThrow("names no organization");
    expect(() => hcpStateOf(backend, "default", "infra", { TF_CLOUD_ORGANIZATION: "a" })).toThrow(
      "names no workspace",
    );
    expect(() => hcpStateOf(backend, "a/../b", "infra", { TF_CLOUD_ORGANIZATION: "a" })).toThrow(
      "of a known form",
    );
  });
});
