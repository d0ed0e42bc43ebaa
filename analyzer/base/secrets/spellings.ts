/** The parts of base64 that a text's own bytes decide are so long at least that they prove something. */
const SHORTEST_ENCODED = 8;

/** A secret as it is, and as it stands in JSON, URLs, HTML, shells, hex and base64. */
export function spellings(secret: string): string[] {
  const clean = secret.replace(/\p{Cs}/gu, "");
  const json = JSON.stringify(secret).slice(1, -1);
  const url = encodeURIComponent(clean);
  const found = [
    secret,
    secret.trim(),
    json,
    json.replace(/[<>&]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`),
    JSON.stringify(json).slice(1, -1),
    url,
    url.replace(/%20/g, "+"),
    secret.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;"),
    secret
      .replace(/&/g, "&amp;")
      .replace(/</g, "&lt;")
      .replace(/>/g, "&gt;")
      .replace(/"/g, "&quot;")
      .replace(/'/g, "&#39;"),
    secret.replace(/'/g, "'\\''"),
    secret.replace(/[\\"$`]/g, "\\$&"),
    ...encodings(clean),
  ];
  return [...new Set(found)].filter((text) => text !== "");
}

function* encodings(secret: string): Iterable<string> {
  if (secret.length > 4096) return;
  const bytes = Buffer.from(secret);
  if (bytes.length < 5) return;
  yield bytes.toString("hex");
  yield bytes.toString("hex").toUpperCase();
  // Where a secret begins among a text's bytes decides what it looks like; characters that its neighbours share are left out.
  for (const shift of [0, 1, 2]) {
    const shifted = Buffer.concat([Buffer.alloc(shift), bytes]);
    const whole = shifted.length - (shifted.length % 3);
    const inner = shifted
      .subarray(0, whole)
      .toString("base64")
      .slice(shift === 0 ? 0 : 4);
    if (inner.length < SHORTEST_ENCODED) continue;
    yield inner;
    if (/[+/]/.test(inner)) yield inner.replace(/\+/g, "-").replace(/\//g, "_");
  }
}
