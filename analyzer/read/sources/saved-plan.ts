const ZIP = Buffer.from("PK\u0003\u0004", "latin1");

/** The entry that makes a zip archive a saved plan; its name stands uncompressed in the archive's directory. */
const PLAN_ENTRY = "tfplan";

/** Whether the bytes are a zip archive. */
export function isZip(bytes: Buffer): boolean {
  return bytes.subarray(0, ZIP.length).equals(ZIP);
}

/** Whether the bytes are a plan as `terraform plan -out` saves it. */
export function isSavedPlan(bytes: Buffer): boolean {
  return isZip(bytes) && bytes.includes(PLAN_ENTRY);
}
