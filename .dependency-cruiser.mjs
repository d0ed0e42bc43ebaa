/**
 * Which way imports may point, types included; `npm run lint` checks it. Both halves are rows of stages: a stage imports from
 * the ones before it alone, and nothing imports in a circle. docs/architecture.md tells what the stages are.
 */
const ANALYZER = [
  "base",
  "model",
  "read",
  "pair",
  "compare",
  "judge",
  "mend",
  "report",
  "render",
  "act",
  "cli",
].map((stage) => ({ name: `analyzer/${stage}`, path: `^analyzer/${stage}/` }));
// The walk itself stands after what it walks through.
ANALYZER.splice(9, 0, { name: "analyzer/analyze.ts", path: "^analyzer/analyze\\.ts$" });

const GENERATOR = [
  { name: "modules/pair", path: "^modules/pair/" },
  { name: "modules", path: "^modules/(?!pair/)" },
  { name: "stacks", path: "^stacks/(?!export/)" },
  { name: "stacks/export", path: "^stacks/export/" },
];

/** One rule for each stage: what is behind it in the row is out of its reach. */
const oneWay = (row) =>
  row.slice(0, -1).map(({ name, path }, i) => ({
    name: `${name} comes first`,
    comment: `${name} imports from a later stage`,
    severity: "error",
    from: { path },
    to: { path: row.slice(i + 1).map((later) => later.path) },
  }));

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    ...oneWay(ANALYZER),
    ...oneWay(GENERATOR),
    {
      name: "every folder is a stage",
      comment: "A new folder takes its place in the row above.",
      severity: "error",
      from: { path: "^analyzer/", pathNot: ANALYZER.map(({ path }) => path) },
      to: {},
    },
    {
      name: "no circle",
      comment: "Two files that need each other are one, or share what lies below both.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "the halves are apart",
      comment: "Generator and analyzer share the manifest's file, and no code.",
      severity: "error",
      from: { path: "^(?:stacks|modules)/" },
      to: { path: "^analyzer/" },
    },
    {
      name: "the analyzer works without cdktf",
      severity: "error",
      from: { path: "^analyzer/" },
      to: { path: "^(?:stacks|modules)/|node_modules/(?:cdktf|@cdktf|constructs)/" },
    },
    {
      name: "cdktf is a package swap away",
      comment:
        "modules/pair/cdk.ts and aws.ts import it for all others, so that CDK Terrain can take its place.",
      severity: "error",
      from: { path: "^(?:stacks|modules|examples)/", pathNot: "^modules/pair/(?:cdk|aws)\\.ts$" },
      to: { path: "node_modules/(?:cdktf|@cdktf|constructs)/" },
    },
  ],
  options: {
    // What is imported for its type alone is an arrow as well.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "node_modules" },
  },
};
