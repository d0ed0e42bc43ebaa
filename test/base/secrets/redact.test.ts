import { FORMATS } from "../../../analyzer/render/formats";
import { Redactor, SENSITIVE } from "../../../analyzer/base/secrets/redact";
import { render } from "../../../analyzer/render/render";
import { reportOf } from "../../support/analysis";
import { plan, type PlanBuilder } from "../../support/plan-builder";

/** Two secrets, one per side, with characters that JSON, URLs and shells write otherwise. */
const [FIRST, SECOND] = ["Tr0ub4dor&3", 'c0rrect"H0rse'];

function base64(text: string): string {
  return Buffer.from(text).toString("base64");
}

/** Every spelling of the two secrets that no report may hold: as they are, encoded, or the beginning of one. */
const FORBIDDEN = [FIRST, SECOND].flatMap((secret) => [
  secret,
  secret.slice(0, 5),
  JSON.stringify(secret).slice(1, -1),
  encodeURIComponent(secret),
  base64(secret),
  base64(secret).slice(0, 6),
]);

function json(value: unknown): string {
  return JSON.stringify(value);
}

function container(environment: readonly { name: string; value: string }[]): string {
  return json([{ name: "app", image: "app:1", environment }]);
}

/** A parameter that Terraform masks: what it holds is a secret wherever else it stands. */
function masked(builder: PlanBuilder, secret: string): PlanBuilder {
  const values = { name: "/app/key", type: "SecureString", value: secret };
  return builder.resource("aws_ssm_parameter.key", values, { sensitive: { value: true } });
}

type Place = (builder: PlanBuilder, secret: string) => PlanBuilder;

function inFunction(variables: (secret: string) => Record<string, string>): Place {
  return (builder, secret) =>
    builder.resource("aws_lambda_function.f", {
      function_name: "f",
      environment: [{ variables: variables(secret) }],
    });
}

function inUserData(script: (secret: string) => string): Place {
  return (builder, secret) =>
    builder.resource("aws_instance.i", { ami: "ami-1", user_data: `#!/bin/sh\n${script(secret)}\n` });
}

const PLACES: readonly [string, Place][] = [
  ["under a mask", masked],
  [
    "in a set that is masked in part",
    (builder, secret) =>
      builder.resource("aws_x.y", { values: [secret, "b"] }, { sensitive: { values: [true, false] } }),
  ],
  [
    "under an attribute that the provider's schema calls sensitive, without a mask",
    (builder, secret) => builder.resource("aws_db_instance.d", { identifier: "d", password: secret }),
  ],
  [
    "in a JSON document under such an attribute",
    (builder, secret) =>
      builder.resource("aws_secretsmanager_secret_version.v", { secret_string: json({ api: secret }) }),
  ],
  ["in an environment variable that is named so", inFunction((secret) => ({ DB_PASSWORD: secret }))],
  [
    "in a named value of container definitions",
    (builder, secret) =>
      builder.resource("aws_ecs_task_definition.t", {
        family: "t",
        container_definitions: container([{ name: "API_TOKEN", value: secret }]),
      }),
  ],
  [
    "in a named value that one side alone has",
    (builder, secret) =>
      builder.resource("aws_ecs_task_definition.t", {
        family: "t",
        container_definitions: container(secret === FIRST ? [{ name: "API_TOKEN", value: secret }] : []),
      }),
  ],
  [
    "after an option in a container's command",
    (builder, secret) =>
      builder.resource("aws_ecs_task_definition.t", {
        family: "t",
        container_definitions: json([{ name: "app", image: "a:1", command: ["serve", "--api-key", secret] }]),
      }),
  ],
  [
    "after an option of one letter, in a list",
    (builder, secret) =>
      builder.resource("aws_ecs_task_definition.t", {
        family: "t",
        container_definitions: json([{ name: "app", image: "a:1", command: ["redis-cli", "-a", secret] }]),
      }),
  ],
  [
    "in a header that a rule of a listener asks for",
    (builder, secret) =>
      builder.resource("aws_lb_listener_rule.r", {
        priority: 1,
        condition: [
          { http_header: [{ http_header_name: "X-Origin-Secret", values: [secret.replace(/\W/, "")] }] },
        ],
      }),
  ],
  [
    "in a header that a firewall asks for",
    (builder, secret) =>
      builder.resource("aws_wafv2_web_acl.w", {
        name: "w",
        rule: [
          {
            name: "origin",
            statement: [
              {
                byte_match_statement: [
                  {
                    search_string: secret.replace(/\W/, ""),
                    positional_constraint: "EXACTLY",
                    field_to_match: [{ single_header: [{ name: "x-origin-verify" }] }],
                  },
                ],
              },
            ],
          },
        ],
      }),
  ],
  [
    "in a block of a named value",
    (builder, secret) =>
      builder.resource("aws_elastic_beanstalk_environment.e", {
        name: "e",
        setting: [{ namespace: "env", name: "DB_PASSWORD", value: secret }],
      }),
  ],
  [
    "in a root variable that is named so, and in a plain text",
    (builder, secret) => inUserData((text) => `run ${text}`)(builder.variable("db_password", secret), secret),
  ],
  [
    "within a root variable, and in a plain text",
    (builder, secret) =>
      inUserData((text) => `run ${text}`)(builder.variable("db", { password: secret }), secret),
  ],
  [
    "in a root variable that is declared sensitive, and in a plain text",
    (builder, secret) =>
      inUserData((text) => `run ${text}`)(builder.variable("thing", secret, { sensitive: true }), secret),
  ],
  ["as base64 elsewhere", (b, s) => inFunction((secret) => ({ BLOB: base64(secret) }))(masked(b, s), s)],
  [
    "as base64 of a text elsewhere",
    (b, s) => inFunction((secret) => ({ BLOB: base64(`user:${secret}`) }))(masked(b, s), s),
  ],
  [
    "in a JSON text elsewhere",
    (b, s) => inFunction((secret) => ({ TEXT: `x${json([secret])}` }))(masked(b, s), s),
  ],
  [
    "in a URL elsewhere",
    (b, s) =>
      inFunction((secret) => ({ URL: `https://a/?k=${encodeURIComponent(secret)}&x=1` }))(masked(b, s), s),
  ],
  [
    "in a URL's authority",
    inFunction((secret) => ({ URL: `postgres://app:${encodeURIComponent(secret)}@db/app` })),
  ],
  ["assigned in user data", inUserData((secret) => `export DB_PASSWORD=${secret}`)],
  [
    "assigned in base64 user data",
    (builder, secret) =>
      builder.resource("aws_launch_template.t", {
        user_data: base64(`#!/bin/sh\nexport DB_PASSWORD=${secret}\n`),
      }),
  ],
  ["as YAML", inUserData((secret) => `dbPassword:   '${secret}'`)],
  ["as HCL", inUserData((secret) => `db_password => '${secret}'`)],
  ["after an option", inUserData((secret) => `tool --password ${secret.replace('"', "")}x`)],
  ["after a user's name", inUserData((secret) => `curl -u admin:${secret.replace('"', "")}x https://a`)],
  ["in a header", inUserData((secret) => `curl -H Authorization:\\ Bearer ${secret.replace('"', "")}x`)],
  [
    "of a key of AWS",
    inUserData((secret) => `aws_key AKIA${secret === FIRST ? "IOSFODNN7EXAMPLE" : "I44QH8DHBEXAMPLE"}`),
  ],
  [
    "in what drifted",
    (builder, secret) =>
      builder
        .resource("aws_lambda_function.f", {
          function_name: "f",
          timeout: secret === FIRST ? 3 : 9,
          environment: [],
        })
        .drift(
          "aws_lambda_function.f",
          { environment: [{ variables: { DB_PASSWORD: FIRST } }] },
          { environment: [{ variables: { DB_PASSWORD: SECOND, COPY: `x${SECOND}` } }] },
        ),
  ],
  [
    "in a for_each key",
    (builder, secret) =>
      masked(builder, secret).resource(`aws_sqs_queue.q[${json(secret)}]`, {
        name: "q",
        delay_seconds: secret.length,
      }),
  ],
  [
    "in a tag's key",
    (builder, secret) =>
      masked(builder, secret).resource("aws_sqs_queue.q", { tags: { [`k-${secret}`]: "v" } }),
  ],
];

describe.each(PLACES)("a secret %s", (_where, place) => {
  const report = reportOf({
    primary: place(plan("us-east-1"), FIRST),
    dr: place(plan("us-west-2"), SECOND),
  });

  it("that differs is told", () => {
    expect(report.findings.length).toBeGreaterThan(0);
  });

  it.each(FORMATS)("is not in the report as %s, nor any part or spelling of it", (format) => {
    const text = render(report, format, { color: false });
    expect([...FORBIDDEN, "IOSFODNN7EXAMPLE"].filter((secret) => text.includes(secret))).toEqual([]);
  });
});

describe("a masked value that is short", () => {
  it("is hidden where the mask is, and elsewhere garbles no text", () => {
    const side = (region: string, pin: string, size: number) =>
      plan(region)
        .resource("aws_ssm_parameter.pin", { name: "p", value: pin }, { sensitive: { value: true } })
        .resource("aws_sqs_queue.q", { name: "q", delay_seconds: size });
    const report = reportOf({ primary: side("us-east-1", "de", 1), dr: side("us-west-2", "ay", 2) });
    const differences = report.findings.flatMap((finding) => finding.differences);
    expect(differences).toContainEqual({ path: "value", primary: SENSITIVE, dr: SENSITIVE });
    expect(differences).toContainEqual({ path: "delay_seconds", primary: 1, dr: 2 });
  });
});

describe("two secrets", () => {
  it("that are the same are no finding", () => {
    const report = reportOf({
      primary: masked(plan("us-east-1"), FIRST),
      dr: masked(plan("us-west-2"), FIRST),
    });
    expect(report.findings).toEqual([]);
  });

  it("that are numbers are hidden too", () => {
    const side = (region: string, pin: number) => plan(region).resource("aws_x.y", { password: pin });
    const report = reportOf({ primary: side("us-east-1", 12345678), dr: side("us-west-2", 87654321) });
    expect(JSON.stringify(report)).not.toMatch(/12345678|87654321/);
    expect(report.findings).toHaveLength(1);
  });
});

describe("a password by its name in another language", () => {
  it.each([
    "CONTRASENA=Tr0ub4dor3xyz",
    "contraseña: Tr0ub4dor3xyz",
    'export HASŁO="Tr0ub4dor3xyz"',
    "--wachtwoord Tr0ub4dor3xyz",
    "<пароль>Tr0ub4dor3xyz</пароль>",
    '{"密码": "Tr0ub4dor3xyz"}',
  ])("is blotted in a document: %s", (text) => {
    expect(new Redactor([]).text(text)).toBe(text.replace("Tr0ub4dor3xyz", SENSITIVE));
  });
});

describe("a password in a command or a sentence", () => {
  it.each([
    "docker login -u ci -p Tr0ub4dor3xyz registry.example.com",
    "helm registry login --username ci -p 'Tr0ub4dor3xyz' registry.example.com",
    "redis-cli -h cache -a Tr0ub4dor3xyz ping",
    "echo Tr0ub4dor3xyz | passwd --stdin app",
    "echo 'Tr0ub4dor3xyz' | docker login -u ci --password-stdin",
    "printf Tr0ub4dor3xyz | sudo -S reboot",
    "on ~* +@all >Tr0ub4dor3xyz",
    "the password Tr0ub4dor3xyz of the queue is old",
    "its token is `Tr0ub4dor3xyz`",
  ])("is blotted: %s", (text) => {
    expect(new Redactor([]).text(text)).toBe(text.replace("Tr0ub4dor3xyz", SENSITIVE));
  });

  it.each([
    "the password of the queue is older than 90 days",
    "the secret rotation-job-2 is made",
    "echo done | tee -a /var/log/setup.log",
    "mkdir -p /srv/app2Data && docker login registry.example.com",
    "on +@read -@write ~app:*",
  ])("and what is none stays: %s", (text) => expect(new Redactor([]).text(text)).toBe(text));
});

describe("a secret of which every character is written otherwise", () => {
  const secret = "Tr0ub4dor3xyz";
  const each = (write: (code: number) => string) => [...Buffer.from(secret)].map(write).join("");
  const hex = (code: number) => code.toString(16).padStart(2, "0");

  it.each([
    ["URLs", each((code) => `%${hex(code).toUpperCase()}`)],
    ["shells", each((code) => `\\x${hex(code)}`)],
    ["shells, in octal", each((code) => `\\${code.toString(8).padStart(3, "0")}`)],
    ["JSON", each((code) => `\\u00${hex(code)}`)],
    ["HTML", each((code) => `&#${String(code)};`)],
    ["HTML, in hexadecimal", each((code) => `&#x${hex(code)};`)],
    ["some alone", secret.replace("0", "%30")],
    ["UTF-16 in base64", Buffer.from(`run ${secret} x`, "utf16le").toString("base64")],
    ["base32", "KRZDA5LCGRSG64RTPB4XU"],
    ["base32, in small letters", "krzda5lcgrsg64rtpb4xu"],
  ])("as %s do, is blotted", (_what, text) => {
    const shown = new Redactor([secret]).text(`a ${text} b`);
    expect(shown).toBe(`a ${SENSITIVE} b`);
  });

  it.each([
    "https://h.example/a%20b?x=%2Fy",
    "a\\x20b and \\u00e9t\\u00e9",
    "&#38; and &#x3c;",
    "MFRGGZDFMZTWQ2LK",
  ])("and what is only escaped stays: %s", (text) => expect(new Redactor([secret]).whole(text)).toBe(text));
});

describe("the redactor", () => {
  const redactor = new Redactor(["hunter22", "hunter22-long"]);

  it("leaves texts without secrets as they are", () => {
    for (const text of [
      "arn:aws:secretsmanager:us-east-1:111122223333:secret:db-AbCdEf",
      "Allow secretsmanager:GetSecretValue on arn:aws:secretsmanager:us-east-1:111122223333:secret:db-*",
      "secret_arn = arn:aws:x",
      "password: ${var.password}",
      "TOKEN=/run/secrets/token",
      "key/0e9f1a2b-1111-4222-8333-444455556666",
      "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
      "https://sqs.us-east-1.amazonaws.com/111122223333/orders",
      "tokens are cheap",
    ]) {
      expect(redactor.text(text)).toBe(text);
    }
  });

  it("blots a key in a block of lines or a list", () => {
    expect(redactor.text("a:\n  TLS_KEY: |\n    q7Qm2vXc94LtRb0ZeK1\n  x: 1\n")).not.toContain("q7Qm2vXc");
    expect(redactor.text('deploy_keys = ["q7Qm2vXc94LtRb0ZeK1"]')).not.toContain("q7Qm2vXc");
    expect(redactor.text("route_keys:\n  - health\n  - orders\n")).not.toContain(SENSITIVE);
  });

  it("blots the longer of two secrets that overlap", () => {
    expect(redactor.text("a hunter22-long b")).toBe(`a ${SENSITIVE} b`);
  });

  it("keeps what follows in a query and in a connection string", () => {
    expect(redactor.text("x?password=abc&user=bob")).toBe(`x?password=${SENSITIVE}&user=bob`);
    expect(redactor.text("Password=abc;Server=db")).toBe(`Password=${SENSITIVE};Server=db`);
  });

  it("shows line breaks, and no control character", () => {
    expect(redactor.text("a\nb\u001b[31m")).toBe("a\nb\\x1b[31m");
  });

  it("cuts a text that fills the screen, after blotting it", () => {
    const text = redactor.text(`${"x".repeat(595)} hunter22`);
    expect(text.length).toBeLessThan(620);
    expect(text).not.toContain("hunt");
  });

  it("hides nothing of numbers, booleans and null that are no secrets", () => {
    expect(redactor.value({ size: 3, on: true, none: null, list: [1] }, false)).toEqual({
      size: 3,
      on: true,
      none: null,
      list: [1],
    });
  });

  it("hides the value of a secret's entry, whatever holds it", () => {
    expect(redactor.value([{ name: "API_TOKEN", value: "abc" }], false)).toEqual([
      { name: "API_TOKEN", value: SENSITIVE },
    ]);
  });

  it("tells an unset value from a secret one", () => {
    expect(redactor.value(null, true)).toBeNull();
    expect(redactor.value(undefined, true)).toBeNull();
  });
});

describe("instances whose keys are", () => {
  const side = (region: string, delay: number) =>
    ["q7Qm2vXc94LtRb0ZeK1", "w3Nn72bYf0HsTw58pLa"].reduce(
      (builder, secret, i) =>
        builder
          .resource(
            `aws_ssm_parameter.k[${i}]`,
            { name: `k${i}`, value: secret },
            { sensitive: { value: true } },
          )
          .resource(`aws_sqs_queue.q[${json(secret)}]`, { name: `q${i}`, delay_seconds: delay + i }),
      plan(region),
    );

  it("secrets stay two in what is shown, and in what they are known by", () => {
    const report = reportOf({ primary: side("us-east-1", 1), dr: side("us-west-2", 5) });
    const found = report.findings.filter(({ primary }) => primary?.type === "aws_sqs_queue");
    expect(found).toHaveLength(2);
    expect(new Set(found.map(({ id }) => id)).size).toBe(2);
    expect(new Set(found.map(({ primary }) => primary?.address)).size).toBe(2);
    expect(found.map(({ primary, dr }) => primary?.address === dr?.address)).toEqual([true, true]);
  });

  it("routes, names and settings are shown as they are", () => {
    const routes = (region: string, timeout: number) =>
      ["GET /health", "POST /auth", "$default"].reduce(
        (builder, key) =>
          builder.resource(`aws_apigatewayv2_route.r[${json(key)}]`, {
            route_key: key,
            authorization_type: "NONE",
            request_parameter: [{ request_parameter_key: key, required: timeout === 1 }],
          }),
        plan(region),
      );
    const text = JSON.stringify(reportOf({ primary: routes("us-east-1", 1), dr: routes("us-west-2", 2) }));
    expect(text).not.toContain(SENSITIVE);
    expect(text).toContain("GET /health");
  });

  it("a plan's own changes are shown, but for what is secret in them", () => {
    const queue = (delay: number) => ({ name: "q", delay_seconds: delay });
    const code = (password: string) => ({
      function_name: "f",
      environment: [{ variables: { A: "1", DB_PASSWORD: password } }],
    });
    const report = reportOf({
      primary: plan("us-east-1")
        .resource("aws_sqs_queue.q", queue(7), { before: queue(3), actions: ["update"] })
        .resource("aws_lambda_function.f", code(FIRST), { before: code(SECOND), actions: ["update"] }),
      dr: plan("us-west-2")
        .resource("aws_sqs_queue.q", queue(3))
        .resource("aws_lambda_function.f", code(SECOND)),
    });
    expect(JSON.stringify(report)).not.toMatch(/Tr0ub4dor|H0rse/);
    const [queued] = report.findings.filter(({ primary }) => primary?.type === "aws_sqs_queue");
    expect(queued?.differences).toEqual([{ path: "delay_seconds", primary: 7, dr: 3 }]);
  });
});
