import { difference, Field } from "../rules/lib/field";
import { PairGraph } from "../rules/lib/graph";
import { called, ends, standingTwins, twinOf } from "../rules/lib/twins";

/** What built-in rules import, handed to a team's own: so its file needs no package beside it. */
export const TOOLKIT = { PairGraph, Field, difference, called, ends, twinOf, standingTwins } as const;

/** See {@link TOOLKIT}. */
export type Toolkit = typeof TOOLKIT;
