import { InputError } from "../../base/errors";
import { loadHclParser } from "../hcl/parse-hcl";
import { scanHclUpToError, type Span } from "../hcl/scan-hcl";
import { backendsInJson, type Backend } from "./backend";

/**
 * The backends in a file of Terraform's native syntax. Only their own blocks are given to hcl2-parser, which refuses a
 * whole file for syntax that it does not know (provider-defined functions).
 *
 * @throws InputError when such a block cannot be parsed
 */
export async function backendsInHcl(text: string, where: string): Promise<Backend[]> {
  const settings = scanHclUpToError(text).blocks.filter(({ type }) => type === "terraform");
  const spans = settings.flatMap(({ body }) =>
    body.blocks.filter(({ type }) => type === "backend" || type === "cloud"),
  );
  return (await Promise.all(spans.map((span) => parseSpan(text, span, where)))).flat();
}

async function parseSpan(text: string, { start, end }: Span, where: string): Promise<Backend[]> {
  const parse = await loadHclParser();
  const configuration = parse(`terraform {\n${text.slice(start, end)}\n}`);
  if (configuration === undefined) throw notHcl(where);
  return backendsInJson(configuration, where);
}

function notHcl(where: string): InputError {
  return new InputError({
    where,
    what: "The backend block cannot be parsed.",
    fix: "Check it with `terraform validate`; after `terraform init` drparity reads Terraform's own note of it instead.",
  });
}
