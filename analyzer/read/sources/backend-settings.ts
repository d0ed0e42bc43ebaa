import { InputError } from "../../base/errors";
import { asObject, own, type Json, type JsonObject } from "../../base/json";
import type { Backend } from "./backend";

/** The arguments of a backend's block, read one by one. Messages name an argument, never its value. */
export class BackendSettings {
  constructor(
    private readonly backend: Backend,
    private readonly config: JsonObject = backend.config,
  ) {}

  has(name: string): boolean {
    const value = own(this.config, name) ?? "";
    return value !== "" && !(Array.isArray(value) && value.length === 0);
  }

  /** A text; undefined when it is absent, null or empty. @throws InputError for anything but a literal */
  text(name: string): string | undefined {
    if (!this.has(name)) return undefined;
    const value = own(this.config, name);
    if (typeof value !== "string" || /[$%]\{/.test(value)) throw this.notLiteral(name);
    return value;
  }

  /** A truth value, which Terraform also takes as a text. @throws InputError for anything but a literal */
  flag(name: string): boolean | undefined {
    if (!this.has(name)) return undefined;
    const value = own(this.config, name);
    if (value === true || value === "true") return true;
    if (value === false || value === "false") return false;
    throw this.notLiteral(name);
  }

  /** The settings of a nested block or object; empty when it is absent. */
  nested(name: string): BackendSettings {
    const value: Json | undefined = own(this.config, name);
    return new BackendSettings(this.backend, asObject(Array.isArray(value) ? value[0] : value));
  }

  /** @throws InputError when it is absent: the rest was to be given to `terraform init` */
  required(name: string): string {
    const value = this.text(name);
    if (value !== undefined) return value;
    throw new InputError({
      where: this.backend.where,
      what: `The backend "${this.backend.type}" does not say its ${name}.`,
      fix: "Run `terraform init -backend-config=...` there first, or give s3://BUCKET/KEY.",
    });
  }

  private notLiteral(name: string): InputError {
    return new InputError({
      where: this.backend.where,
      what: `The backend's ${name} is an expression, which only Terraform or OpenTofu can evaluate.`,
      fix: "Run `terraform init` there first, which notes its value, or `terraform state pull > state.json`.",
    });
  }
}
