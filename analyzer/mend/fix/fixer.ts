import type { PairContext } from "../../compare/context";
import type { RawFinding } from "../../model/finding";
import type { Locator } from "../locate/locator";
import type { Redactor } from "../../base/secrets/redact";
import type { Fix } from "../../model/report";
import type { Configuration } from "../../model/workspace/configuration";
import { configModulePath } from "../../model/workspace/address";
import type { Resource } from "../../model/workspace/workspace";
import { attributeFix } from "./attribute-fix";
import { missingFix } from "./missing-fix";
import { type Place, Translator } from "./translate";

/** Derives what to write so that a finding goes away. */
export class Fixer {
  private readonly translator: Translator;

  constructor(
    private readonly context: PairContext,
    private readonly redactor: Redactor,
    private readonly locator: Locator,
  ) {
    this.translator = new Translator(context, redactor);
  }

  /** Undefined where that cannot be derived safely: what drifted is mended by applying what is written already. */
  fix(finding: RawFinding): Fix | undefined {
    const { kind, primary, dr } = finding;
    // What primary lacks may as well be too much in DR: that is for people to decide.
    if (kind === "missing-in-dr" && primary) return this.missing(primary);
    if (kind !== "attribute" || !primary || !dr) return undefined;
    const configuration = this.configurationOf(dr.workspace);
    const made = this.locator.locate(dr)?.construct;
    const construct = made === undefined ? undefined : this.redactor.text(made);
    const fix = attributeFix(finding, primary, dr, configuration, this.translator, construct);
    return fix && this.shown(fix);
  }

  private shown(fix: Omit<Fix, "side">): Fix {
    return { side: "dr", ...fix, address: this.redactor.address(fix.address) };
  }

  private missing(model: Resource): Fix | undefined {
    const place = this.placeFor(model);
    if (!place || this.declares(place.workspace, model) || this.locator.locate(model)?.construct)
      return undefined;
    const fix = missingFix(model, place, this.translator, this.context.references);
    return fix && this.shown(fix);
  }

  /** Where the twin would stand: in the same module, in the DR workspace that has it. */
  private placeFor({ module }: Resource): Place | undefined {
    const { resources, workspaces } = this.context.sides.dr;
    const neighbour = resources.find((one) => one.mode === "managed" && one.module === module);
    const workspace = neighbour?.workspace ?? (module === "" ? workspaces[0]?.label : undefined);
    return workspace === undefined ? undefined : { workspace, module };
  }

  /** Declared and yet missing: `count` or `for_each` leaves it out, and a second block would be an error. */
  private declares(workspace: string, { parts }: Resource): boolean {
    const path = [configModulePath(parts.modules), `${parts.type}.${parts.name}`].filter(Boolean).join(".");
    return this.configurationOf(workspace)?.resources.has(path) ?? false;
  }

  private configurationOf(label: string): Configuration | undefined {
    return this.context.workspaces.find((one) => one.label === label)?.configuration;
  }
}
