import type { Slot } from "../../../compare/slot";
import type { Neutralizer } from "../../../pair/neutral/neutralizer";

/** What an entry says of which only is known that it is there. */
export const OPEN = "(known after apply)";

/** One entry of a container (a rule of a group, a route of a table), before its other end is made neutral. */
export interface Entry {
  /** What kind of entry: `ingress`, `egress`, `route`. */
  readonly facet: string;
  /** What it says but for the other end: protocol and ports, a destination. Neutral already; `OPEN` before that is known. */
  readonly what: string;
  /** The values that name the other end; several mean several entries. */
  readonly ends: readonly Slot[];
  /** The other end is the container itself. */
  readonly self: boolean;
}

/**
 * A container whose entries can be written inline or as resources of their own. Both forms mean the same, so twins
 * that are written in different forms are compared by their entries.
 */
export interface CompositeForm {
  /** The container's type. */
  readonly container: string;
  /** The types of its entries' resources, and the name of the form that each belongs to. */
  readonly entryTypes: Readonly<Record<string, string>>;
  /** The attribute by which an entry's resource names its container. */
  readonly parent: string;
  /** The container's attributes that hold entries inline. */
  readonly inline: readonly string[];
  /** Whether entries count that neither side writes in any form, and that a plan or state only shows. */
  readonly unwritten: boolean;
  /** What it means that the entries differ. */
  readonly impact: string;
  /** Reads an inline element. */
  readInline(element: Slot, attribute: string, neutralizer: Neutralizer): readonly Entry[];
  /** Reads an entry's resource. */
  readResource(resource: Slot, neutralizer: Neutralizer): readonly Entry[];
}

/** What other entries of a network mean. */
export const TRAFFIC =
  "After a failover traffic that primary lets through goes nowhere, or DR lets through what primary refuses.";
