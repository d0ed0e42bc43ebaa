import { needsPlans, type Answers, type PairAnswers, type WorkspaceAnswers } from "./answers";

/** A workspace, and the file that its plan goes to. */
export interface PlanFile {
  /** Of letters, digits and hyphens; no two of a project are alike. */
  readonly name: string;
  readonly side: "primary" | "dr" | "combined";
  readonly workspace: WorkspaceAnswers;
}

/** Every plan of a pair; where a project has several pairs, its name comes first. */
export function planFiles({ pairs }: Answers, pair: PairAnswers): PlanFile[] {
  const taken = new Set<string>();
  const files = (["primary", "dr", "combined"] as const).flatMap((side) => {
    const list = side === "combined" ? pair.combined : pair[side].workspaces;
    const common = commonParts(list.map(({ directory }) => directory));
    return list.map((workspace) => {
      const own = list.length === 1 ? "" : workspace.directory.split("/").slice(common).join("-");
      const prefix = pairs.length === 1 ? "" : `${pair.name}-`;
      return { name: unique(slug(`${prefix}${side}${own === "" ? "" : `-${own}`}`), taken), side, workspace };
    });
  });
  return files;
}

/** How many parts all paths begin with. */
function commonParts(directories: readonly string[]): number {
  const split = directories.map((directory) => directory.split("/"));
  const first = split[0] ?? [];
  const at = first.findIndex((part, i) => split.some((parts) => parts[i] !== part));
  return at < 0 ? 0 : at;
}

function unique(name: string, taken: Set<string>): string {
  let free = name;
  for (let i = 2; taken.has(free); i++) free = `${name}-${String(i)}`;
  taken.add(free);
  return free;
}

function slug(text: string): string {
  return text.replace(/[^A-Za-z0-9]+/g, "-").replace(/^-|-$/g, "");
}

/**
 * Shell that plans every workspace and writes each plan as JSON into a directory. It is POSIX, since GitLab's Terraform
 * image has no bash.
 *
 * @param out the directory, as the shell is to see it, such as `$RUNNER_TEMP`
 */
export function planScript(answers: Answers, out: string): string[] {
  const calls = answers.pairs.flatMap((pair) => planFiles(answers, pair)).map(planCall);
  return [...planFunction(answers, out), ...calls];
}

function planFunction(answers: Answers, out: string): string[] {
  const { tool, cloud } = answers;
  const plan = `${out}/$1.tfplan`;
  if (tool === "terragrunt") {
    return [
      "export TG_NON_INTERACTIVE=true TG_TF_FORWARD_STDOUT=true",
      "plan() { # NAME DIRECTORY",
      `  (cd "$2" && terragrunt plan -input=false -lock=false -out="${plan}")`,
      `  (cd "$2" && terragrunt show -json "${plan}") > "${out}/$1.json"`,
      "}",
    ];
  }
  const varFile = usesAny(answers, "varFile") ? ' ${3:+"-var-file=$3"}' : "";
  const backend = usesAny(answers, "backendConfig") ? ' -reconfigure ${4:+"-backend-config=$4"}' : "";
  const lock = cloud ? "" : " -lock=false";
  const more = backend !== "" ? " [VAR-FILE [BACKEND-CONFIG]]" : varFile !== "" ? " [VAR-FILE]" : "";
  return [
    `plan() { # NAME DIRECTORY${more}`,
    `  ${tool} -chdir="$2" init -input=false${backend}`,
    `  ${tool} -chdir="$2" plan -input=false${lock} -out="${plan}"${varFile}`,
    `  ${tool} -chdir="$2" show -json "${plan}" > "${out}/$1.json"`,
    "}",
  ];
}

function usesAny({ pairs }: Answers, key: keyof WorkspaceAnswers): boolean {
  return pairs.some(({ primary, dr, combined }) =>
    [...primary.workspaces, ...dr.workspaces, ...combined].some((one) => one[key] !== undefined),
  );
}

function planCall({ name, workspace: { directory, workspace, varFile, backendConfig } }: PlanFile): string {
  const files = backendConfig === undefined ? [varFile] : [varFile ?? "", backendConfig];
  const call = [
    "plan",
    name,
    ...[directory, ...files].flatMap((text) => (text === undefined ? [] : quoted(text))),
  ];
  return workspace === undefined
    ? call.join(" ")
    : `(export TF_WORKSPACE=${quoted(workspace)}; ${call.join(" ")})`;
}

/**
 * The options that name plans as a pair's sources.
 *
 * @param out their directory, as the shell is to see it
 */
export function sourceOptions(files: readonly PlanFile[], out: string): string {
  return (["primary", "dr", "combined"] as const)
    .flatMap((side) => {
      const own = files.filter((one) => one.side === side).map(({ name }) => `"${out}/${name}.json"`);
      return own.length === 0 ? [] : [`--${side} ${own.join(" ")}`];
    })
    .join(" ");
}

/** Nothing that is quoted here holds a quote: `decide` refuses it. */
export function quoted(text: string): string {
  return `'${text}'`;
}

/** What the policy file names: directories that drparity plans or whose state it reads, else the plans that are made first. */
export function sourcesOf(answers: Answers, pair: PairAnswers, side: PlanFile["side"]): string[] {
  const own = planFiles(answers, pair).filter((file) => file.side === side);
  if (needsPlans(answers)) return own.map(({ name }) => `${LOCAL_PLANS}/${name}.json`);
  return own.map(({ workspace }) => sourceOf(workspace));
}

/** Files of variables of a side that drparity plans, relative to the project. */
export function varFilesOf(answers: Answers, pair: PairAnswers, side: "primary" | "dr"): string[] {
  if (needsPlans(answers)) return [];
  return pair[side].workspaces.flatMap(({ directory, varFile }) =>
    varFile === undefined ? [] : [directory === "." ? varFile : `${directory}/${varFile}`],
  );
}

/** Where plans lie that are made by hand; Git ignores it. */
export const LOCAL_PLANS = ".drparity/plans";

function sourceOf({ directory, workspace }: WorkspaceAnswers): string {
  return workspace === undefined ? directory : `${directory}#${workspace}`;
}
