import type { Deployment } from "../hcl/deployment";
import type { Rng } from "../random";

/** Where an application's resources lie: in which roots and modules, under which labels. */
export interface Layout {
  /** The file's name without its ending. */
  readonly id: string;
  /** One sentence. */
  readonly what: string;
  /** Whether both sides are made of the same code: then they are spelled alike, too. */
  readonly shared: boolean;
  /** Whether both sides lie in one root. */
  readonly oneRoot: boolean;
  /**
   * Puts every resource of the deployment's application somewhere. Choices come from `rng`, which gives the same ones for
   * the clean application and for what mistakes make of it.
   */
  arrange(deployment: Deployment, rng: Rng): void;
}
