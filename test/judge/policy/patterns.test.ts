import { AddressPattern } from "../../../analyzer/judge/policy/address-pattern";
import { AttributePattern } from "../../../analyzer/judge/policy/attribute-pattern";
import { fitsGlob } from "../../../analyzer/judge/policy/glob";

describe("a pattern of addresses", () => {
  it.each<[string, string]>([
    ["aws_lb.app", "aws_lb.app"],
    ["aws_lb.app", "aws_lb.app[0]"],
    ["aws_lb.app", 'aws_lb.app["a.b[0]"]'],
    ["aws_lb.app[0]", "aws_lb.app[0]"],
    ["aws_lb.app[*]", "aws_lb.app[7]"],
    ["aws_lb.*", "aws_lb.app"],
    ["aws_*.app", "aws_lb.app"],
    ['aws_lb.app["eu-*"]', 'aws_lb.app["eu-west.1"]'],
    ['aws_lb.app["a\\"b"]', 'aws_lb.app["a\\"b"]'],
    ["module.web", "module.web.aws_lb.app"],
    ["module.web", 'module.web["eu"].module.inner.aws_lb.app[0]'],
    ["module.web[*].aws_lb.*", "module.web[1].aws_lb.app"],
    ["module.*.aws_lb.app", "module.web.aws_lb.app"],
    ["data.aws_ami.web", "data.aws_ami.web"],
  ])("%s fits %s", (pattern, address) => {
    expect(AddressPattern.parse(pattern)?.fits(address)).toBe(true);
  });

  it.each<[string, string]>([
    ["aws_lb.app", "aws_lb.app2"],
    ["aws_lb.app", "module.web.aws_lb.app"],
    ["aws_lb.app[0]", "aws_lb.app[1]"],
    ["aws_lb.app[0]", "aws_lb.app"],
    ['aws_lb.app["0"]', "aws_lb.app[0]"],
    ['aws_lb.app["a"]', 'aws_lb.app["b"]'],
    ["aws_lb.*", "aws_lb_listener.app"],
    ["module.web", "module.web2.aws_lb.app"],
    ["module.web[0]", "module.web[1].aws_lb.app"],
    ["aws_ami.web", "data.aws_ami.web"],
    ["aws_lb.app", "no address"],
  ])("%s does not fit %s", (pattern, address) => {
    expect(AddressPattern.parse(pattern)?.fits(address)).toBe(false);
  });

  it.each([
    "",
    "*",
    "aws_lb",
    "module",
    "module.",
    "aws_lb.",
    "aws_lb.a.b",
    ".a",
    "aws lb.a",
    'a.b["c',
    "a[*].b",
  ])("%j is none", (text) => {
    expect(AddressPattern.parse(text)).toBeUndefined();
  });
});

describe("a pattern of attributes", () => {
  it.each<[string, string]>([
    ["min_size", "min_size"],
    ["tags", "tags.Owner"],
    ["tags", 'tags["kubernetes.io/role"]'],
    ["tags.*", 'tags["kubernetes.io/role"]'],
    ['tags["kubernetes.io/role"]', 'tags["kubernetes.io/role"]'],
    ["tags.Own*", "tags.Owner"],
    ["ingress", "ingress[0].cidr_blocks"],
    ["ingress.cidr_blocks", "ingress[0].cidr_blocks[1]"],
    ["ingress[0].cidr_blocks", "ingress[0].cidr_blocks"],
    ["ingress[*].cidr_blocks", "ingress[3].cidr_blocks"],
  ])("%s fits %s", (pattern, path) => {
    expect(AttributePattern.parse(pattern)?.fits(path)).toBe(true);
  });

  it.each<[string, string]>([
    ["min_size", "min_size_other"],
    ["tags.Owner", "tags"],
    ["tags.Owner", "tags.Team"],
    ["ingress[0].cidr_blocks", "ingress[1].cidr_blocks"],
    ["cidr_blocks", "ingress[0].cidr_blocks"],
  ])("%s does not fit %s", (pattern, path) => {
    expect(AttributePattern.parse(pattern)?.fits(path)).toBe(false);
  });

  it.each(["", ".", "[0]", "a..b", 'a["b'])("%j is none", (text) => {
    expect(AttributePattern.parse(text)).toBeUndefined();
  });
});

describe("a star", () => {
  it("stands for any characters, none included, and for nothing special beside", () => {
    expect(["", "a", "aXb", "a.b"].map((text) => fitsGlob("a*b", text))).toEqual([false, false, true, true]);
    expect([fitsGlob("*", ""), fitsGlob("a.c", "abc"), fitsGlob("**a*", "xa")]).toEqual([true, false, true]);
  });

  it("does not run away", () => {
    expect(fitsGlob(`${"a*".repeat(1000)}b`, "a".repeat(2000))).toBe(false);
  });
});
