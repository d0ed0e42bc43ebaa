import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { InputError } from "../../../analyzer/base/errors";
import { loadPolicy } from "../../../analyzer/judge/policy/load-policy";
import type { PolicyFile } from "../../../analyzer/judge/policy/policy";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "drparity-policy-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function load(text: string | Buffer, name = ".drparity.hcl"): Promise<PolicyFile> {
  writeFileSync(path.join(folder, name), text);
  const policy = await loadPolicy(name, folder);
  if (policy === undefined) throw new Error("no policy file was read");
  return policy;
}

/** `WHERE: WHAT` of the error, and its fix on the second line. */
async function errorOf(text: string | Buffer, name?: string): Promise<string> {
  const error: unknown = await load(text, name).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(InputError);
  return (error as InputError).message.replaceAll(`${folder}/`, "");
}

/** A pair with these lines, which begin on line 2. */
const pair = (lines: string) => `pair "shop" {\n${lines}\n}\n`;

const FULL = `
# Everything that a policy file can say.
pair "shop" {
  strategy = "pilot-light"
  fail_on  = "critical"
  manifest = "cdktf.out/drparity.json"
  history  = "s3://acme-dr/history"
  baseline = "baseline.json"
  primary {
    sources = ["primary.json", "s3://acme/primary.json"]
    state   = ["primary.tfstate"]
    region  = "us-east-1"
  }
  dr {
    sources = ["/plans/dr.json"]
    var_files = ["dr.tfvars"]
    state   = ["dr.tfstate"]
    region  = "us-west-2"
  }
  shared   = ["dns.json"]
  combined = ["-"]

  objectives {
    rto = "1h30m"
    rpo = "90s"
  }
  tolerances {
    ttl_seconds      = 60
    capacity_percent = 20
  }

  twin {
    primary = "aws_sqs_queue.orders"
    dr      = "module.dr.aws_sqs_queue.orders_v2[\\"eu\\"]"
  }
  expected {
    address    = "module.web"
    attributes = ["tags.*", "min_size"]
    reason     = <<-EOT
      smaller "on purpose" }
    EOT
  }
  suppress {
    rule    = "s3-*"
    reason  = "a cache" /* { */
    owner   = "@acme/web"
    expires = "2027-01-31"
  }
  severity {
    address = "aws_lb.*"
    level   = "info"
  }
  owner {
    address = "module.web[*]"
    team    = "@acme/web"
  }
  notify "webhook" {
    url_variable = "SLACK_URL"
  }
  notify "webhook" {
    url_variable = "PAGERDUTY_KEY"
    format       = "pagerduty"
  }
  notify "sns" {
    topic_arn = "arn:aws:sns:us-west-2:123456789012:dr"
  }
  notify "github-issue" {
    repository     = "acme/dr"
    token_variable = "GITHUB_TOKEN"
  }
  remediate {
    rule = "no-drift"
    window {
      days  = ["sat", "sun"]
      start = "22:00"
      end   = "04:30"
    }
  }
}
`;

describe("a policy file in HCL", () => {
  it("is read in full, with the place of every block, and paths as seen from the file's directory", async () => {
    const { pairs } = await load(FULL);
    const at = (line: number, block: string) => `${folder}/.drparity.hcl:${line}, ${block} in pair "shop"`;
    expect(pairs).toEqual([
      {
        name: "shop",
        place: `${folder}/.drparity.hcl:3, pair "shop"`,
        strategy: "pilot-light",
        failOn: "critical",
        history: "s3://acme-dr/history",
        baseline: `${folder}/baseline.json`,
        sources: {
          primary: [`${folder}/primary.json`, "s3://acme/primary.json"],
          dr: ["/plans/dr.json"],
          primaryState: [`${folder}/primary.tfstate`],
          drState: [`${folder}/dr.tfstate`],
          shared: [`${folder}/dns.json`],
          combined: ["-"],
          varFiles: { primary: [], dr: [`${folder}/dr.tfvars`] },
          manifest: `${folder}/cdktf.out/drparity.json`,
          primaryRegion: "us-east-1",
          drRegion: "us-west-2",
        },
        objectives: { rtoSeconds: 5400, rpoSeconds: 90 },
        tolerances: { ttlSeconds: 60, capacityPercent: 20 },
        twins: [
          {
            place: at(32, "twin"),
            primary: "aws_sqs_queue.orders",
            dr: 'module.dr.aws_sqs_queue.orders_v2["eu"]',
            reason: "mapping",
          },
        ],
        expected: [
          {
            place: at(36, "expected"),
            rule: undefined,
            address: "module.web",
            attributes: ["tags.*", "min_size"],
            reason: 'smaller "on purpose" }\n',
          },
        ],
        suppressions: [
          {
            place: at(43, "suppress"),
            rule: "s3-*",
            address: undefined,
            attributes: undefined,
            reason: "a cache",
            owner: "@acme/web",
            expires: "2027-01-31",
          },
        ],
        rules: [],
        severities: [
          {
            place: at(49, "severity"),
            rule: undefined,
            address: "aws_lb.*",
            attributes: undefined,
            severity: "info",
          },
        ],
        owners: [{ place: at(53, "owner"), address: "module.web[*]", owner: "@acme/web" }],
        notifications: [
          { place: at(57, 'notify "webhook"'), kind: "webhook", urlVariable: "SLACK_URL" },
          {
            place: at(60, 'notify "webhook"'),
            kind: "webhook",
            urlVariable: "PAGERDUTY_KEY",
            format: "pagerduty",
          },
          {
            place: at(64, 'notify "sns"'),
            kind: "sns",
            topicArn: "arn:aws:sns:us-west-2:123456789012:dr",
          },
          {
            place: at(67, 'notify "github-issue"'),
            kind: "github-issue",
            repository: "acme/dr",
            tokenVariable: "GITHUB_TOKEN",
          },
        ],
        remediations: [
          {
            place: at(71, "remediate"),
            rule: "no-drift",
            address: undefined,
            attributes: undefined,
            window: { days: ["sat", "sun"], start: "22:00", end: "04:30" },
          },
        ],
      },
    ]);
  });

  it("may hold several pairs, in the file's order", async () => {
    const { pairs } = await load('pair "z" {}\npair "a" {}\n');
    expect(pairs.map(({ name }) => name)).toEqual(["z", "a"]);
  });

  it.each([
    [
      "Windows line ends and a byte order mark",
      Buffer.from(`\ufeffpair "shop" {\r\n  strategy = "pilot-light"\r\n}\r\n`),
    ],
    ["a block on one line", 'pair "shop" { strategy = "pilot-light" }'],
    ["escaped template marks", 'pair "shop" {\n strategy = "pilot-light"\n baseline = "$${a} %%{b}"\n}'],
  ])("may have %s", async (_what, text) => {
    expect((await load(text)).pairs[0]).toMatchObject({ name: "shop", strategy: "pilot-light" });
  });
});

describe("what is wrong is told with file, line and block:", () => {
  it.each<[string, string, string]>([
    [
      "an unknown key, with the nearest known one",
      pair('  suppress {\n    resaon = "x"\n  }'),
      '.drparity.hcl:3, suppress in pair "shop": "resaon" is not known here.\nDid you mean "reason"? Known are: rule, address, attributes, reason, owner, expires.',
    ],
    [
      "an unknown block of the file",
      "\npairs {}\n",
      '.drparity.hcl:2: "pairs" is not known here.\nDid you mean "pair"? Known are: $schema, pair.',
    ],
    [
      "a key that is like no other",
      pair("  zebra = 1"),
      '.drparity.hcl:2, pair "shop": "zebra" is not known here.\nKnown are: strategy, fail_on, manifest, history, drills, rules, baseline, primary, dr, shared, combined, objectives, tolerances, twin, expected, suppress, severity, owner, notify, remediate.',
    ],
    [
      "a key that every object has",
      pair('  __proto__ = "x"'),
      '.drparity.hcl:2, pair "shop": "__proto__" is not known here.\nKnown are: strategy, fail_on, manifest, history, drills, rules, baseline, primary, dr, shared, combined, objectives, tolerances, twin, expected, suppress, severity, owner, notify, remediate.',
    ],
    [
      "a missing key",
      pair('  suppress {\n    rule = "twins-equal"\n    reason = "x"\n    owner = "me"\n  }'),
      '.drparity.hcl:2, suppress in pair "shop": "expires" is missing.\nAdd expires to this block.',
    ],
    [
      "a suppression of everything",
      pair('  suppress {\n    reason = "x"\n    owner = "me"\n    expires = "2027-01-01"\n  }'),
      '.drparity.hcl:2, suppress in pair "shop": It has neither "rule" nor "address", and would fit everything.\nAdd one of them.',
    ],
    [
      "a wrong type",
      pair('  primary {\n    sources = "plan.json"\n  }'),
      '.drparity.hcl:3, primary in pair "shop": "sources" is not a list.\nWrite a list: ["..."].',
    ],
    [
      "another wrong type",
      pair("  strategy = 1"),
      '.drparity.hcl:2, pair "shop": "strategy" is not a text.\nWrite it in quotation marks: "...".',
    ],
    [
      "an unknown word",
      pair('  strategy = "cold"'),
      '.drparity.hcl:2, pair "shop": "strategy" is none of the words known here.\nWrite one of "backup-and-restore", "pilot-light", "warm-standby", "active-active".',
    ],
    [
      "a day that the calendar lacks",
      pair(
        '  suppress {\n    rule = "no-drift"\n    reason = "x"\n    owner = "me"\n    expires = "2027-02-29"\n  }',
      ),
      '.drparity.hcl:6, suppress in pair "shop": "expires" is not a date.\nWrite the last day on which it holds, as "2027-01-31".',
    ],
    [
      "a region that is none",
      pair('  dr {\n    region = "mars-1"\n  }'),
      '.drparity.hcl:3, dr in pair "shop": "region" is not an AWS region.\nUse a name such as us-west-2.',
    ],
    [
      "a rule that is none",
      pair('  severity {\n    rule = "twin-equal"\n    level = "info"\n  }'),
      '.drparity.hcl:3, severity in pair "shop": "rule" is no rule.\nDid you mean "twins-equal"?',
    ],
    [
      "a pattern that fits no rule",
      pair('  severity {\n    rule = "mainframe-*"\n    level = "info"\n  }'),
      '.drparity.hcl:3, severity in pair "shop": "rule" is no rule.\ndrparity explain lists all rules.',
    ],
    [
      "drift that is to be by design",
      pair('  expected {\n    rule = "no-drift"\n    reason = "x"\n  }'),
      '.drparity.hcl:3, expected in pair "shop": "rule" is no rule whose findings can be by design.\ndrparity explain lists all rules.',
    ],
    [
      "the file's own findings, suppressed",
      pair('  suppress {\n    rule = "policy-suppression-expired"\n    reason = "x"\n  }'),
      '.drparity.hcl:3, suppress in pair "shop": "rule" is no rule whose findings can be suppressed.\ndrparity explain lists all rules.',
    ],
    [
      "half an address",
      pair('  owner {\n    address = "aws_lb"\n    team = "x"\n  }'),
      '.drparity.hcl:3, owner in pair "shop": "address" is not a pattern of addresses.\nWrite one such as aws_lb.web, aws_lb.* or module.web, from the root on.',
    ],
    [
      "a pattern where one resource is meant",
      pair('  twin {\n    primary = "aws_lb.*"\n    dr = "aws_lb.x"\n  }'),
      '.drparity.hcl:3, twin in pair "shop": "primary" is not an address.\nWrite a resource\'s or a module\'s, such as aws_lb.web or module.web.',
    ],
    [
      "a duration without a unit",
      pair('  objectives {\n    rto = "15"\n  }'),
      '.drparity.hcl:3, objectives in pair "shop": "rto" is not a duration.\nWrite one such as "15m", "1h30m" or "90s".',
    ],
    [
      "a number out of bounds",
      pair("  tolerances {\n    capacity_percent = 101\n  }"),
      '.drparity.hcl:3, tolerances in pair "shop": "capacity_percent" is not a whole number within bounds.\nWrite a number from 0 to 100.',
    ],
    [
      "an unknown way to notify",
      pair('  notify "email" {}'),
      '.drparity.hcl:2, notify "email" in pair "shop": There is no such way to notify.\nKnown are: sns, webhook, github-issue.',
    ],
    [
      "a secret in place of the variable that holds it, unquoted",
      pair('  notify "webhook" {\n    url_variable = "https://hooks.example/T0/s3cret"\n  }'),
      '.drparity.hcl:3, notify "webhook" in pair "shop": "url_variable" is not the name of an environment variable.\nKeep the secret out of this file: put it into an environment variable, and name that here.',
    ],
    [
      "two pairs of one name",
      'pair "shop" {}\n\npair "shop" {}\n',
      '.drparity.hcl:3, pair "shop": There is a pair of this name already.\nGive it another name.',
    ],
    [
      "a second block of a kind that stands once",
      pair("  primary {}\n  primary {}"),
      '.drparity.hcl:3, primary in pair "shop": A second one is not allowed.\nPut both into one.',
    ],
    ["no pair", "# nothing\n", '.drparity.hcl:1: There is no pair in it.\nWrite pair "NAME" { ... }.'],
    [
      "a pair without its name",
      "pair {}\n",
      '.drparity.hcl:1: "pair" needs a label.\nWrite pair "LABEL" { ... }; in JSON {"pair": {"LABEL": { ... }}}.',
    ],
    [
      "a pair with two names",
      'pair "a" "b" {}\n',
      '.drparity.hcl:1: "a" takes no label here.\nLeave the label out.',
    ],
    [
      "a label where none belongs",
      pair('  suppress "all" {}'),
      '.drparity.hcl:2, pair "shop": "suppress" takes no label here.\nLeave the label out.',
    ],
    [
      "an attribute for a block",
      pair("  suppress = []"),
      '.drparity.hcl:2, pair "shop": "suppress" is a block, not an attribute.\nWrite suppress { ... } without "="; in JSON an object, or a list of objects.',
    ],
    [
      "a block for an attribute",
      pair("  strategy {}"),
      '.drparity.hcl:2, pair "shop": "strategy" is an attribute, not a block.\nWrite strategy = ...',
    ],
    ...(
      [
        ["a variable", "var.strategy"],
        ["a function", 'lower("WARM")'],
        ["an operator", "true ? 1 : 2"],
        ["an interpolation", '"${var.x}"'],
        ["a directive", '"%{ if true }x%{ endif }"'],
        ["parentheses", '("x")'],
        ["two attributes on a line", '"x" fail_on = "info"'],
        ["half an operation", "1 +"],
        ["a template that never ends well", `"\${${"[".repeat(5000)}}"`],
        ["an interpolation in a heredoc", "<<X\n${var.x}\nX"],
        ["a list with a variable", '["a", var.x]'],
        ["an object with a word", "{ a = b }"],
      ] as const
    ).map(([what, value]): [string, string, string] => [
      what,
      pair(`  strategy = ${value}`),
      '.drparity.hcl:2, pair "shop": "strategy" is not a literal, and nothing is evaluated here.\nWrite the value itself: variables, functions, operators and interpolations are not for a policy file.',
    ]),
  ])("%s", async (_what, text, message) => {
    expect(await errorOf(text)).toBe(message);
  });
});

describe("a file that is no HCL is told with file and line:", () => {
  it.each<[string, string, string]>([
    [
      "a block that is never closed",
      'pair "shop" {\n  primary {\n  }\n',
      '.drparity.hcl:1: The block "pair" is opened here and never closed.',
    ],
    ["a brace too many", 'pair "shop" {\n}\n}\n', '.drparity.hcl:3: There is a "}" that closes nothing.'],
    [
      "a text that is never closed",
      pair('  strategy = "pilot-light'),
      ".drparity.hcl:2: A text is opened with a quotation mark here and never closed.",
    ],
    [
      "a heredoc that is never closed",
      pair("  baseline = <<EOT\nx"),
      ".drparity.hcl:2: A text is opened with <<EOT here and never closed.",
    ],
    [
      "a comment that is never closed",
      pair("  /* x"),
      ".drparity.hcl:2: A comment is opened with /* here and never closed.",
    ],
    [
      "a list that is never closed",
      pair('  shared = ["a"'),
      '.drparity.hcl:3: There is a "}" that closes nothing.',
    ],
    ["an attribute without a value", pair("  strategy ="), '.drparity.hcl:2: "strategy" has no value.'],
    [
      "a name alone",
      pair("  strategy"),
      '.drparity.hcl:2: After "strategy" either "=" or a block in "{ }" is expected.',
    ],
    [
      "an attribute set twice",
      pair('  strategy = "x"\n  strategy = "y"'),
      '.drparity.hcl:3: "strategy" is set twice.',
    ],
    [
      "a value that only the parser refuses",
      pair('  fail_on = "x"\n  strategy = "\\q"'),
      '.drparity.hcl:3: The value of "strategy" is not HCL.',
    ],
    [
      "the same, after a text of several lines",
      pair('  baseline = <<EOT\nx\nEOT\n  strategy = "\\q"'),
      '.drparity.hcl:5: The value of "strategy" is not HCL.',
    ],
    [
      "the same, deep down",
      pair('  notify "sns" {\n    topic_arn = [1 2]\n  }'),
      '.drparity.hcl:3: The value of "topic_arn" is not HCL.',
    ],
    [
      "a quoted name",
      pair('  "strategy" = "x"'),
      ".drparity.hcl:2: The name of an attribute or a block is expected here.",
    ],
    ["blocks a hundred deep", "a {\n".repeat(100), ".drparity.hcl:33: Blocks nest too deeply here."],
    ["lists a thousand deep", `a = ${"[".repeat(1000)}`, ".drparity.hcl:1: Brackets nest too deeply here."],
  ])("%s", async (_what, text, message) => {
    expect(await errorOf(text)).toBe(`${message}\nMend the syntax there.`);
  });
});

describe("two blocks about the very same are an error, since one of them would silently not hold:", () => {
  const select = 'rule = "twins-equal"\n address = "aws_lb.a"\n';
  const until = (day: string) => `reason = "r"\n owner = "o"\n expires = "${day}"`;
  const owned = (team: string) => `address = "aws_lb.a"\n team = "${team}"`;
  const twin = (dr: string) => `primary = "aws_lb.a"\n dr = "${dr}"`;

  it.each([
    ["severity", `${select} level = "critical"`, `${select} level = "info"`],
    ["suppress", `${select} ${until("2027-01-01")}`, `${select} ${until("2037-01-01")}`],
    ["expected", `${select} reason = "a"`, `${select} reason = "b"`],
    ["owner", owned("a"), owned("b")],
    ["twin", twin("aws_lb.b"), twin("aws_lb.c")],
  ])("%s", async (name, one, other) => {
    const text = pair(`${name} {\n${one}\n}\n${name} {\n${other}\n}`);
    expect(await errorOf(text)).toMatch(/There is one for the very same already\.\nKeep one of both\.$/);
  });

  it("but not where one is narrower than the other", async () => {
    const text = pair(
      `severity {\nrule = "twins-equal"\nlevel = "critical"\n}\nseverity {\n${select} level = "info"\n}`,
    );
    expect((await load(text)).pairs[0]?.severities).toHaveLength(2);
  });
});
