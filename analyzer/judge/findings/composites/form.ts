import type { Slot } from "../../../compare/slot";

/** One entry of a container (a rule of a group, a route of a table), before its other end is made neutral. */
export interface Entry {
  /** What kind of entry: `ingress`, `egress`, `route`. */
  readonly facet: string;
  /** What it says but for the other end: protocol and ports, a destination. Neutral already. */
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
  /** Reads an inline element. */
  readInline(element: Slot, attribute: string, neutral: (text: string) => string): Entry;
  /** Reads an entry's resource. */
  readResource(resource: Slot, neutral: (text: string) => string): Entry;
}
