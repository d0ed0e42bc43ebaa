import { InputError } from "../../base/errors";
import { asObject, isObject, own, type Json, type JsonObject } from "../../base/json";
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
    if (!this.isLiteral(value)) throw this.notLiteral(name);
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

  /** A list of texts. @throws InputError for anything but literals */
  list(name: string): string[] | undefined {
    if (!this.has(name)) return undefined;
    const value = own(this.config, name);
    if (!Array.isArray(value) || !value.every((item) => this.isLiteral(item))) throw this.notLiteral(name);
    return value;
  }

  /** A map of texts. @throws InputError for anything but literals */
  texts(name: string): Readonly<Record<string, string>> | undefined {
    if (!this.has(name)) return undefined;
    const value = own(this.config, name);
    if (!isObject(value) || !Object.values(value).every((item) => this.isLiteral(item)))
      throw this.notLiteral(name);
    return value as Record<string, string>;
  }

  /** Seconds of a number, or of a duration as Go writes it: `1h30m`. @throws InputError for anything else */
  seconds(name: string): number | undefined {
    if (!this.has(name)) return undefined;
    const value = own(this.config, name);
    const [whole, hours, minutes, seconds] =
      /^(?=\d)(?:(\d{1,3})h)?(?:(\d{1,4})m)?(?:(\d{1,6})s?)?$/.exec(String(value)) ?? [];
    if (whole === undefined) throw this.notLiteral(name);
    return Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0);
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

  private isLiteral(value: Json | undefined): value is string {
    return typeof value === "string" && (this.backend.isEvaluated === true || !/[$%]\{/.test(value));
  }

  private notLiteral(name: string): InputError {
    return new InputError({
      where: this.backend.where,
      what: `The backend's ${name} is an expression, which only Terraform or OpenTofu can evaluate.`,
      fix: "Run `terraform init` there first, which notes its value, or `terraform state pull > state.json`.",
    });
  }
}
