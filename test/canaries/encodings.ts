import { gzipSync } from "node:zlib";

/** How a secret is written where it is copied to. */
export type Encoding = readonly [name: string, encode: (secret: string) => string];

const base64 = (text: string | Buffer) => Buffer.from(text).toString("base64");
const hex = (text: string) => Buffer.from(text).toString("hex");

/** As it is in a setting, in scripts, and through every encoder that Terraform, cloud-init and shells have. */
export const ENCODINGS: readonly Encoding[] = [
  ["plain", (secret) => secret],
  ["in words", (secret) => `run with ${secret} now`],
  ["glued", (secret) => `pre_${secret}_post`],
  ["with a region", (secret) => `${secret}-us-east-1`],
  ["JSON", (secret) => `x ${JSON.stringify({ k: secret })}`],
  ["JSON for HTML", (secret) => `x ${htmlJson({ k: secret })}`],
  ["JSON in JSON", (secret) => JSON.stringify({ a: JSON.stringify({ k: secret }) })],
  ["URL", (secret) => `https://h.example/?q=${encodeURIComponent(secret)}`],
  ["base64", (secret) => base64(secret)],
  ["base64 in words", (secret) => `run ${base64(`a:${secret}`)} now`],
  ["base64 url", (secret) => Buffer.from(`k=${secret}`).toString("base64url")],
  ["base64 twice", (secret) => base64(base64(secret))],
  ["base64 in lines", (secret) => base64(`${"-".repeat(57)}${secret}`).replace(/.{76}/g, "$&\n")],
  ["hex", (secret) => hex(secret)],
  ["every character in percent", (secret) => `https://h.example/?q=${each(secret, (code) => `%${code}`)}`],
  ["every character escaped for a shell", (secret) => `printf '${each(secret, (code) => `\\x${code}`)}'`],
  ["every character escaped for JSON", (secret) => `x ${each(secret, (code) => `\\u00${code}`)} y`],
  ["every character as an entity", (secret) => each(secret, (code) => `&#x${code};`)],
  ["UTF-16 in base64", (secret) => `powershell -EncodedCommand ${wide(`$p = ${secret}; run`)}`],
  ["base32", (secret) => `run ${base32(secret)} now`],
  ["HEX in words", (secret) => `x ${hex(secret).toUpperCase()} y`],
  ["gzip base64", (secret) => base64(gzipSync(`#!/bin/sh\nrun ${secret}\n`))],
  ["YAML", (secret) => `a:\n  b: ${JSON.stringify(secret)}\n`],
  ["trimmed", (secret) => secret.trim()],
  ["with a newline", (secret) => `${secret}\n`],
  ["HTML", (secret) => secret.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;")],
  ["shell quoted", (secret) => `x='${secret.replace(/'/g, "'\\''")}'`],
];

const each = (secret: string, write: (code: string) => string) =>
  [...Buffer.from(secret)].map((byte) => write(byte.toString(16).padStart(2, "0"))).join("");
const wide = (text: string) => Buffer.from(text, "utf16le").toString("base64");

/** As RFC 4648 has it, without padding. */
export function base32(secret: string): string {
  const bits = [...Buffer.from(secret)].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  const groups = bits.match(/.{1,5}/g) ?? [];
  return groups
    .map((group) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[parseInt(group.padEnd(5, "0"), 2)])
    .join("");
}

/** What user data is: base64 of a script, of a gzip, of MIME with parts of their own. */
export const USER_DATA: readonly Encoding[] = [
  ["script", (secret) => base64(`#!/bin/sh\nrun ${secret} x\n`)],
  ["gzip", (secret) => base64(gzipSync(`#!/bin/sh\nrun ${secret} x\n`))],
  ["cloud-config", (secret) => base64(`#cloud-config\nwrite_files:\n- content: ${secret}\n  path: /x\n`)],
  [
    "cloud-config with base64",
    (secret) =>
      base64(`#cloud-config\nwrite_files:\n- encoding: b64\n  content: ${base64(`a ${secret} b`)}\n`),
  ],
  [
    "cloud-config with gzip",
    (secret) =>
      base64(`#cloud-config\nwrite_files:\n- encoding: gz+b64\n  content: ${base64(gzipSync(secret))}\n`),
  ],
  ["MIME", (secret) => base64(mime(`#!/bin/sh\nrun ${secret} x\n`))],
  ["MIME with base64", (secret) => base64(mime(base64(`#!/bin/sh\nrun ${secret} x\n`), "base64"))],
  ["MIME with gzip", (secret) => base64(mime(base64(gzipSync(`run ${secret} x\n`)), "base64"))],
  ["gzip of MIME", (secret) => base64(gzipSync(mime(base64(`run ${secret} x\n`), "base64")))],
];

function htmlJson(value: unknown): string {
  const code = (c: string) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return JSON.stringify(value).replace(/[<>&]/g, code);
}

function mime(content: string, encoding = "7bit"): string {
  return [
    'Content-Type: multipart/mixed; boundary="MIMEBOUNDARY"',
    "MIME-Version: 1.0",
    "",
    "--MIMEBOUNDARY",
    `Content-Transfer-Encoding: ${encoding}`,
    'Content-Type: text/x-shellscript; charset="us-ascii"',
    "",
    content.replace(/.{76}/g, "$&\n"),
    "--MIMEBOUNDARY--",
    "",
  ].join("\n");
}
