/** Where and why a policy file is neither HCL nor JSON; becomes an InputError once the file's name is known. */
export class PolicySyntaxError extends Error {
  override readonly name = "PolicySyntaxError";

  constructor(
    /** The offset, in characters, of the place. */
    readonly offset: number,
    what: string,
  ) {
    super(what);
  }
}
