import { HttpRecorder, type Answer, type RecordedRequest } from "./http-recorder";

interface CheckRun {
  readonly id: number;
  readonly name: string;
  readonly head_sha: string;
  readonly external_id: string;
  conclusion: string;
  output: { title: string; summary: string };
  readonly annotations: Readonly<Record<string, unknown>>[];
}

interface ReviewComment {
  readonly id: number;
  body: string;
  readonly user: { readonly login: string; readonly type: string };
  readonly path: string;
  readonly line: number;
  readonly start_line: number | null;
}

type Body = Readonly<Record<string, unknown>>;

const BOT = { login: "github-actions[bot]", type: "Bot" };
/** GitHub refuses more in a request. */
const MOST_ANNOTATIONS = 50;

/** The part of GitHub's API that check runs and reviews need, for the pull request 7 of acme/shop. */
export class FakeGitHub {
  readonly runs: CheckRun[] = [];
  readonly comments: ReviewComment[] = [];
  readonly reviews: Body[] = [];
  /** The pull request's newest commit. */
  head = "c0ffee1";
  /** What the pull request changes. */
  files: readonly { readonly filename: string; readonly patch?: string }[] = [];
  /** A status that every request for writing has instead. */
  refusal: number | undefined;
  private server: HttpRecorder | undefined;

  async start(): Promise<string> {
    this.server = await HttpRecorder.start((request) => this.answer(request));
    return this.server.url;
  }

  async stop(): Promise<void> {
    await this.server?.stop();
  }

  /** The run of a name that GitHub shows for a commit: the newest. */
  shown(name: string): CheckRun | undefined {
    return this.runs.filter((run) => run.name === name).at(-1);
  }

  get requests(): readonly RecordedRequest[] {
    return this.server?.requests ?? [];
  }

  private answer({ method, path, body }: RecordedRequest): Answer {
    const url = new URL(path, "http://fake");
    const place = url.pathname.replace("/repos/acme/shop", "");
    const given = (body === "" ? {} : JSON.parse(body)) as Body;
    if (method !== "GET" && this.refusal !== undefined) return { status: this.refusal };
    if (place === "/user") return { status: 403 };
    if (place === "/pulls/7") return ok({ head: { sha: this.head } });
    if (place === "/pulls/7/files") return ok(page(url, this.files));
    if (place === "/pulls/7/comments") return ok(page(url, this.comments));
    if (place === "/pulls/7/reviews") return this.review(given);
    if (place === "/check-runs") return this.add(given);
    const listed = /^\/commits\/(\w+)\/check-runs$/.exec(place);
    if (listed) return ok({ check_runs: this.latest(listed[1] ?? "", url.searchParams.get("check_name")) });
    const [, kind, id, rest] = /^\/(check-runs|pulls\/comments)\/(\d+)(\/annotations)?$/.exec(place) ?? [];
    const run = this.runs.find((one) => one.id === Number(id));
    if (kind === "check-runs" && run && rest !== undefined) return ok(page(url, run.annotations));
    if (kind === "check-runs" && run && method === "PATCH") return update(run, given);
    const comment = this.comments.find((one) => one.id === Number(id));
    if (comment && method === "PATCH") return ok(Object.assign(comment, { body: String(given.body) }));
    return { status: 404 };
  }

  private latest(sha: string, name: string | null): CheckRun[] {
    return this.runs.filter(
      (run) => run.head_sha === sha && run === this.shown(run.name) && run.name === name,
    );
  }

  private add(given: Body): Answer {
    const run = { ...given, id: this.runs.length + 1, annotations: [] } as unknown as CheckRun;
    this.runs.push(run);
    return update(run, given);
  }

  private review(given: Body): Answer {
    this.reviews.push(given);
    for (const one of given.comments as Omit<ReviewComment, "id" | "user">[])
      this.comments.push({
        ...one,
        start_line: one.start_line ?? null,
        id: this.comments.length + 1,
        user: BOT,
      });
    return ok({ id: this.reviews.length });
  }
}

/** Annotations are added to those that are there. */
function update(run: CheckRun, given: Body): Answer {
  const { annotations = [], ...output } = given.output as {
    annotations?: Body[];
    title: string;
    summary: string;
  };
  if (annotations.length > MOST_ANNOTATIONS) return { status: 422 };
  run.annotations.push(...annotations);
  Object.assign(run, { ...given, output });
  return ok({ id: run.id });
}

function page(url: URL, all: readonly unknown[]): readonly unknown[] {
  const [number, size] = ["page", "per_page"].map((name) => Number(url.searchParams.get(name))) as [
    number,
    number,
  ];
  return all.slice((number - 1) * size, number * size);
}

function ok(body: unknown): Answer {
  return { status: 200, body: JSON.stringify(body) };
}
