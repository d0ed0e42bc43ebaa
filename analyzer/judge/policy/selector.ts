import { narrowed } from "../findings/narrow";
import type { RawFinding } from "../../model/finding";
import { parseSteps, type ModuleStep } from "../../model/workspace/address";
import { AddressPattern } from "./address-pattern";
import { AttributePattern } from "./attribute-pattern";
import { fitsGlob } from "./glob";
import type { FindingSelector } from "./policy";

interface Addressed {
  readonly address: string;
}

/** What of a finding a block can be about: the same before the report and in it. */
interface Selectable {
  readonly rule: string;
  readonly primary: Addressed | null;
  readonly dr: Addressed | null;
  readonly differences: readonly { readonly path: string }[];
}

/** Which findings a block of the policy file is about, ready to be asked often. */
export class Selector {
  private readonly rule: string | undefined;
  private readonly address: AddressPattern | undefined;
  private readonly attributes: readonly AttributePattern[] | undefined;

  constructor({ rule, address, attributes }: FindingSelector) {
    this.rule = rule;
    this.address = address === undefined ? undefined : AddressPattern.parse(address);
    this.attributes = attributes?.flatMap((pattern) => AttributePattern.parse(pattern) ?? []);
  }

  /** Whether the finding, or some of its differences, is meant. */
  fits(finding: Selectable): boolean {
    return (
      this.fitsWhole(finding) &&
      (this.attributes === undefined || finding.differences.some(({ path }) => this.fitsPath(path)))
    );
  }

  /** The finding as far as it is meant, and as far as it is not. */
  divide(finding: RawFinding): { readonly meant?: RawFinding; readonly rest?: RawFinding } {
    if (!this.fits(finding)) return { rest: finding };
    const rest = finding.differences.filter(({ path }) => !this.fitsPath(path));
    if (this.attributes === undefined || rest.length === 0) return { meant: finding };
    const meant = finding.differences.filter(({ path }) => this.fitsPath(path));
    return { meant: narrowed(finding, meant), rest: narrowed(finding, rest) };
  }

  /** Whether the attribute is meant; every one is where the block names none. */
  fitsPath(path: string): boolean {
    return this.attributes === undefined || this.attributes.some((pattern) => pattern.fits(path));
  }

  private fitsWhole({ rule, primary, dr }: Selectable): boolean {
    if (this.rule !== undefined && !fitsGlob(this.rule, rule)) return false;
    const fits = (resource: Selectable["primary"]) =>
      resource !== null && this.address?.fitsSteps(stepsOf(resource));
    return this.address === undefined || [primary, dr].some(fits);
  }
}

/** Every block asks of every finding: each address is taken apart once. */
const STEPS = new WeakMap<Addressed, readonly ModuleStep[]>();

function stepsOf(resource: Addressed): readonly ModuleStep[] {
  const steps = STEPS.get(resource) ?? parseSteps(resource.address) ?? [];
  STEPS.set(resource, steps);
  return steps;
}
