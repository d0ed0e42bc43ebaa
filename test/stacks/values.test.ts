import { bucketName } from "../../modules/pair/bucket-name";
import { Cidr } from "../../modules/pair/cidr";
import { Duration } from "../../modules/pair/duration";
import { Region } from "../../modules/pair/region";
import { Objectives } from "../../stacks/objectives";

describe("Cidr", () => {
  it.each(["10.0.0.0", "10.0.0.256/16", "10.0.0.0/33", "ten"])("refuses %s", (text) => {
    expect(() => Cidr.of(text, "network.cidrs.dr")).toThrow(/^network\.cidrs\.dr: .* is not an IPv4 network/);
  });

  it("refuses address bits behind the prefix, and says what was meant", () => {
    expect(() => Cidr.of("10.1.2.0/16")).toThrow("Write 10.1.0.0/16");
  });

  it.each([
    ["10.0.0.0/16", "10.0.128.0/17", true],
    ["10.0.0.0/16", "10.1.0.0/16", false],
    ["0.0.0.0/0", "192.168.0.0/24", true],
  ])("%s and %s overlap: %s", (a, b, overlap) => {
    expect(Cidr.of(a).overlaps(Cidr.of(b))).toBe(overlap);
    expect(Cidr.of(b).overlaps(Cidr.of(a))).toBe(overlap);
  });

  it("cuts subnets, and none beyond its end", () => {
    expect(String(Cidr.of("10.20.0.0/16").subnet(19, 4))).toBe("10.20.128.0/19");
    expect(() => Cidr.of("10.20.0.0/16").subnet(19, 8)).toThrow("no room");
  });
});

describe("Duration", () => {
  it.each([
    [Duration.seconds(90), "90 s"],
    [Duration.minutes(15), "15 min"],
    [Duration.hours(1), "1 h"],
    [Duration.seconds(0), "0 s"],
  ])("is written %#", (duration, text) => {
    expect(String(duration)).toBe(text);
  });

  it("is never negative", () => {
    expect(() => Duration.minutes(-1)).toThrow("not a length of time");
  });
});

describe("Region", () => {
  it.each([
    ["eu-west-1", "aws"],
    ["us-gov-west-1", "aws-us-gov"],
    ["cn-north-1", "aws-cn"],
  ])("%s is in partition %s", (name, partition) => {
    expect(Region.of(name).partition).toBe(partition);
  });
});

describe("bucket names", () => {
  it.each(["ab", "Upper-case", "under_score", "-begins", "x".repeat(64), "xn--puny", "ends-s3alias"])(
    "refuse %s",
    (name) => {
      expect(() => bucketName(name, "assets.bucketPrefix")).toThrow(
        /^assets\.bucketPrefix: .*which S3 refuses/,
      );
    },
  );
});

describe("Objectives", () => {
  it("adds the slowest recovery to the redirection, and names both", () => {
    const objectives = new Objectives(Duration.minutes(10), Duration.minutes(15));
    objectives.add({ part: "the name", phase: "redirect", rto: Duration.minutes(2) });
    objectives.add({ part: "the fleet", phase: "recover", rto: Duration.minutes(5) });
    expect(objectives.problems()).toEqual([]);
    objectives.add({ part: "the database", phase: "recover", rto: Duration.minutes(9) });
    expect(objectives.problems()).toEqual([
      "rto: 10 min cannot be met, failing over takes 11 min: 2 min for the name, then 9 min for the database. Raise rto, or choose a warmer strategy.",
    ]);
  });

  it("names every part that loses more than the RPO", () => {
    const objectives = new Objectives(Duration.minutes(10), Duration.minutes(1));
    objectives.add({ part: "the bucket", rpo: Duration.minutes(15) });
    objectives.add({ part: "the table", rpo: Duration.minutes(1) });
    expect(objectives.problems()).toEqual([
      expect.stringMatching(/^rpo: 1 min cannot be met, the bucket may lose 15 min/),
    ]);
  });
});
