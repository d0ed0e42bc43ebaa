import { InputError } from "../../../base/errors";
import type { PolicyPlace } from "../policy";
import { type Attribute, type BlockDefinition, isAttribute, type Values } from "./definition";
import { Problem } from "./field";
import type { LocatedObject, Member } from "./located";
import { nearest } from "./suggest";

/** Longer names are cut in messages. */
const MOST_NAME = 60;

/** A block and what stands between its name and its brace. */
export interface LabelledBlock {
  readonly label: string;
  readonly block: Block;
}

/**
 * A block of the policy file while it is read. Whatever is wrong with it is an InputError that names file, line and block
 * and quotes no value, since a value may be a secret that stands in the wrong place.
 */
export class Block {
  constructor(
    private readonly body: LocatedObject,
    private readonly file: string,
    /** Such as `suppress in pair "storefront"`; empty for the file itself. */
    readonly title = "",
    private readonly line = body.line,
  ) {}

  get place(): PolicyPlace {
    return this.placeAt(this.line);
  }

  /** @throws InputError when the block holds anything else than these */
  only(...known: readonly string[]): this {
    const stranger = this.body.members.find(({ name }) => !known.includes(name));
    if (stranger === undefined) return this;
    const suggestion = nearest(stranger.name, known);
    throw this.error(
      `"${shortened(stranger.name)}" is not known here.`,
      `${suggestion === undefined ? "" : `Did you mean "${suggestion}"? `}Known are: ${known.join(", ")}.`,
      stranger.line,
    );
  }

  /**
   * The attributes that the definition has.
   * @throws InputError when the block holds anything else than is defined, lacks what is required, or a value is wrong
   */
  read<Definition extends BlockDefinition>({ members, anyOf }: Definition): Values<Definition> {
    this.only(...Object.keys(members));
    const values: Record<string, unknown> = {};
    for (const [name, member] of Object.entries(members)) {
      if (isAttribute(member)) values[name] = this.attribute(name, member);
    }
    if (anyOf?.every((name) => values[name] === undefined)) throw this.unselective(anyOf);
    return values as Values<Definition>;
  }

  private attribute<T>(name: string, { field, required }: Attribute<T>): T | undefined {
    const member = this.member(name);
    if (member === undefined) {
      if (required) throw this.error(`"${name}" is missing.`, `Add ${name} to this block.`);
      return undefined;
    }
    const { value, line, form } = member;
    if (form === "block")
      throw this.error(`"${name}" is an attribute, not a block.`, `Write ${name} = ...`, line);
    if (value.kind === "expression") {
      throw this.error(
        `"${name}" is not a literal, and nothing is evaluated here.`,
        "Write the value itself: variables, functions, operators and interpolations are not for a policy file.",
        line,
      );
    }
    const read = field.read(value, this.file);
    if (!(read instanceof Problem)) return read;
    throw this.error(`"${name}" ${read.what}`, read.fix, line);
  }

  private unselective(names: readonly string[]): InputError {
    return this.error(
      `It has neither ${names.map((name) => `"${name}"`).join(" nor ")}, and would fit everything.`,
      "Add one of them.",
    );
  }

  /** The blocks of one name without a label, in the file's order. */
  blocks(name: string): Block[] {
    const member = this.member(name);
    return member === undefined ? [] : this.bodies(member, this.titled(name));
  }

  /** A block that may stand once. */
  block(name: string): Block | undefined {
    const [first, second] = this.blocks(name);
    if (second === undefined) return first;
    throw second.error("A second one is not allowed.", "Put both into one.");
  }

  /** A block that has to stand once. @param fix what to write where it is missing */
  requiredBlock(name: string, fix: string): Block {
    const block = this.block(name);
    if (block !== undefined) return block;
    throw this.error(`"${name}" is missing.`, fix);
  }

  /** Blocks with a label, in the file's order. */
  labelled(name: string): LabelledBlock[] {
    const member = this.member(name);
    if (member === undefined) return [];
    const { value, line, form } = member;
    if (form === "attribute") throw this.notABlock(name, line);
    // JSON may write a list of objects whose names are labels; in HCL a list is what has no label.
    const levels = value.kind === "list" && form === undefined ? value.items : [value];
    const found = levels.flatMap((level) => {
      if (level.kind !== "object") throw this.unlabelled(name, line);
      return level.members.flatMap((inner) => {
        const title = this.titled(`${name} ${JSON.stringify(shortened(inner.name))}`);
        return this.bodies(inner, title).map((block) => ({ label: inner.name, block }));
      });
    });
    return found.sort((a, b) => a.block.line - b.block.line);
  }

  /** An error about this block, or about the line within it. */
  error(what: string, fix: string, line = this.line): InputError {
    return new InputError({ where: this.placeAt(line), what, fix });
  }

  private bodies({ name, value, line, form }: Member, title: string): Block[] {
    if (form === "attribute") throw this.notABlock(name, line);
    if (form === "block" && value.kind === "object")
      throw this.error(`"${shortened(name)}" takes no label here.`, "Leave the label out.", line);
    return (value.kind === "list" ? value.items : [value]).map((body) => {
      if (body.kind === "object") return new Block(body, this.file, title);
      throw this.notABlock(name, line);
    });
  }

  private notABlock(name: string, line: number): InputError {
    const short = shortened(name);
    return this.error(
      `"${short}" is a block, not an attribute.`,
      `Write ${short} { ... } without "="; in JSON an object, or a list of objects.`,
      line,
    );
  }

  private unlabelled(name: string, line: number): InputError {
    return this.error(
      `"${name}" needs a label.`,
      `Write ${name} "LABEL" { ... }; in JSON {"${name}": {"LABEL": { ... }}}.`,
      line,
    );
  }

  private member(name: string): Member | undefined {
    return this.body.members.find((member) => member.name === name);
  }

  private titled(name: string): string {
    return this.title === "" ? name : `${name} in ${this.title}`;
  }

  private placeAt(line: number): PolicyPlace {
    return `${this.file}:${line}${this.title === "" ? "" : `, ${this.title}`}`;
  }
}

function shortened(name: string): string {
  return name.length > MOST_NAME ? `${name.slice(0, MOST_NAME)}...` : name;
}
