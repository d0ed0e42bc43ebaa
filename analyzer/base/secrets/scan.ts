import { replaceAssigned } from "./assignments";
import { decodings } from "./encoded";
import { SECRET_SHAPES } from "./shapes";

/** Replaces what looks like a credential or is assigned to a secret's name, as it stands. */
export function replaceRecognized(text: string, replace: (secret: string) => string): string {
  if (text.length < 5) return text;
  let clean = text;
  for (const shape of SECRET_SHAPES) clean = clean.replace(shape, (secret) => replace(secret));
  return replaceAssigned(clean, replace);
}

const WHOLE_BASE64 = /^[A-Za-z0-9+/\s]{24,}={0,2}\s*$/;

/** The secrets that a text shows by their names or shapes, in base64 as a whole, too. */
export function recognizedIn(text: string): string[] {
  const found: string[] = [];
  const keep = (secret: string) => {
    found.push(secret);
    return "(sensitive)";
  };
  const texts = WHOLE_BASE64.test(text) ? decodings(text.replace(/\s/g, "")) : [text];
  for (const one of texts) replaceRecognized(one, keep);
  return found;
}
