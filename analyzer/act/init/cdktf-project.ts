import type { Strategy } from "../../model/report";
import type { Answers, ScaffoldFile } from "./answers";
import { packageOf } from "./tool-source";

/** What the generator is made for; the package's own `peerDependencies` and `devDependencies`, which a test compares. */
export const VERSIONS = {
  "@cdktf/provider-aws": "^21.22.1",
  cdktf: "^0.21.0",
  constructs: "^10.4.2",
  "@types/node": "^20.19.0",
  "cdktf-cli": "^0.21.0",
  tsx: "^4.20.0",
  typescript: "^5.9.0",
} as const;

/** A project that defines a pair with drparity's constructs, small enough to be read before it is changed. */
export function cdktfProject(answers: Answers): ScaffoldFile[] {
  return [
    { path: "package.json", content: json(manifestOf(answers)) },
    { path: "cdktf.json", content: json(CDKTF) },
    { path: "tsconfig.json", content: json(TSCONFIG) },
    { path: "main.ts", content: mainOf(answers) },
    { path: ".gitignore", content: "node_modules/\ncdktf.out/\nstate/\n.drparity/\n" },
  ];
}

const CDKTF = {
  language: "typescript",
  app: "npx tsx main.ts",
  sendCrashReports: "false",
  terraformProviders: [],
  terraformModules: [],
};

const TSCONFIG = {
  compilerOptions: {
    target: "ES2022",
    module: "node16",
    strict: true,
    esModuleInterop: true,
    skipLibCheck: true,
    noEmit: true,
  },
  include: ["*.ts"],
};

function manifestOf({ name, toolSource }: Answers) {
  return {
    name,
    private: true,
    scripts: {
      synth: "cdktf synth",
      deploy: "cdktf synth && drparity deploy",
      check: "tsc",
      parity: "drparity analyze --manifest cdktf.out/drparity.json",
    },
    dependencies: {
      "@cdktf/provider-aws": VERSIONS["@cdktf/provider-aws"],
      cdktf: VERSIONS.cdktf,
      constructs: VERSIONS.constructs,
      drparity: packageOf(toolSource),
    },
    devDependencies: {
      "@types/node": VERSIONS["@types/node"],
      "cdktf-cli": VERSIONS["cdktf-cli"],
      tsx: VERSIONS.tsx,
      typescript: VERSIONS.typescript,
    },
  };
}

/** What the generator's strategies promise by default, as the project writes it. */
const TARGETS: Readonly<Record<Strategy, { readonly rto: string; readonly rpo: string }>> = {
  "backup-and-restore": { rto: "Duration.hours(24)", rpo: "Duration.hours(24)" },
  "pilot-light": { rto: "Duration.minutes(60)", rpo: "Duration.minutes(15)" },
  "warm-standby": { rto: "Duration.minutes(15)", rpo: "Duration.minutes(15)" },
  "active-active": { rto: "Duration.minutes(15)", rpo: "Duration.minutes(15)" },
};

function mainOf({ name, strategy, pairs }: Answers): string {
  const [pair] = pairs;
  return `import path from "node:path";
import { App } from "cdktf";
import { Duration, Keys, localState, Network, RegionPair, S3Replication } from "drparity";

const app = new App();
const pair = new RegionPair(app, ${JSON.stringify(name)}, {
  primary: ${JSON.stringify(pair?.primary.region ?? "us-east-1")},
  dr: ${JSON.stringify(pair?.dr.region ?? "us-west-2")},
  account: "123456789012", // yours: names and ARNs that the other side needs follow from it
  strategy: ${JSON.stringify(strategy)},
  rto: ${TARGETS[strategy].rto},
  rpo: ${TARGETS[strategy].rpo},
  // For a team: s3State("acme-terraform-state") keeps each workspace's state in a bucket of its own region.
  state: localState(path.join(__dirname, "state")),
});

const keys = new Keys(pair, "data");
new Network(pair, "network", { cidrs: { primary: "10.10.0.0/16", dr: "10.20.0.0/16" } });
new S3Replication(pair, "assets", { bucketPrefix: ${JSON.stringify(`${name}-assets`)}, keys });

app.synth();
`;
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
