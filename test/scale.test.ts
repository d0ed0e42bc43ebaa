import { cpSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { buildSync } from "esbuild";
import type { JsonObject } from "../analyzer/base/json";
import { estate, type Shape } from "./support/estate";
import { plan } from "./support/plan-builder";
import { stepsOf } from "./support/steps";

const ROOT = path.join(__dirname, "..");
const TIMES = 4;
/** How much more than in proportion a function's steps may grow: sorting does, and a search among a few. */
const ROOM = 1.5;
/** What runs less often tells nothing: it may be a finding more. */
const LEAST = 1500;

let folder = "";
let program = "";

beforeAll(() => {
  // V8 reports real paths, and node_modules may be a link.
  folder = realpathSync(mkdtempSync(path.join(ROOT, "node_modules/.drparity-test-")));
  program = path.join(folder, "analyzer");
  const source = path.join(ROOT, "analyzer");
  const files = readdirSync(source, { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".ts"),
  );
  // A file each, so that the stages stay told apart.
  buildSync({
    entryPoints: files.map((file) => path.join(source, file)),
    outdir: program,
    platform: "node",
    format: "cjs",
    target: "node20",
    supported: { "dynamic-import": false },
    logLevel: "error",
  });
  cpSync(source, program, { recursive: true, filter: (file) => !file.endsWith(".ts") });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Sides = Readonly<Record<"primary" | "dr", JsonObject>>;

/** Copies of a real application. */
function copies(shape: Shape, count: number): Sides {
  const side = (name: string) => {
    const file = path.join(ROOT, "test/corpus/metering/cases/mt-clean-noop", `${name}.plan.json.gz`);
    const application = JSON.parse(gunzipSync(readFileSync(file)).toString()) as JsonObject;
    return estate(
      Array.from({ length: count }, () => application),
      shape,
      "metering",
    );
  };
  return { primary: side("primary"), dr: side("dr") };
}

const REGIONS = { primary: "us-east-1", dr: "us-west-2" } as const;

function sides(make: (region: string) => JsonObject): Sides {
  return { primary: make(REGIONS.primary), dr: make(REGIONS.dr) };
}

const SHAPES: Readonly<Record<string, { readonly size: number; readonly make: (size: number) => Sides }>> = {
  "a module for each copy": { size: 3, make: (size) => copies("modules", size) },
  "one module with for_each": { size: 3, make: (size) => copies("for_each", size) },
  "rules in one security group": {
    size: 200,
    make: (size) =>
      sides((region) =>
        plan(region)
          .resource("aws_security_group.web", {
            name: "web",
            ingress: Array.from({ length: size }, (_, port) => ({
              from_port: port,
              to_port: port,
              protocol: "tcp",
              cidr_blocks: [`10.${port % 200}.0.0/16`],
            })),
          })
          .json(),
      ),
  },
  "statements of one policy": {
    size: 100,
    make: (size) =>
      sides((region) =>
        plan(region)
          .resource("aws_iam_policy.app", {
            name: "app",
            policy: JSON.stringify({
              Version: "2012-10-17",
              Statement: Array.from({ length: size }, (_, i) => ({
                Sid: `S${i}`,
                Effect: "Allow",
                Action: [`s3:Get${i}`],
                Resource: `arn:aws:s3:::orders-${i}-${region}/*`,
              })),
            }),
          })
          .json(),
      ),
  },
  "twins of one type without names": {
    size: 100,
    make: (size) =>
      sides((region) => {
        const builder = plan(region);
        for (let i = 0; i < size; i++)
          builder.resource(`aws_eip.e["${region}-${i}"]`, {
            domain: "vpc",
            public_ip: `198.51.${i % 250}.${i % 7}`,
          });
        return builder.json();
      }),
  },
};

function count(make: () => Sides): Map<string, number> {
  const given = Object.entries(make()).map(([side, document]) => {
    const file = path.join(folder, `${side}.json`);
    writeFileSync(file, JSON.stringify(document));
    return [`--${side}`, file];
  });
  const args = ["analyze", ...given.flat(), "--primary-region", "us-east-1", "--fail-on", "never"];
  return stepsOf(program, "cli/main.js", args);
}

describe("steps in proportion to what there is", () => {
  it.each(Object.keys(SHAPES))("%s", (shape) => {
    const { size = 0, make } = SHAPES[shape] ?? {};
    if (!make) throw new Error(shape);
    const few = count(() => make(size));
    const many = count(() => make(size * TIMES));
    const grown = [...many].flatMap(([name, steps]) => {
      const before = few.get(name) ?? 0;
      return steps > Math.max(LEAST, before * TIMES * ROOM) ? [`${name}: ${before} became ${steps}`] : [];
    });
    expect(grown).toEqual([]);
    expect([...few.keys()].some((name) => name.startsWith("compare/"))).toBe(true);
  });
});
