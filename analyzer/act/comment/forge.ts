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
  /** Reads who the token's owner is from what `user` answers. */
  owner(answer: unknown): string | undefined;
  /** Reads an element of the list; undefined for what is no comment. */
  existing(element: unknown): ExistingComment | undefined;
}
