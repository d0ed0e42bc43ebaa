import { createHash } from "node:crypto";
import { base32 } from "./encodings";
import type { Canary } from "./mint";

/** A canary that stands in an output, as it is or in another spelling. */
export interface Leak {
  readonly canary: Canary;
  /** How it is spelled there. */
  readonly form: string;
  /** Which output it was. */
  readonly output: string;
}

/** So many characters of a secret are taken for the secret. */
const GRAM = 8;
/**
 * More of them, by form: digests and ids of our own are hex as well, and where one character is written as several, eight of
 * these are hardly two.
 */
const LEAST: Readonly<Record<string, number>> = {
  ...{ hex: 16, HEX: 16, digest: 16, percent: 24, shell: 32, "shell in JSON": 40 },
  ...{ "JSON codes": 48, "JSON codes in JSON": 56, entities: 48 },
};

/**
 * Looks for canaries in outputs: as they are, as JSON, HTML and URLs write them, as base64 at each alignment, as hex, as
 * common digests, and any eight characters in a row of these. An output is read once, however many canaries there are.
 */
export class Searcher {
  private readonly grams = new Map<string, { canary: Canary; form: string; rest: string }>();
  /** What is shorter than a gram is searched as it is. */
  private readonly short: { canary: Canary; form: string; text: string }[] = [];

  constructor(canaries: readonly Canary[]) {
    for (const canary of canaries) {
      for (const [form, text] of formsOf(canary.value)) this.index(canary, form, text);
    }
  }

  private index(canary: Canary, form: string, text: string): void {
    const least = LEAST[form] ?? GRAM;
    if (text.length < least) this.short.push({ canary, form, text });
    // A digest gives nothing away in part, and its beginning would do.
    const last = form === "digest" ? 0 : text.length - GRAM;
    for (let at = 0; at <= last; at++) {
      const gram = text.slice(at, at + GRAM);
      const rest = text.slice(at + GRAM, at + least);
      if (rest.length < least - GRAM) break;
      if (!this.grams.has(gram)) this.grams.set(gram, { canary, form, rest });
    }
  }

  /** The canaries in an output, each once. */
  leaks(output: string, text: string): Leak[] {
    const found = new Map<Canary, Leak>();
    for (let at = 0; at + GRAM <= text.length; at++) {
      const hit = this.grams.get(text.slice(at, at + GRAM));
      if (!hit || found.has(hit.canary) || !text.startsWith(hit.rest, at + GRAM)) continue;
      found.set(hit.canary, { canary: hit.canary, form: hit.form, output });
    }
    for (const { canary, form, text: short } of this.short) {
      if (text.includes(short) && !found.has(canary)) found.set(canary, { canary, form, output });
    }
    return [...found.values()];
  }
}

const ESCAPES = [
  ["percent", "%", ""],
  ["shell", "\\x", ""],
  ["shell in JSON", "\\\\x", ""],
  ["JSON codes", "\\u00", ""],
  ["JSON codes in JSON", "\\\\u00", ""],
  ["entities", "&#x", ";"],
] as const;

function* formsOf(value: string): Iterable<[form: string, text: string]> {
  yield ["plain", value];
  yield ["JSON", JSON.stringify(value).slice(1, -1)];
  yield ["HTML", value.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)];
  yield ["named entities", value.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;")];
  yield ["URL", encodeURIComponent(value)];
  yield ["hex", Buffer.from(value).toString("hex")];
  yield ["HEX", Buffer.from(value).toString("hex").toUpperCase()];
  yield ["reversed", [...value].reverse().join("")];
  const codes = [...Buffer.from(value)].map((byte) => byte.toString(16).padStart(2, "0"));
  for (const [form, before, after] of ESCAPES)
    yield [form, codes.map((code) => `${before}${code}${after}`).join("")];
  yield ["base32", base32(value)];
  yield ["UTF-16 in base64", Buffer.from(`$p = ${value}; run`, "utf16le").toString("base64").slice(16, -12)];
  // The same bytes look different in base64 by where they begin; the ends depend on what is beside them.
  for (const shift of [0, 1, 2]) {
    const encoded = Buffer.from(`${"\0".repeat(shift)}${value}`)
      .toString("base64")
      .replace(/=+$/, "");
    const inner = encoded.slice(shift === 0 ? 0 : shift + 1, -1);
    yield ["base64", inner];
    const twice = Buffer.from(encoded).toString("base64").replace(/=+$/, "");
    yield ["base64 twice", twice.slice(shift === 0 ? 0 : 4, -2)];
  }
  for (const algorithm of ["md5", "sha1", "sha256"]) {
    yield ["digest", createHash(algorithm).update(value).digest("hex")];
  }
}
