import { StringDecoder } from "node:string_decoder";
import { asObject, asText, type Json, type JsonObject } from "../../base/json";

/** An error that Terraform told, without its detail and its source snippet: both can hold values. */
export interface PlanError {
  readonly summary: string;
  /** The resource that it is about, when it is about one. */
  readonly address: string | undefined;
}

/** A longer line is dropped: it is no diagnostic that a person should read. */
const MAX_LINE = 256 * 1024;

/** More errors than this are never shown. */
const MAX_ERRORS = 20;

/**
 * Reads the log of `terraform plan -json`, line by line as it arrives: how far the plan is, and what went wrong. Lines
 * that are not JSON (an old Terraform's, a wrapper's) are passed over.
 * See https://developer.hashicorp.com/terraform/internals/machine-readable-ui
 */
export class PlanLog {
  readonly errors: PlanError[] = [];
  /** Resources and data sources that were read from AWS so far. */
  refreshed = 0;
  /** Resources that were created, changed or destroyed so far. */
  changed = 0;
  private readonly decoder = new StringDecoder("utf8");
  private rest = "";
  private overlong = false;

  push(chunk: Buffer): void {
    const lines = (this.rest + this.decoder.write(chunk)).split("\n");
    this.rest = lines.pop() ?? "";
    for (const line of lines) this.line(line);
    if (this.rest.length > MAX_LINE) {
      this.rest = "";
      this.overlong = true;
    }
  }

  private line(text: string): void {
    // What comes now is the end of a line whose beginning was dropped.
    if (this.overlong) this.overlong = false;
    else if (text.startsWith("{")) this.entry(parsed(text));
  }

  private entry(entry: JsonObject): void {
    if (entry.type === "refresh_complete" || isDataRead(entry)) this.refreshed++;
    else if (entry.type === "apply_complete") this.changed++;
    const diagnostic = asObject(entry.diagnostic);
    if (diagnostic.severity !== "error" || this.errors.length === MAX_ERRORS) return;
    const summary = asText(diagnostic.summary) ?? "it gave no reason";
    this.errors.push({ summary, address: asText(diagnostic.address) });
  }
}

/** Data sources are not refreshed but applied, as Terraform says it. */
function isDataRead(entry: JsonObject): boolean {
  return entry.type === "apply_complete" && asObject(entry.hook).action === "read";
}

function parsed(text: string): JsonObject {
  try {
    return asObject(JSON.parse(text) as Json);
  } catch {
    return {};
  }
}
