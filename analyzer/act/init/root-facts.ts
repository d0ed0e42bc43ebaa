import { isRegion } from "../../base/aws/regions";

/** What the files of a Terraform directory tell. */
export interface RootFacts {
  /** Whether it is a root: it has a backend, a `cloud` block or a provider's configuration; a module has none of them. */
  readonly isRoot: boolean;
  /** Of its default AWS provider, when that is written out. */
  readonly region: string | undefined;
  /** The variable that the default AWS provider takes it from. */
  readonly regionVariable: string | undefined;
  /** Further AWS providers. */
  readonly aliases: readonly { readonly alias: string; readonly region: string | undefined }[];
  /** Whether anything hangs on the Terraform workspace, and the names that it is compared with. */
  readonly usesWorkspace: boolean;
  readonly workspaces: readonly string[];
  /** Whether HCP Terraform keeps the state. */
  readonly cloud: boolean;
  /** Whether it is about another provider's cloud, and no word of it about AWS. */
  readonly otherCloud: boolean;
  /** Directories of modules that it calls, as written. */
  readonly modules: readonly string[];
}

/** A block in one line, or up to the brace that begins a line, as `terraform fmt` writes it. */
const PROVIDER = /^[ \t]*provider\s+"aws"\s*\{(.*\}[ \t]*$|[^]*?^\})/gm;
const BACKEND = /^\s*backend\s+"\w+"\s*\{/m;
const CLOUD = /^\s*(?:cloud\s*\{|backend\s+"remote"\s*\{)/m;
const JSON_ROOT = /"(?:provider|backend|cloud)"\s*:/;
const MODULE = /^\s*source\s*=\s*"(\.{1,2}\/[^"]*)"/gm;
const OTHER_CLOUD = /"(?:azurerm|google|oci|alicloud|ibm)[_"]/;
const WORKSPACE = /\bterraform\.workspace\b/;
const COMPARED = /terraform\.workspace\s*[!=]=\s*"([^"]+)"|"([^"]+)"\s*[!=]=\s*terraform\.workspace/g;

/**
 * Reads what matters to `init` from a directory's Terraform files. It is no parser: it looks for what people write, and
 * what it does not find is asked.
 *
 * @param text all `*.tf` and `*.tofu` files
 * @param json all `*.tf.json` and `*.tofu.json` files
 * @param values what the directory's own variable files say
 */
export function rootFacts(text: string, json: string, values: string): RootFacts {
  const code = text.replace(/^\s*(?:#|\/\/).*$/gm, "").replace(/\/\*[^]*?\*\//g, "");
  const cloud = CLOUD.test(code) || /"(?:cloud|remote)"\s*:/.test(json);
  const providers = Array.from(code.matchAll(PROVIDER), ([, body = ""]) => ({
    alias: /(?:^|[\s{])alias\s*=\s*"([^"]+)"/.exec(body)?.[1],
    region: regionOf(body, code, values),
    variable: /(?:^|[\s{])region\s*=\s*var\.(\w+)/.exec(body)?.[1],
  }));
  const own = providers.find(({ alias }) => alias === undefined);
  return {
    isRoot: providers.length > 0 || cloud || BACKEND.test(code) || JSON_ROOT.test(json),
    region: own?.region ?? jsonRegion(json),
    regionVariable: own?.variable,
    aliases: providers.flatMap(({ alias, region }) => (alias === undefined ? [] : [{ alias, region }])),
    usesWorkspace: WORKSPACE.test(code),
    workspaces: [...new Set(Array.from(code.matchAll(COMPARED), ([, a, b]) => a ?? b ?? ""))],
    cloud,
    otherCloud: OTHER_CLOUD.test(code) && !/\baws\b|"aws_/.test(code),
    modules: Array.from(code.matchAll(MODULE), ([, source = ""]) => source),
  };
}

/** A region that is written out, or that a variable has: by the directory's own variable files, else by default. */
function regionOf(provider: string, code: string, values: string): string | undefined {
  const [, literal, variable] =
    /(?:^|[\s{])region\s*=\s*(?:"([a-z0-9-]+)"|var\.(\w+)\s)/.exec(provider) ?? [];
  const region = literal ?? (variable === undefined ? undefined : valueOf(variable, code, values));
  return region !== undefined && isRegion(region) ? region : undefined;
}

/** Of the default provider as cdktf writes it: the only region that providers name in JSON. */
function jsonRegion(json: string): string | undefined {
  const providers = /"provider"\s*:\s*\{\s*"aws"\s*:\s*\[[^\]]*\]/.exec(json)?.[0] ?? "";
  const regions = new Set(
    Array.from(providers.matchAll(/"region"\s*:\s*"([a-z0-9-]+)"/g), ([, region = ""]) => region),
  );
  const [region] = regions;
  return regions.size === 1 && region !== undefined && isRegion(region) ? region : undefined;
}

/**
 * The region that a file of variables sets.
 *
 * @param variable what the provider takes it from; without it, what is called a region has to say it
 */
export function regionOfValues(values: string, variable: string | undefined): string | undefined {
  const name = variable ?? "\\w*region";
  const region = new RegExp(`^[\\s{]*"?${name}"?\\s*[=:]\\s*"([a-z0-9-]+)"`, "m").exec(values)?.[1];
  return region !== undefined && isRegion(region) ? region : undefined;
}

function valueOf(variable: string, code: string, values: string): string | undefined {
  const given = new RegExp(`^\\s*${variable}\\s*=\\s*"([^"]*)"`, "m").exec(values)?.[1];
  if (given !== undefined) return given;
  const body = new RegExp(`^\\s*variable\\s+"${variable}"\\s*\\{([^]*?)^\\}`, "m").exec(code)?.[1] ?? "";
  return /\bdefault\s*=\s*"([^"]*)"/.exec(body)?.[1];
}
