import { InputError } from "../../base/errors";
import { collect } from "./bytes";
import { readContent } from "./content";
import type { SourceDocument } from "./document";
import type { SourceIo } from "./io";

const WHERE = "standard input";

/** Streams that were read. A second reading would find nothing and say "empty", which is not what is wrong. */
const taken = new WeakSet();

/** Reads `-`. Throws an InputError when it is a terminal, or was read before. */
export async function loadStdin({ stdin }: SourceIo): Promise<SourceDocument> {
  if (taken.has(stdin)) throw readTwice();
  if (stdin.isTTY) throw terminal();
  taken.add(stdin);
  return { label: "-", ...(await readContent(await collect(stdin, WHERE), WHERE)) };
}

function readTwice(): InputError {
  return new InputError({
    where: WHERE,
    what: "Standard input is named as a source more than once.",
    fix: "Use `-` for one source, and files for the others.",
  });
}

function terminal(): InputError {
  return new InputError({
    where: WHERE,
    what: "Standard input is a terminal, so there is nothing to read.",
    fix: "Pipe a plan into drparity: terraform show -json tfplan | drparity analyze --primary - ...",
  });
}
