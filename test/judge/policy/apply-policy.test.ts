import type { JsonObject } from "../../../analyzer/base/json";
import type { PairPolicy } from "../../../analyzer/judge/policy/policy";
import { readJson } from "../../../analyzer/judge/policy/file/read-json";
import { readPolicy } from "../../../analyzer/judge/policy/file/read-policy";
import type { Report } from "../../../analyzer/model/report";
import { reportOf, told, type PairInput } from "../../support/analysis";
import { plan } from "../../support/plan-builder";

const AT = new Date("2027-01-31T23:59:59Z");
const QUEUE = { name: "q", visibility_timeout_seconds: 30, delay_seconds: 1 };
const IN_DR = { ...QUEUE, visibility_timeout_seconds: 60, delay_seconds: 2 };
const BOTH = "warning attribute aws_sqs_queue.q: visibility_timeout_seconds, delay_seconds";
const BY_ALL = { reason: "agreed", owner: "@acme/web", expires: "2027-01-31" };

function policyOf(body: JsonObject): PairPolicy {
  const [pair] = readPolicy(readJson(JSON.stringify({ pair: { shop: body } })), "p.json").pairs;
  if (pair === undefined) throw new Error("no pair");
  return pair;
}

/** A queue that differs in two attributes, analyzed with a policy file. */
function analyzed(body: JsonObject, more: PairInput = {}): Report {
  const policy = policyOf(body);
  return reportOf({
    primary: plan("us-east-1").resource("aws_sqs_queue.q", QUEUE),
    dr: plan("us-west-2").resource("aws_sqs_queue.q", IN_DR),
    policy,
    declared: policy.twins,
    generatedAt: AT,
    ...more,
  });
}

const rules = ({ findings }: Report) => findings.map(({ rule, severity }) => `${severity} ${rule}`);

it("says nothing where the file says nothing", () => {
  expect(told(analyzed({}).findings)).toEqual([BOTH]);
});

describe("a suppression", () => {
  it("takes a finding out until the end of its last day, and says so", () => {
    const report = analyzed({ suppress: { rule: "twins-equal", ...BY_ALL } });
    expect(report.findings).toEqual([]);
    expect(report.suppressed).toMatchObject([
      { rule: "twins-equal", reason: "agreed", expires: "2027-01-31" },
    ]);
    expect(report.summary).toMatchObject({ verdict: "parity", suppressed: 1, score: 100 });
  });

  it("does not hold on the day after, and is a finding itself", () => {
    const body = { suppress: { rule: "twins-equal", ...BY_ALL } };
    const report = analyzed(body, { generatedAt: new Date("2027-02-01T00:00:00Z") });
    expect(rules(report)).toEqual(["warning policy-suppression-expired", "warning twins-equal"]);
    expect(report.suppressed).toEqual([]);
    expect(report.findings[0]).toMatchObject({
      primary: null,
      dr: null,
      message:
        'p.json:1, suppress in pair "shop": it held until 2027-01-31 and no longer does; @acme/web owns it',
    });
  });

  it("that has expired and covers nothing weighs less", () => {
    const body = { suppress: { rule: "no-drift", ...BY_ALL, expires: "2026-01-01" } };
    expect(rules(analyzed(body))).toEqual(["warning twins-equal", "info policy-suppression-expired"]);
  });

  it("of one attribute leaves the others, which are told without it", () => {
    const report = analyzed({
      suppress: { address: "aws_sqs_queue.q", attributes: ["delay_seconds"], ...BY_ALL },
    });
    expect(told(report.findings)).toEqual(["warning attribute aws_sqs_queue.q: visibility_timeout_seconds"]);
    expect(report.findings[0]?.message).toBe(
      "aws_sqs_queue q differs between primary and DR in visibility_timeout_seconds",
    );
    expect(report.suppressed[0]).toMatchObject({
      differences: [{ path: "delay_seconds" }],
      message: "aws_sqs_queue q differs between primary and DR in delay_seconds",
    });
  });

  it("of the worst attribute leaves a finding that weighs what the others do", () => {
    const weighed = (...attributes: string[]) =>
      analyzed({
        severity: { rule: "twins-equal", attributes: ["delay_seconds"], level: "critical" },
        suppress: { rule: "twins-equal", attributes, ...BY_ALL },
      });
    const report = weighed("delay_seconds");
    expect(rules(report)).toEqual(["warning twins-equal"]);
    expect(report.suppressed).toMatchObject([{ severity: "critical" }]);
    expect(rules(weighed("visibility_timeout_seconds"))).toEqual(["critical twins-equal"]);
  });

  it("that covers nothing is a finding for information", () => {
    const body = { suppress: { address: "aws_sqs_queue.other", ...BY_ALL } };
    expect(rules(analyzed(body))).toEqual(["warning twins-equal", "info policy-suppression-unused"]);
  });

  it("of an attribute that does not differ covers nothing", () => {
    const body = { suppress: { rule: "twins-equal", attributes: ["tags"], ...BY_ALL } };
    expect(rules(analyzed(body))).toContain("info policy-suppression-unused");
  });

  it("is not told as unused where the sources are incomplete, and turns nothing into parity", () => {
    const primary = plan("us-east-1").resource("aws_sqs_queue.q", QUEUE).set("errored", true);
    const both = [
      { rule: "*", ...BY_ALL },
      { address: "aws_sqs_queue.other", ...BY_ALL },
    ];
    const report = analyzed({ suppress: both }, { primary });
    expect(rules(report)).toEqual([]);
    expect(report.summary.verdict).toBe("incomplete");
  });

  it("has an id that does not depend on where in the file it stands", () => {
    const unused = (address: string) => ({ address, ...BY_ALL });
    const idOf = (addresses: string[], address: string) =>
      analyzed({ suppress: addresses.map(unused) }).findings.filter(({ primary }) => primary === null)[
        addresses.indexOf(address)
      ]?.id;
    const ids = [idOf(["aws_x.a", "aws_x.b"], "aws_x.b"), idOf(["aws_x.b"], "aws_x.b")];
    expect(ids[0]).toBe(ids[1]);
    expect(ids[0]).not.toBe(idOf(["aws_x.a"], "aws_x.a"));
  });
});

describe("an expected difference", () => {
  it("is by design, with its reason", () => {
    const report = analyzed({ expected: { rule: "twins-equal", reason: "as agreed" } });
    expect(report.findings).toEqual([]);
    expect(report.expected).toMatchObject([{ reason: "as agreed" }]);
  });

  it("goes before a suppression; the first of several gives the reason", () => {
    const report = analyzed({
      expected: [
        { rule: "twins-equal", attributes: ["delay_seconds"], reason: "first" },
        { rule: "twins-*", reason: "second" },
      ],
      suppress: { address: "aws_sqs_queue.q", ...BY_ALL },
    });
    expect(report.expected.map(({ reason, differences }) => [reason, differences[0]?.path])).toEqual([
      ["first", "delay_seconds"],
      ["second", "visibility_timeout_seconds"],
    ]);
    expect(rules(report)).toEqual(["info policy-suppression-unused"]);
  });

  it("covers a resource that one side lacks", () => {
    const primary = plan("us-east-1")
      .resource("aws_sqs_queue.q", QUEUE)
      .resource("module.reports.aws_sqs_queue.r", { ...QUEUE, name: "r" });
    const report = analyzed({ expected: { address: "module.reports", reason: "none in DR" } }, { primary });
    expect(told(report.findings)).toEqual([BOTH]);
    expect(report.expected).toMatchObject([{ kind: "missing-in-dr", reason: "none in DR" }]);
  });

  it("never covers drift", () => {
    const dr = plan("us-west-2")
      .resource("aws_sqs_queue.q", QUEUE)
      .drift("aws_sqs_queue.q", QUEUE, { ...QUEUE, delay_seconds: 9 });
    const report = analyzed({ expected: { address: "aws_sqs_queue.q", reason: "x" } }, { dr });
    expect(rules(report)).toEqual(["info policy-expected-unused", "info no-drift"]);
  });

  it("that is not there is a finding for information", () => {
    expect(rules(analyzed({ expected: { address: "module.x", reason: "x" } }))).toEqual([
      "warning twins-equal",
      "info policy-expected-unused",
    ]);
  });
});

describe("a severity", () => {
  it("is the last one's that fits", () => {
    const report = analyzed({
      severity: [
        { rule: "*", level: "info" },
        { address: "aws_sqs_queue.q", level: "critical" },
        { address: "aws_sqs_queue.other", level: "info" },
      ],
    });
    expect(rules(report)).toEqual(["critical twins-equal"]);
  });

  it("of an attribute counts with those of the others", () => {
    const lower = (...attributes: string[]) =>
      rules(analyzed({ severity: { rule: "twins-equal", attributes, level: "info" } }));
    expect(lower("delay_seconds")).toEqual(["warning twins-equal"]);
    expect(lower("delay_seconds", "visibility_timeout_seconds")).toEqual(["info twins-equal"]);
  });

  it("can be given to what the file itself has to keep", () => {
    const report = analyzed({
      suppress: { address: "aws_sqs_queue.other", ...BY_ALL },
      severity: { rule: "policy-*", level: "critical" },
    });
    expect(rules(report)).toContain("critical policy-suppression-unused");
  });
});

describe("a mapping of twins", () => {
  const primary = plan("us-east-1").resource("module.a.aws_sqs_queue.orders", QUEUE);
  const dr = plan("us-west-2").resource("module.b.aws_sqs_queue.orders", IN_DR);
  const mapped = (twin: JsonObject) => analyzed({ twin }, { primary, dr });

  it("pairs two resources, or all that two modules hold", () => {
    for (const twin of [
      { primary: "module.a", dr: "module.b" },
      { primary: "module.a.aws_sqs_queue.orders", dr: "module.b.aws_sqs_queue.orders" },
    ]) {
      const report = mapped(twin);
      expect(report.summary.paired).toBe(1);
      expect(rules(report)).toEqual(["warning twins-equal"]);
    }
  });

  it("that fits no two resources is a warning; one that fits none at all is for information", () => {
    expect(rules(mapped({ primary: "module.a", dr: "module.c" }))).toContain("warning policy-twin-unused");
    expect(rules(mapped({ primary: "module.x", dr: "module.c" }))).toContain("info policy-twin-unused");
  });
});

it("does not count what the file has to keep against the score", () => {
  const body = {
    suppress: { rule: "no-drift", ...BY_ALL },
    severity: { rule: "policy-*", level: "critical" },
  };
  expect(analyzed(body).summary.score).toBe(analyzed({}).summary.score);
});
