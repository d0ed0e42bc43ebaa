import type { JsonObject } from "../../base/json";
import { decodeText } from "./decode";
import type { SourceKind } from "./document";
import { gunzip } from "./gunzip";
import { identify } from "./identify";
import { parseObject, type SourceText } from "./json-text";
import { unwrapped } from "./wrapped";
import { InputError } from "../../base/errors";
import { isSavedPlan, isZip } from "./saved-plan";

/** A source's text: unpacked and decoded. Throws an InputError when it is neither gzip nor text. */
export async function readText(bytes: Buffer, where: string): Promise<SourceText> {
  const content = await gunzip(bytes, where);
  if (isZip(content)) throw zipError(content, where);
  return { text: decodeText(content, where), bytes: content.length, where };
}

/** From a source's bytes to its document. Throws an InputError when they hold neither a plan nor a state. */
export async function readContent(
  bytes: Buffer,
  where: string,
): Promise<{ kind: SourceKind; document: JsonObject }> {
  const document = unwrapped(parseObject(await readText(bytes, where)));
  return { kind: identify(document, where), document };
}

function zipError(content: Buffer, where: string): InputError {
  if (!isSavedPlan(content)) {
    return new InputError({
      where,
      what: "This is a zip archive, but not a saved plan.",
      fix: "Unpack it, and give the plan or the state in it.",
    });
  }
  return new InputError({
    where,
    what: "This is a saved plan: only Terraform can read it, in the directory where it was made.",
    fix: "Run `terraform show -json FILE > plan.json` there and give that, or name the file itself as the source.",
  });
}
