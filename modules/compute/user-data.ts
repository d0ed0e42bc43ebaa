import { Fn } from "../pair/cdk";

const REFERENCE = /(\$\{TfToken\[[^\]]+\]\})/;

/** In base64. A script that holds references is encoded by Terraform, and its own `${...}` and `%{...}` stay the shell's and curl's. */
export function encodedUserData(script: string): string {
  if (!REFERENCE.test(script)) return Buffer.from(script).toString("base64");
  const pieces = script.split(REFERENCE).filter((piece) => piece !== "");
  return Fn.base64encode(
    Fn.join(
      "",
      pieces.map((piece) => (REFERENCE.test(piece) ? piece : Fn.rawString(piece.replaceAll("%{", "%%{")))),
    ),
  );
}
