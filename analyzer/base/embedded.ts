/** What `scripts/bundle.mjs` puts around the code: the build as one file carries what else lies beside the code. */
interface Carrier {
  readonly DRPARITY_EMBEDDED?: ((name: "version") => string) & ((name: string) => Buffer);
}

/** The bytes of a file that this build carries; undefined where it lies beside the code, as in the package. */
export function embedded(name: string): Buffer | undefined {
  return (globalThis as Carrier).DRPARITY_EMBEDDED?.(name);
}

/** The version of the build as one file; undefined where a package.json has it. */
export function embeddedVersion(): string | undefined {
  return (globalThis as Carrier).DRPARITY_EMBEDDED?.("version");
}
