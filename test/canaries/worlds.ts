import type { Json } from "../../analyzer/base/json";
import { COMMON, ENCODED, PLACES, type Copy } from "./copies";
import { MARKS, type Mark } from "./marks";
import { Mint } from "./mint";
import { DOCUMENTS, SECRET_NAMES, SHAPES, VISIBLE_NAMES, WRAPPINGS } from "./names";
import { PROVIDER_SECRETS, PROVIDER_VISIBLE } from "./providers";
import { Side, SOURCES, type SourceKind } from "./side";

/** A pair of sources with canaries in it. */
export interface World {
  readonly name: string;
  readonly source: SourceKind;
  readonly sides: Readonly<Record<"primary" | "dr", Side>>;
  readonly mint: Mint;
  /** Texts that are no secrets, and must be in the JSON report. */
  readonly visible: readonly string[];
}

const SIDES = ["primary", "dr"] as const;

function world(
  name: string,
  source: SourceKind,
  plant: (world: World, add: (text: string) => void) => void,
): World {
  const visible: string[] = [];
  const sides = { primary: new Side("us-east-1"), dr: new Side("us-west-2") };
  const made: World = { name, source, sides, mint: new Mint(`${name} ${source}`), visible };
  for (const side of SIDES) {
    for (const shared of ["one", "two", "three"]) {
      const address = `aws_sns_topic.${shared}`;
      made.sides[side].entries.push({ address, values: { id: shared, name: shared } });
    }
  }
  plant(made, (text) => void visible.push(text));
  return made;
}

/** Every mark with the common copies, and one mark with every copy and encoding, in each form of source that has them. */
export function markWorlds(): World[] {
  return SOURCES.map((source) =>
    world("marks", source, (made) => {
      let unit = 0;
      for (const mark of MARKS.filter((one) => one.in.includes(source))) {
        for (const copy of copiesOf(mark, source)) {
          // A source of state alone has no drift and no moves, and no configuration whose fix could be written.
          plantUnit(made, mark, copy, `u${String(unit++)}`);
        }
      }
    }),
  );
}

function copiesOf({ name }: Mark, source: SourceKind): readonly Copy[] {
  const full = name === (source.startsWith("old") ? "schema" : "after_sensitive");
  return full ? [...PLACES, ...ENCODED] : COMMON;
}

function plantUnit({ sides, mint }: World, mark: Mark, copy: Copy, unit: string): void {
  for (const side of SIDES) {
    if (copy.only !== undefined && copy.only !== side) continue;
    const place = `${mark.name}; ${copy.name}; ${side}`;
    const secret = secretOf(mark, mint, place);
    mark.plant(sides[side], secret, unit);
    copy.plant(sides[side], secret, unit);
  }
}

function secretOf({ shape }: Mark, mint: Mint, place: string): string {
  switch (shape) {
    case "number":
      return String(mint.number(place));
    case "short":
      return mint.shaped(place, (s) => `${s.slice(0, 1).toUpperCase()}7q${s.slice(1, 3)}`);
    case "lines":
      return [9, 10, 11].map((length) => mint.text(place, length)).join("\n");
    case "markup":
      return mint.shaped(place, (s) => `${s.slice(0, 9)}<b>&"'${s.slice(9, 18)}`);
    case "special":
      return mint.shaped(place, (s) => `${s.slice(0, 9)}'"\\$\`${s.slice(9, 18)}%2f+/=`);
    case "newline":
    case undefined:
      return mint.text(place);
  }
}

/** Secrets that only their names tell, in every kind of document. */
export function nameWorlds(): World[] {
  return (["plan", "old-raw"] as const).map((source) =>
    world("names", source, (made, see) => {
      const { sides, mint } = made;
      let unit = 0;
      const env = (name: string, variables: (side: Side) => Record<string, string>) => {
        unit++;
        for (const side of SIDES) {
          sides[side].entries.push({
            address: `aws_lambda_function.n${String(unit)}`,
            values: {
              id: name,
              function_name: `n${String(unit)}`,
              environment: [{ variables: variables(sides[side]) }],
            },
          });
        }
      };
      for (const name of SECRET_NAMES) {
        env(name, ({ region }) => ({ [name]: mint.text(`${name}; environment; ${region}`) }));
        const list = `${name}; container; `;
        unit++;
        for (const side of SIDES) {
          sides[side].entries.push({
            address: `aws_ecs_task_definition.n${String(unit)}`,
            values: {
              id: name,
              family: `n${String(unit)}`,
              container_definitions: JSON.stringify([
                { name: "app", image: "a:1", environment: [{ name, value: mint.text(list + side) }] },
              ]),
            },
          });
        }
      }
      for (const [kind, write] of DOCUMENTS) {
        for (const name of SECRET_NAMES) {
          env(name, ({ region }) => ({ TEXT: write(name, mint.text(`${name}; ${kind}; ${region}`)) }));
        }
        for (const [wrapping, wrap] of WRAPPINGS.slice(1)) {
          env(kind, ({ region }) => ({
            TEXT: wrap(write("DB_PASSWORD", mint.text(`DB_PASSWORD; ${kind}; ${wrapping}; ${region}`))),
          }));
        }
      }
      for (const [kind, make] of SHAPES) {
        for (const [wrapping, wrap] of WRAPPINGS) {
          env(kind, ({ region }) => ({
            TEXT: wrap(make(letters(mint, `shape ${kind}; ${wrapping}; ${region}`, make))),
          }));
        }
        env(kind, ({ region }) => ({
          TEXT: `a line\n${make(letters(mint, `shape ${kind}; in lines; ${region}`, make))}\nanother`,
        }));
      }
      env("passwords", ({ region }) => ({
        J: JSON.stringify({ passwords: [mint.text(`passwords list; ${region}`)] }),
      }));
      env("passwords", ({ region }) => ({
        Y: `passwords:\n  - ${mint.text(`passwords YAML; ${region}`)}\n  - x\n`,
      }));
      for (const side of SIDES) {
        sides[side].entries.push({
          address: "aws_cloudfront_distribution.d",
          values: {
            id: "d",
            origin: [
              {
                domain_name: "o.example.com",
                origin_id: "o",
                custom_header: [{ name: "X-Origin-Verify", value: mint.text(`CloudFront header; ${side}`) }],
              },
            ],
          },
        });
      }
      for (const name of VISIBLE_NAMES) {
        env(name, ({ region }) => {
          const value = `plainly ${name} ${region === "us-east-1" ? "left" : "right"}`;
          see(value);
          return { [name]: value };
        });
      }
    }),
  );
}

/** Only what is random of a token is a canary: `AKIA` and the like tell nothing. */
function letters(mint: Mint, place: string, make: (letters: string) => string): string {
  return /AWS (?:access|temporary)|age|New Relic/.test(place)
    ? mint.shaped(place, (s) => s.toUpperCase().replace(/[^A-Z2-7]/g, "K"))
    : mint.text(make === undefined ? "" : place, 44);
}

/** Other providers' secrets, under their names and copied, in sources with and without masks. */
export function providerWorlds(): World[] {
  return (["old-plan", "old-state", "old-raw"] as const).map((source) =>
    world("providers", source, ({ sides, mint }, see) => {
      let unit = 0;
      for (const [provider, type, attributes] of PROVIDER_SECRETS) {
        for (const attribute of attributes.split(" ")) {
          unit++;
          for (const side of SIDES) {
            const secret = mint.text(`${type}.${attribute}; ${side}`);
            const value: Json =
              /^(?:data|triggers|custom_headers|result|query|outputs|config|request_headers)$/.test(attribute)
                ? { some: secret }
                : /^(?:list|values|connection_strings|delivery_method|set_sensitive)$/.test(attribute)
                  ? [{ value: secret }]
                  : attribute === "deep"
                    ? { a: [{ b: JSON.stringify({ c: secret }) }] }
                    : secret;
            const name = `p${String(unit)}`;
            const address = `${type}.${name}`;
            sides[side].entries.push({
              address,
              provider: `registry.terraform.io/${provider}`,
              values: { id: name, [attribute]: value },
            });
            sides[side].entries.push({
              address: `aws_lambda_function.${name}`,
              values: {
                id: name,
                function_name: name,
                environment: [{ variables: { SETTING: `x ${secret}`, [secret]: "y" } }],
              },
            });
          }
        }
      }
      for (const [provider, type, attribute] of PROVIDER_VISIBLE) {
        unit++;
        for (const side of SIDES) {
          const value = `openly ${String(unit)} ${side === "dr" ? "right" : "left"}`;
          see(value);
          sides[side].entries.push({
            address: `${type}.v${String(unit)}`,
            provider: `registry.terraform.io/${provider}`,
            values: { id: `v${String(unit)}`, [attribute]: value },
          });
        }
      }
    }),
  );
}
