import type { Json } from "../../analyzer/base/json";
import type {
  Difference,
  FailoverPath,
  Finding,
  FindingKind,
  Recovery,
  RecoveryObjective,
  Report,
  ResourceRef,
  Severity,
  Summary,
  Verdict,
} from "../../analyzer/model/report";

const PRIMARY_REGION = "us-east-1";
const DR_REGION = "us-west-2";

/** A primary resource, or, with a side, a DR one. The type is read from the address. */
export function resource(address: string, side: "primary" | "dr" = "primary"): ResourceRef {
  const type = /(?:^|\.)(aws_[a-z0-9_]+)\./.exec(address)?.[1] ?? "aws_instance";
  return { address, type, region: side === "primary" ? PRIMARY_REGION : DR_REGION };
}

/** A finding about twins at one address, with what a test does not care about filled in. */
export function finding(fields: Partial<Finding> & { address?: string } = {}): Finding {
  const { address = "aws_db_instance.main", ...rest } = fields;
  return {
    id: `f-${address}-${rest.rule ?? "attribute-equal"}`,
    rule: "attribute-equal",
    kind: "attribute",
    severity: "warning",
    origin: "existing",
    primary: resource(address),
    dr: resource(address, "dr"),
    differences: [],
    message: `${address} differs between the regions.`,
    impact: "The DR region behaves differently from the primary.",
    remediation: "Make both sides equal.",
    practices: ["REL13-BP04"],
    ...rest,
  };
}

/** The resource with the place of its declaration. */
export function at(file: string, line: number, ref: ResourceRef, construct?: string): ResourceRef {
  return { ...ref, location: { file, line, ...(construct === undefined ? {} : { construct }) } };
}

/** A primary resource without a twin in DR. */
export function missingInDr(address: string, fields: Partial<Finding> = {}): Finding {
  return finding({
    address,
    rule: "twin-missing",
    kind: "missing-in-dr",
    dr: null,
    message: `${address} has no twin in ${DR_REGION}.`,
    impact: "What depends on it cannot run in the DR region.",
    remediation:
      "Declare it in the DR workspace, or declare in drparity's configuration that it is primary only.",
    ...fields,
  });
}

export function difference(path: string, primary: Json, dr: Json): Difference {
  return { path, primary, dr };
}

/** A report that holds these findings, with a summary that agrees with them. */
export function reportOf(
  findings: readonly Finding[],
  rest: Partial<Omit<Report, "findings" | "summary">> = {},
  score = Math.max(0, 100 - findings.length),
): Report {
  const report: Report = {
    schemaVersion: "1.0",
    tool: { name: "drparity", version: "0.1.0" },
    generatedAt: "2026-11-21T09:00:00.000Z",
    pair: {
      name: "storefront",
      strategy: "warm-standby",
      primary: { region: PRIMARY_REGION, sources: ["plans/primary.json"], resources: 214 },
      dr: { region: DR_REGION, sources: ["plans/dr.json"], resources: 201 },
    },
    summary: summaryOf(findings, "parity", 100),
    findings,
    expected: [],
    suppressed: [],
    unresolved: [],
    recovery: {
      rto: { targetSeconds: null, estimateSeconds: null, parts: [] },
      rpo: { targetSeconds: null, estimateSeconds: null, parts: [] },
    },
    failoverPaths: [],
    coverage: { comparedTypes: { aws_db_instance: 2, aws_subnet: 12 }, notCompared: [], incomplete: [] },
    ...rest,
  };
  const verdict = report.coverage.incomplete.length ? "incomplete" : findings.length ? "divergent" : "parity";
  return { ...report, summary: { ...summaryOf(findings, verdict, score), ...countsOf(report) } };
}

function summaryOf(findings: readonly Finding[], verdict: Verdict, score: number): Summary {
  const severity = (s: Severity) => findings.filter((f) => f.severity === s).length;
  const kind = (k: FindingKind) => findings.filter((f) => f.kind === k).length;
  return {
    verdict,
    score,
    critical: severity("critical"),
    warning: severity("warning"),
    info: severity("info"),
    expected: 0,
    suppressed: 0,
    unresolved: 0,
    paired: 198,
    missingInDr: kind("missing-in-dr"),
    missingInPrimary: kind("missing-in-primary"),
  };
}

function countsOf({ expected, suppressed, unresolved }: Report) {
  return { expected: expected.length, suppressed: suppressed.length, unresolved: unresolved.length };
}

const DATABASE = finding({
  id: "9f1c2ab04d5e",
  address: "module.database.aws_db_instance.main",
  rule: "rds-resilience-equal",
  severity: "critical",
  origin: "introduced",
  differences: [
    difference("multi_az", true, false),
    difference("backup_retention_period", 14, null),
    difference("engine_version", "16.4", "15.8"),
    difference("password", "(sensitive)", "(sensitive)"),
  ],
  message: "The DR database has no standby, no backups and an older engine.",
  impact: "After failover one AZ outage takes the database down, and nothing can be restored.",
  remediation: "Set multi_az, backup_retention_period and engine_version in DR as in the primary.",
});

const QUOTA = finding({
  id: "1d77c0e3b8aa",
  rule: "asg-max-equal",
  kind: "readiness",
  severity: "critical",
  primary: at("live/primary/web.tf", 12, resource("aws_autoscaling_group.web")),
  dr: at("modules/standby/main.tf", 40, resource("module.standby.aws_autoscaling_group.web[0]", "dr")),
  owner: "@acme/web",
  fix: {
    side: "dr",
    address: "module.standby.aws_autoscaling_group.web[0]",
    language: "hcl",
    text: 'resource "aws_autoscaling_group" "web" {\n  max_size = 24\n}\n',
  },
  differences: [difference("max_size", 24, 4)],
  message: "The DR group cannot grow to what the primary runs today.",
  impact: "Failover caps the service at 4 of the 12 instances that the load needs.",
  remediation: "Raise max_size in DR to the primary's 24; min and desired may stay low.",
});

const SUBNETS = Array.from({ length: 12 }, (_, i) =>
  missingInDr(`module.network.aws_subnet.private["us-east-1${"abc"[i % 3] ?? "a"}-${String(i)}"]`, {
    id: `5ab0${String(i).padStart(8, "0")}`,
    severity: "warning",
  }),
).map((subnet) => ({
  ...subnet,
  primary: subnet.primary && at("modules/network/main.tf", 31, subnet.primary),
}));

const POLICY = finding({
  id: "77e0d1f2c3b4",
  address: "aws_iam_role_policy.orders",
  rule: "iam-policy-equal",
  severity: "warning",
  origin: "drift",
  kind: "drift",
  dr: at("src/orders.ts", 88, resource("aws_iam_role_policy.orders", "dr"), "shop-dr/orders/role"),
  differences: [
    difference(
      "policy.Statement[1].Action",
      ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query", "dynamodb:UpdateItem", "sqs:SendMessage"],
      ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query", "dynamodb:UpdateItem"],
    ),
  ],
  message: "The DR role may not send to the queue: somebody removed the action outside Terraform.",
  impact: "Orders are accepted and lost after failover.",
  remediation: "Apply the DR workspace to restore the policy.",
});

const LOGS = finding({
  id: "0c0ffee00000",
  address: "aws_cloudwatch_log_group.web",
  rule: "log-retention-equal",
  severity: "info",
  origin: "healing",
  differences: [difference("retention_in_days", 90, 30)],
  message: "Logs are kept for a shorter time in DR.",
  impact: "After a failover, logs older than 30 days are gone.",
  remediation: "Nothing: the plan at hand sets 90 days in DR.",
});

const RECOVERY: Recovery = {
  rto: {
    targetSeconds: 900,
    estimateSeconds: 690,
    parts: [
      {
        what: "aws_route53_health_check primary finds primary unhealthy",
        seconds: 30,
        address: "aws_route53_health_check.primary",
        source: "3 failures, one every 10 s",
      },
      {
        what: "resolvers ask for aws_route53_record www again",
        seconds: 60,
        address: "aws_route53_record.www",
        source: "ttl = 60",
      },
      {
        what: "aws_db_instance main becomes writable",
        seconds: 600,
        address: "module.database.aws_db_instance.main",
        source: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReadRepl.Promote.html",
      },
    ],
  },
  rpo: {
    targetSeconds: null,
    estimateSeconds: null,
    parts: [
      {
        what: "aws_s3_bucket uploads does not reach the DR region",
        seconds: null,
        address: "aws_s3_bucket.uploads",
        source: "s3-data-replicated",
      },
    ],
  },
};

const PATH: FailoverPath = {
  name: "www.example.com",
  record: resource("aws_route53_record.www"),
  steps: [
    { resource: resource("aws_lb.web", "dr"), twin: "aws_lb.web", from: null, obstacle: null },
    { resource: resource("aws_lb_listener.web", "dr"), twin: "aws_lb_listener.web", from: 0, obstacle: null },
    {
      resource: resource("aws_acm_certificate.web", "dr"),
      twin: "aws_acm_certificate.web",
      from: 1,
      obstacle: "no certificate of aws_lb_listener web is valid for the name that leads here",
    },
    {
      resource: resource("aws_autoscaling_group.web", "dr"),
      twin: "aws_autoscaling_group.web",
      from: 1,
      obstacle: null,
    },
  ],
};

/** A small report with every sort of finding: one entry stands for twelve subnets. */
export function divergedReport(): Report {
  return reportOf(
    [DATABASE, QUOTA, ...SUBNETS, POLICY, LOGS],
    {
      expected: [{ ...LOGS, id: "e1", reason: "A warm standby may run fewer instances." }],
      suppressed: [{ ...LOGS, id: "s1", reason: "OPS-412: DR keeps no access logs.", expires: "2027-01-31" }],
      unresolved: [
        {
          primary: resource("aws_lb.web"),
          dr: resource("aws_lb.web", "dr"),
          path: "subnets",
          reason: "known only after apply in DR",
        },
        {
          primary: resource("aws_ecs_task_definition.web"),
          dr: resource("aws_ecs_task_definition.web", "dr"),
          path: "container_definitions",
          reason: "known only after apply in DR",
        },
      ],
      recovery: RECOVERY,
      failoverPaths: [PATH],
      coverage: {
        comparedTypes: { aws_db_instance: 1, aws_subnet: 12, aws_autoscaling_group: 1 },
        notCompared: [{ address: "random_id.suffix", reason: "generated names differ by history" }],
        incomplete: [],
      },
    },
    87,
  );
}

/** Parity, with what is by design counted. */
export function cleanReport(): Report {
  return reportOf([], { expected: [{ ...LOGS, reason: "The regions differ." }] });
}

/** A targeted DR plan: absence proves nothing. */
export function incompleteReport(): Report {
  return reportOf([QUOTA], {
    coverage: {
      comparedTypes: { aws_autoscaling_group: 1 },
      notCompared: [],
      incomplete: [
        "plans/dr.json was planned with -target: resources that it does not name prove nothing.",
        "plans/primary.json is an errored plan (complete = false), so resources may be absent from it that exist in the region all the same.",
      ],
    },
  });
}

/** Strings that would do harm in one medium or another if they were written as they are. */
export const HOSTILE_STRINGS = [
  '<script>alert("xss")</script><img src=x onerror=alert(1)>',
  "\u001b[31mred\u001b]8;;https://evil.example\u0007link\u001b]8;;\u0007\u009b2J",
  "`|``|```| \\| | pipe",
  "line one\r\n## heading\n\n- [x] done\n</details>",
  "@octocat @org/team see https://evil.example www.evil.example mailto:a@evil.example #1 GH-2",
  "[click](javascript:alert(1)) ![img](https://evil.example/x.png) *b* _i_ ~s~ $x$",
  "\u202egnp.exe\u2066\u200b\ufeff\u2028 ]]> <![CDATA[ --> <!-- &amp; &#0;",
  "__proto__",
  "\ud800 lone \u0000\u0001\u0008\u000b\ufffe\uffff",
  "{0} {{1}} %s %n ${HOME} $(id) ::error::boom ##vso[task.complete]",
  "w".repeat(10_000),
  "字🏴‍☠️".repeat(300),
] as const;

/** Every hostile string in every place that a string from outside can reach. */
export function hostileReport(): Report {
  const findings = HOSTILE_STRINGS.map((text, i) => hostileFinding(text, i));
  const side = { region: HOSTILE_STRINGS[0], sources: ["-", ...HOSTILE_STRINGS], resources: 1 };
  return reportOf(findings, {
    pair: { name: HOSTILE_STRINGS.join(" "), strategy: "pilot-light", primary: side, dr: side },
    expected: findings.map((f) => ({ ...f, reason: f.message })),
    suppressed: findings.map((f) => ({ ...f, reason: f.message, expires: null })),
    unresolved: findings.map((f) => ({ primary: f.primary, dr: null, path: f.rule, reason: f.message })),
    recovery: { rto: hostileObjective(3600, 7199), rpo: hostileObjective(null, null) },
    failoverPaths: HOSTILE_STRINGS.map(hostilePath),
    coverage: {
      comparedTypes: Object.fromEntries(HOSTILE_STRINGS.map((text) => [text, 1])),
      notCompared: HOSTILE_STRINGS.map((text) => ({ address: text, reason: text })),
      incomplete: HOSTILE_STRINGS,
    },
  });
}

function hostileObjective(targetSeconds: number | null, estimateSeconds: number | null): RecoveryObjective {
  const parts = HOSTILE_STRINGS.map((text, i) => ({
    what: text,
    seconds: i % 2 ? i : null,
    address: text,
    source: text,
  }));
  return { targetSeconds, estimateSeconds, parts };
}

function hostilePath(text: string): FailoverPath {
  const ref: ResourceRef = { address: text, type: text, region: text };
  return {
    name: text,
    record: ref,
    steps: [
      { resource: ref, twin: text, from: null, obstacle: null },
      { resource: ref, twin: null, from: 0, obstacle: text },
    ],
  };
}

function hostileFinding(text: string, i: number): Finding {
  const values = JSON.parse(
    JSON.stringify({ key: "x", list: [text, null, 1e21] }).replace("key", "__proto__"),
  ) as Json;
  return {
    id: `${String(i)} ${text}`,
    rule: text,
    kind: i % 2 ? "attribute" : "missing-in-dr",
    severity: (["critical", "warning", "info"] as const)[i % 3] ?? "info",
    origin: (["introduced", "existing", "drift", "healing"] as const)[i % 4] ?? "drift",
    primary: at(text, i + 1, { address: `aws_s3_bucket.b["${text}"]`, type: text, region: text }, text),
    dr: i % 2 ? { address: text, type: text, region: null } : null,
    owner: text,
    fix: { side: "dr", address: text, language: "hcl", text: `${text}\n` },
    differences: [difference(text, text, values), difference(`tags["${text}"]`, null, `${text}!`)],
    message: `${text} differs.`,
    impact: text,
    remediation: text,
    practices: [text],
  };
}

/** A thousand findings, three in four of them alike but for the address. */
export function thousandReport(): Report {
  return reportOf(
    Array.from({ length: 1000 }, (_, i) => thousandth(i)),
    {},
    12,
  );
}

function thousandth(i: number): Finding {
  const address = `module.service["svc-${String(i % 40)}"].aws_security_group_rule.ingress[${String(i)}]`;
  if (i % 4 === 0)
    return missingInDr(address, { id: `t${String(i)}`, severity: i % 8 ? "warning" : "critical" });
  return finding({
    id: `t${String(i)}`,
    address,
    rule: "sg-rules-equal",
    severity: (["critical", "warning", "info"] as const)[i % 3] ?? "info",
    origin: i % 5 ? "existing" : "introduced",
    differences: [difference("from_port", 443, 8000 + (i % 97)), difference("to_port", 443, 8000 + (i % 97))],
    message: `${address} opens another port in DR.`,
    impact: "Clients that follow the DNS record to the DR region are refused.",
    remediation: "Open the primary's port in DR.",
  });
}

/** The reports that have golden files, by the name that these carry. */
export const GOLDEN_REPORTS = {
  diverged: divergedReport,
  clean: cleanReport,
  incomplete: incompleteReport,
  hostile: hostileReport,
} as const;

/** Every report above. The thousand findings have no golden file: nobody would read how a megabyte changed. */
export const REPORTS = { ...GOLDEN_REPORTS, thousand: thousandReport } as const;
