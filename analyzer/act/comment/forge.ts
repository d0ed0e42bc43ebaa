/** A comment that is there already. */
export interface ExistingComment {
  /** The address by which it is updated. */
  readonly url: string;
  readonly body: string;
  /** The author's login on GitHub, id on GitLab. */
  readonly author: string;
  /** Whether an app wrote it, as GitHub's Actions do. */
  readonly byApp: boolean;
}

/** Where a pull or merge request's comments lie, and how one is written: GitHub and GitLab differ in little else. */
export interface Forge {
  /** As messages call it. */
  readonly name: string;
  /** The address of the request's comments: listed by GET, added by POST. */
  readonly comments: string;
  /** Who the token belongs to: refused to an app's. */
  readonly user: string;
  /** What authenticates; never printed. */
  readonly headers: Readonly<Record<string, string>>;
  /** How a comment is updated. */
  readonly updateMethod: "PATCH" | "PUT";
  /** The address of the nth page of comments, from 1; undefined where there is no such page. Without: GitHub's and GitLab's. */
  readonly page?: (n: number) => string | undefined;
  /** Reads the list out of a page's answer. Without: it is the answer. */
  readonly list?: (answer: unknown) => unknown;
  /** What a comment begins with by which it is known again. Without: a comment of HTML, which is not shown. */
  readonly marker?: (key: string) => string;
  /** The text as this forge shows it. Without: as it is. */
  readonly text?: (markdown: string) => string;
  /** How a comment is added, and what it is updated with. Without: `{ body }`, at `comments`. */
  readonly add?: { readonly url: string; readonly body: (text: string) => unknown };
  readonly update?: (text: string) => unknown;
  /** Reads who the token's owner is from what `user` answers. */
  owner(answer: unknown): string | undefined;
  /** Reads an element of the list; undefined for what is no comment. */
  existing(element: unknown): ExistingComment | undefined;
}
