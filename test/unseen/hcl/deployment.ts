import type { Application } from "../model/application";
import type { Resource, SideName } from "../model/resource";
import { Instance } from "./instance";
import { Source, type Selector } from "./source";
import { blockText, variableValues, writeSources } from "./write";
import { body, hcl, quoted, type NamedBody, type Tree } from "./tree";

/** What a plan is for the analyzer. */
export type Role = "primary" | "dr" | "shared" | "combined";

/** A directory to run Terraform in, once. */
export interface Run {
  readonly role: Role;
  /** Where in `files` to run. */
  readonly directory: string;
  /** Everything that Terraform reads, by path: the root, its modules, the run's variables. */
  readonly files: ReadonlyMap<string, string>;
  readonly workspace: string | undefined;
  /** Where the calls' sources lie, by the call's name as Terraform keeps it: `primary.network`. */
  readonly modules: ReadonlyMap<string, string>;
  /** The regions for which the code asks AWS where it is (`data.aws_region`). */
  readonly asked: readonly string[];
}

/** A provider configuration of a root. */
export interface ProviderBlock {
  readonly alias?: string;
  readonly side: SideName;
}

interface Root {
  readonly source: Source;
  readonly runs: readonly { readonly role: Role; readonly instance: Instance; readonly workspace?: string }[];
  readonly providers: readonly ProviderBlock[];
}

/** An application laid out in roots and modules. A layout builds it; then it is written. */
export class Deployment {
  private readonly roots: Root[] = [];
  private readonly sources: Source[] = [];
  private readonly homes = new Map<Resource, Instance>();
  /** `moved` blocks, by the root that they stand in. */
  private readonly moves = new Map<Instance, string>();

  constructor(readonly application: Application) {}

  /** A root of its own for one role. */
  root(
    role: Role,
    directory: string,
    side: SideName | undefined,
    providers: readonly ProviderBlock[],
  ): Instance {
    const source = this.source(directory);
    const aliases = providers.filter(({ alias }) => alias !== undefined);
    const names = Object.fromEntries(aliases.map((one) => [one.side, `aws.${one.alias}`]));
    const instance = new Instance(
      this.application,
      source,
      side,
      undefined,
      role,
      names,
      undefined,
      this.homes,
    );
    this.roots.push({ source, runs: [{ role, instance }], providers });
    return instance;
  }

  /** One root that is run for each side: by workspaces, or by variables. */
  sharedRoot(
    directory: string,
    selector: Selector,
    workspaces?: Readonly<Record<SideName, string>>,
  ): Record<SideName, Instance> {
    const source = this.source(directory, selector);
    const run = (side: SideName) => ({
      role: side,
      instance: new Instance(this.application, source, side, undefined, side, {}, undefined, this.homes),
      workspace: workspaces?.[side],
    });
    const [primary, dr] = [run("primary"), run("dr")];
    this.roots.push({ source, runs: [primary, dr], providers: [{ side: "primary" }] });
    return { primary: primary.instance, dr: dr.instance };
  }

  /** A directory of code that is called as a module. */
  source(directory: string, selector?: Selector): Source {
    const source = new Source(directory, selector);
    this.sources.push(source);
    return source;
  }

  /** A call of a module. `provider` is what the caller passes on, `aws.dr`. */
  call(parent: Instance, name: string, source: Source, side: SideName, provider?: string): Instance {
    const { application, homes } = this;
    return new Instance(application, source, side, parent, name, {}, provider, homes);
  }

  put(resource: Resource, instance: Instance): void {
    instance.resources.push(resource);
    this.homes.set(resource, instance);
  }

  /** Moves what a rewrite gave a module of its own there. A directory that both sides share stays as it is. */
  wrap(): void {
    for (const [resource, home] of this.homes) {
      if (resource.module === undefined || home.source.isShared) continue;
      const source = this.source(`${home.source.directory}/wrapped/${resource.module}`);
      const provider = home.providers[resource.side];
      const call = this.call(home, resource.module, source, resource.side, provider);
      home.resources.splice(home.resources.indexOf(resource), 1);
      this.put(resource, call);
    }
  }

  has(resource: Resource): boolean {
    return this.homes.has(resource);
  }

  /** What was composed here as that resource of another deployment was there. */
  counterpart({ side, mode, type, name }: Resource): Resource | undefined {
    return this.application.resources.find(
      (one) => one.side === side && one.mode === mode && one.type === type && one.name === name,
    );
  }

  /** Says with `moved` blocks how resources were called that are called otherwise now. */
  moveFrom(before: Deployment): void {
    for (const resource of this.application.resources) {
      const was = resource.mode === "managed" ? before.counterpart(resource) : undefined;
      const root = this.rootOf(resource);
      if (was === undefined || root === undefined) continue;
      const [from, to] = [before.address(was), this.address(resource)];
      if (from === to) continue;
      const text = blockText("moved", body({ from: hcl(from), to: hcl(to) }));
      this.moves.set(root, (this.moves.get(root) ?? "") + text);
    }
  }

  /** Whether it lies in a root of neither side. */
  isShared(resource: Resource): boolean {
    const root = this.rootOf(resource);
    return this.roots.some(({ runs }) =>
      runs.some(({ role, instance }) => role === "shared" && instance === root),
    );
  }

  private rootOf(resource: Resource): Instance | undefined {
    let home = this.homes.get(resource);
    while (home?.parent !== undefined) home = home.parent;
    return home;
  }

  address(resource: Resource): string {
    const home = this.homes.get(resource);
    if (home === undefined) throw new Error(`${resource} is in no root`);
    return home.address(resource);
  }

  /** What to plan. */
  runs(): Run[] {
    const depth = ({ instances }: Source): number => (instances[0]?.path ?? "").split("module.").length;
    const deepestFirst = [...this.sources].sort((a, b) => depth(b) - depth(a));
    const providerBlocks = new Map(this.roots.map((root) => [root, this.providerBlocks(root)]));
    const written = writeSources(deepestFirst);
    return this.roots.flatMap((root) =>
      root.runs.map((run) => this.run(root, run, written, providerBlocks.get(root) ?? "")),
    );
  }

  private run(
    { source }: Root,
    { role, instance, workspace }: Root["runs"][number],
    written: ReadonlyMap<Source, ReadonlyMap<string, string>>,
    providers: string,
  ): Run {
    const files = new Map<string, string>();
    const modules = new Map<string, string>();
    const below = (one: Instance, key: string): void => {
      for (const [name, text] of written.get(one.source) ?? [])
        files.set(`${one.source.directory}/${name}`, text);
      modules.set(key, one.source.directory);
      // A shared source may call a module for the other side alone: Terraform wants that one too.
      for (const child of one.source.instances.flatMap(({ children }) => children)) {
        const inner = key === "" ? child.call : `${key}.${child.call}`;
        if (!modules.has(inner)) below(child, inner);
      }
    };
    below(instance, "");
    files.set(`${source.directory}/providers.tf`, providers);
    // Named so that Terraform reads it by itself; a repository that serves several regions passes it with -var-file.
    const values = variableValues(instance);
    if (values !== "") files.set(`${source.directory}/terraform.tfvars`, values);
    const moves = this.moves.get(instance);
    if (moves !== undefined) files.set(`${source.directory}/moved.tf`, moves);
    const { style, regions } = this.application.facts;
    const sides = instance.side === undefined ? (["primary", "dr"] as const) : [instance.side];
    const asked = style.region === "data" ? sides.map((side) => regions[side].name) : [];
    return { role, directory: source.directory, files, workspace, modules, asked };
  }

  private providerBlocks({ source, runs, providers }: Root): string {
    const blocks = providers.map(({ alias, side }) => this.providerBlock(source, runs, alias, side));
    return REQUIRED + blocks.join("");
  }

  private providerBlock(
    source: Source,
    runs: Root["runs"],
    alias: string | undefined,
    side: SideName,
  ): string {
    const { facts } = this.application;
    const attributes: Record<string, Tree> = alias === undefined ? {} : { alias: hcl(quoted(alias)) };
    const regions = runs.map(({ instance }) => quoted(facts.regions[instance.side ?? side].name));
    if (source.isShared || facts.style.region === "variable") {
      const name = runs.every(({ instance }) => instance.side !== undefined) ? "region" : `${side}_region`;
      runs.forEach(({ instance }, i) => instance.input(name, regions[i] ?? ""));
      attributes.region = hcl(`var.${name}`);
    } else attributes.region = hcl(regions[0] ?? "");
    const tags: NamedBody[] = facts.style.defaultTags ? [this.defaultTags()] : [];
    return blockText('provider "aws"', body(attributes, tags));
  }

  private defaultTags(): NamedBody {
    // The same in all applications: what is planned together shares a provider, and so its default tags.
    const tags = { CostCenter: "4711", ManagedBy: "terraform" };
    const entries = Object.entries(tags).map(([key, value]): [string, Tree] => [key, hcl(quoted(value))]);
    return { name: "default_tags", body: body({ tags: { kind: "map", entries: new Map(entries) } }) };
  }
}

const REQUIRED = `terraform {
  required_version = ">= 1.9"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.100"
    }
  }
}

`;
