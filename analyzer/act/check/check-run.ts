import { asObject, asText, objectsIn, own, type Json, type JsonObject } from "../../base/json";
import { ask, numbered, pages, type Asked } from "../comment/ask";
import type { GitHubRepository } from "../comment/github";
import { keyOf, type Annotation } from "./annotations";

/** So many annotations go into a request. https://docs.github.com/en/rest/checks/runs */
const AT_ONCE = 50;

/** What a check run says. */
export interface Verdict {
  readonly conclusion: "success" | "failure" | "neutral";
  /** One line. */
  readonly title: string;
  /** In Markdown. */
  readonly summary: string;
  readonly annotations: readonly Annotation[];
}

/** Where it is written. */
export interface CheckPlace {
  readonly repository: GitHubRepository;
  readonly commit: string;
  /** Which of several pairs' verdicts it is. */
  readonly key: string;
  /** The run's own page. */
  readonly details?: string | undefined;
}

/**
 * Writes a verdict as the check run that a commit has of this key. An earlier one of the same commit is updated. Where it has
 * annotations that hold no longer, which GitHub lets nobody take back, a new one takes its place: of those of a name GitHub
 * shows, and counts, the newest.
 *
 * @returns whether a check run was added or updated
 * @throws InputError when GitHub refuses or cannot be reached
 */
export async function postCheck(place: CheckPlace, verdict: Verdict): Promise<"added" | "updated"> {
  const { repository, commit, key, details } = place;
  const asked: Asked = { ...repository, what: "check", right: "write checks (checks: write)" };
  const name = key === "pair" ? "drparity" : `drparity (${key})`;
  const mark = `drparity check ${key}`;
  const { annotations, title, summary, conclusion } = verdict;
  const output = { title, summary };
  const common = {
    status: "completed",
    conclusion,
    ...(details === undefined ? {} : { details_url: details }),
  };
  const earlier = await ownRun(asked, repository, commit, name, mark);
  const shown = earlier === undefined ? [] : await annotationsIn(asked, earlier);
  const wanted = new Set(annotations.map(keyOf));
  const isUpdate = earlier !== undefined && shown.every((one) => wanted.has(one));
  const missing = isUpdate ? annotations.filter((one) => !shown.includes(keyOf(one))) : annotations;
  const first = { ...common, output: { ...output, annotations: missing.slice(0, AT_ONCE) } };
  const url = isUpdate
    ? await updated(asked, earlier, first)
    : await added(asked, repository, { ...first, name, head_sha: commit, external_id: mark });
  for (let at = AT_ONCE; at < missing.length; at += AT_ONCE)
    await ask(asked, "PATCH", url, { output: { ...output, annotations: missing.slice(at, at + AT_ONCE) } });
  return isUpdate ? "updated" : "added";
}

async function updated(asked: Asked, url: string, body: object): Promise<string> {
  await ask(asked, "PATCH", url, body);
  return url;
}

async function added(asked: Asked, { url }: GitHubRepository, body: object): Promise<string> {
  const { id } = asObject((await ask(asked, "POST", `${url}/check-runs`, body)) as Json);
  return `${url}/check-runs/${String(Number(id))}`;
}

/** The address of the newest run of this name that was written here. */
async function ownRun(
  asked: Asked,
  { url }: GitHubRepository,
  commit: string,
  name: string,
  mark: string,
): Promise<string | undefined> {
  const query = `check_name=${encodeURIComponent(name)}&filter=latest&per_page=100`;
  const answer = asObject((await ask(asked, "GET", `${url}/commits/${commit}/check-runs?${query}`)) as Json);
  const run = objectsIn(own(answer, "check_runs")).find((one) => own(one, "external_id") === mark);
  const id = run && own(run, "id");
  return typeof id === "number" ? `${url}/check-runs/${String(id)}` : undefined;
}

/** The keys of a run's annotations. */
async function annotationsIn(asked: Asked, run: string): Promise<string[]> {
  const keys: string[] = [];
  for await (const element of pages(asked, numbered(`${run}/annotations`)))
    keys.push(keyOf(annotationIn(asObject(element as Json))));
  return keys;
}

function annotationIn(element: JsonObject): Annotation {
  const text = (name: string) => asText(own(element, name)) ?? "";
  const line = Number(own(element, "start_line"));
  return {
    path: text("path"),
    start_line: line,
    end_line: line,
    annotation_level: text("annotation_level") as Annotation["annotation_level"],
    title: text("title"),
    message: text("message"),
  };
}
