/** A value of the pair's own, or what has to be filled in where the sources do not tell it. */
export type Known = { readonly value: string } | { readonly missing: string };

/** A sentence: what is written here, and values from outside, which a rendering sets apart and makes harmless. */
export type Sentence = readonly (string | Known)[];

/** A line for a POSIX shell, quoted already. It holds no sensitive value. */
export interface Command {
  readonly line: string;
  /** What must be filled in before it can be run. */
  readonly missing: readonly string[];
}

/** Something to do, how to see that it was done, and how to undo it. */
export interface Step {
  readonly title: Sentence;
  readonly notes?: readonly Sentence[];
  readonly commands?: readonly Command[];
  /** Ways of which one is taken: never to be pasted together. */
  readonly choices?: readonly Part[];
  readonly check?: Part;
  readonly back?: Back;
}

/** What belongs to a step: a sentence, and the commands that go with it. */
export interface Part {
  readonly says: Sentence;
  readonly commands?: readonly Command[];
}

/** How a step is undone; by one of several ways where it was done by one of several. */
export interface Back extends Part {
  readonly choices?: readonly Part[];
}

/** Steps that belong together, in order. */
export interface Chapter {
  readonly title: string;
  readonly notes?: readonly Sentence[];
  /** Rows of a table: what, and its value. */
  readonly facts?: readonly (readonly [what: string, value: Sentence])[];
  readonly steps: readonly Step[];
}

/** What to do when the primary region is away, for one pair. */
export interface Runbook {
  readonly title: Sentence;
  /** Why something may be absent from it: plans that are errored, partial or targeted. */
  readonly incomplete: readonly Sentence[];
  readonly chapters: readonly Chapter[];
}

/** A sentence with values in it: `` say`Promote ${name}` ``. */
export function say(words: TemplateStringsArray, ...values: readonly Known[]): Sentence {
  return words.flatMap((word, index): (string | Known)[] => {
    const value = values[index];
    return [...(word === "" ? [] : [word]), ...(value === undefined ? [] : [value])];
  });
}

/** How many places a reader has to fill in. */
export function placesToFillIn({ title, chapters }: Runbook): number {
  const sentences = [
    title,
    ...chapters.flatMap(({ notes = [], facts = [], steps }) => [
      ...notes,
      ...facts.map(([, value]) => value),
      ...steps.flatMap((step) => [
        step.title,
        ...(step.notes ?? []),
        ...partsOf(step).map(({ says }) => says),
      ]),
    ]),
  ];
  const commands = chapters.flatMap(({ steps }) => steps.flatMap(commandsOf));
  return (
    sentences.flat().filter((piece) => typeof piece !== "string" && "missing" in piece).length +
    commands.reduce((sum, { missing }) => sum + missing.length, 0)
  );
}

/** Every command of a step, those of its choices, of its check and of its way back included. */
export function commandsOf(step: Step): Command[] {
  return [...(step.commands ?? []), ...partsOf(step).flatMap(({ commands = [] }) => commands)];
}

function partsOf({ choices = [], check, back }: Step): Part[] {
  return [...choices, check, back, ...(back?.choices ?? [])].filter((part) => part !== undefined);
}
