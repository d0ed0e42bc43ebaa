import {
  isRegion,
  LOAD_BALANCER_ZONES,
  parseZone,
  regionOfArn,
  regionsIn,
  regionWords,
} from "../../../analyzer/base/aws/regions";

/** Regions of all partitions: https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html */
const REGIONS = [
  "us-east-1",
  "us-west-2",
  "af-south-1",
  "ap-east-2",
  "ap-northeast-3",
  "ap-southeast-7",
  "ca-west-1",
  "eu-central-2",
  "eu-isoe-west-1",
  "eusc-de-east-1",
  "il-central-1",
  "me-central-1",
  "mx-central-1",
  "sa-east-1",
  "cn-north-1",
  "cn-northwest-1",
  "us-gov-east-1",
  "us-gov-west-1",
  "us-iso-east-1",
  "us-iso-west-1",
  "us-isob-east-1",
  "us-isof-south-1",
];

describe.each(REGIONS)("%s", (region) => {
  it("is a region, its zones are not", () => {
    expect(isRegion(region)).toBe(true);
    expect(isRegion(`${region}a`)).toBe(false);
  });

  it("has zones", () => {
    expect(parseZone(`${region}c`)).toEqual({ region, letter: "c" });
    expect(parseZone(region)).toBeUndefined();
  });

  it("is found in ARNs, endpoints and zones", () => {
    expect(regionOfArn(`arn:aws:sqs:${region}:111122223333:q`)).toBe(region);
    expect(regionsIn(`https://sqs.${region}.amazonaws.com, ${region}b`)).toEqual([region, region]);
  });

  it("has two short spellings at least, none of which is another region's", () => {
    const words = regionWords(region);
    expect(words.length).toBeGreaterThanOrEqual(2);
    const others = REGIONS.filter((other) => other !== region).flatMap(regionWords);
    expect(words.filter((word) => others.includes(word))).toEqual([]);
  });
});

describe("what is no region", () => {
  it.each([
    "",
    "global",
    "us-east",
    "us-east-10",
    "us-east-1-lax-1a",
    "US-EAST-1",
    "xx-east-1",
    "us-middle-1",
  ])("%j", (text) => {
    expect(isRegion(text)).toBe(false);
  });

  it("is not found within longer words", () => {
    expect(regionsIn("bonus-east-1 us-east-11")).toEqual([]);
  });

  it.each(["arn:aws:iam::111122223333:role/r", "arn:aws:s3:::bucket", "arn", "us-east-1", ""])(
    "%j has no region in it",
    (text) => {
      expect(regionOfArn(text)).toBeUndefined();
    },
  );
});

describe("spellings in names", () => {
  it.each([
    ["us-east-1", "use1"],
    ["us-east-1", "useast1"],
    ["us-east-1", "virginia"],
    ["ap-northeast-1", "apne1"],
    ["eu-central-1", "euc1"],
    ["us-gov-west-1", "usgovw1"],
  ])("%s is %s", (region, word) => {
    expect(regionWords(region)).toContain(word);
  });
});

describe("hosted zones of load balancers", () => {
  it("are every region's own: an id is in the table once", () => {
    const ids = Object.values(LOAD_BALANCER_ZONES).flat();
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.every((id) => /^Z[A-Z0-9]{11,20}$/.test(id))).toBe(true);
  });
});
