import { InputError } from "../errors";
import { isObject, type Json } from "../json";
import { parseHcl, type Span } from "../locate/hcl-body";
import { backendsInJson, type Backend } from "./backend";

/** What hcl2-parser gives: the body as in HCL's JSON form, or null and an error without any text. */
interface Parser {
  parseToObject(text: string): readonly [Json, unknown];
}

/**
 * The backends in a file of Terraform's native syntax. Only their own blocks are given to hcl2-parser, which refuses a
 * whole file for syntax that it does not know (provider-defined functions).
 *
 * @throws InputError when such a block cannot be parsed
 */
export async function backendsInHcl(text: string, where: string): Promise<Backend[]> {
  const settings = parseHcl(text).blocks.filter(({ type }) => type === "terraform");
  const spans = settings.flatMap(({ body }) =>
    body.blocks.filter(({ type }) => type === "backend" || type === "cloud"),
  );
  return (await Promise.all(spans.map((span) => parseSpan(text, span, where)))).flat();
}

async function parseSpan(text: string, { start, end }: Span, where: string): Promise<Backend[]> {
  // Loaded here: it weighs four megabytes, and most sources need none of it.
  const { default: parser } = (await import("hcl2-parser")) as unknown as { default: Parser };
  const [configuration] = parser.parseToObject(`terraform {\n${text.slice(start, end)}\n}`);
  if (!isObject(configuration)) throw notHcl(where);
  return backendsInJson(configuration, where);
}

function notHcl(where: string): InputError {
  return new InputError({
    where,
    what: "The backend block cannot be parsed.",
    fix: "Check it with `terraform validate`; after `terraform init` drparity reads Terraform's own note of it instead.",
  });
}
