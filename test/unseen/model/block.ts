import type { Rng } from "../random";
import type { Region } from "./region";

/**
 * A building block: what one service of an application is in both regions, as practitioners write it. `build` is called
 * once for each side with the same parameters; what it does on the DR side alone is the service's DR form.
 *
 * @typeParam P what is chosen once for both sides
 * @typeParam E what other blocks may use of it
 */
export interface Block<P = unknown, E = unknown> {
  /** The file's name without its ending. */
  readonly id: string;
  /** The AWS service, for the tables: `S3`, `Aurora`. */
  readonly service: string;
  /**
   * Whether the emulator can apply it (not only plan it), and then sees nothing to change; `together`: only where both sides
   * lie in one root. What crosses to another root is imagined, and so nothing that the emulator knows.
   */
  readonly applies: boolean | "together";
  choose(rng: Rng): P;
  build(region: Region, chosen: P): E;
  /**
   * Attributes that only AWS knows, for layouts in which a reference crosses to another root and so becomes a variable's
   * value: by `type.attribute`, from the resource's name and its region. ARNs have a default (`imagined.ts`).
   */
  readonly imagined?: Readonly<Record<string, (name: string, region: string) => string>>;
}

/** Only for the types. */
export function block<P, E>(definition: Block<P, E>): Block<P, E> {
  return definition;
}
