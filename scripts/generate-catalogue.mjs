// Makes the catalogue of the AWS provider's schema that the analyzer reads. See docs/catalogue.md.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { brotliCompressSync, constants } from "node:zlib";
import { encodeCatalogue } from "./catalogue/encode.mjs";
import { printSchema } from "./catalogue/print-schema.mjs";

const PROVIDER_VERSION = "5.100.0";
const OUTPUT = fileURLToPath(new URL("../analyzer/model/catalogue/aws.txt.br", import.meta.url));
const USAGE = `node scripts/generate-catalogue.mjs [SCHEMA] [--provider-version VERSION] [--output FILE]

SCHEMA              an already printed \`terraform providers schema -json\`, or - for standard input;
                    without it, Terraform prints it: it takes the provider from where TF_CLI_CONFIG_FILE says
--provider-version  of the AWS provider; ${PROVIDER_VERSION} by default, needed with SCHEMA, which does not tell it
--output            analyzer/model/catalogue/aws.txt.br by default
`;

/** Brotli and not gzip, whose header tells the operating system: the bytes must not depend on who made them. */
function compress(text) {
  const bytes = Buffer.from(text);
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  return brotliCompressSync(bytes, { params });
}

function readSchema(path) {
  const text = readFileSync(path === "-" ? 0 : path, "utf8");
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`${path}: not JSON (${error.message})`, { cause: error });
  }
}

function generate(path, { output = OUTPUT, "provider-version": version }) {
  if (path && !version) throw new Error("--provider-version is needed: a printed schema does not tell it");
  const providerVersion = version ?? PROVIDER_VERSION;
  const document = path ? readSchema(path) : JSON.parse(printSchema(providerVersion));
  const bytes = compress(encodeCatalogue(document, providerVersion));
  writeFileSync(output, bytes);
  console.error(`${output}: AWS provider ${providerVersion}, ${bytes.length} bytes`);
}

const options = {
  output: { type: "string" },
  "provider-version": { type: "string" },
  help: { type: "boolean" },
};
try {
  const { positionals, values } = parseArgs({ allowPositionals: true, options });
  if (positionals.length > 1) throw new Error(`one schema at most, not ${positionals.length}`);
  if (values.help) process.stdout.write(USAGE);
  else generate(positionals[0], values);
} catch (error) {
  console.error(`generate-catalogue: ${error.message}`);
  process.exitCode = 1;
}
