import { PEER_REGION, REGION, SIDE, Vocabulary, withoutSide } from "../../../analyzer/pair/neutral/words";

const EAST = new Vocabulary("us-east-1", "us-west-2");

describe("a side's text names its own region", () => {
  it.each(["us-east-1", "US-EAST-1", "us_east_1", "useast1", "use1", "iad", "virginia"])(
    "as %s",
    (spelling) => {
      expect(EAST.neutral(`orders-${spelling}`)).toBe(`orders-${REGION}`);
      expect(EAST.neutral(`${spelling}-orders`)).toBe(`${REGION}-orders`);
    },
  );

  it("in a zone's name, whose letter says nothing", () => {
    expect(EAST.neutral("us-east-1a")).toBe(EAST.neutral("us-east-1f"));
    expect(EAST.neutral("use1c")).toBe(`${REGION}z`);
  });

  it("in hosts and ARNs", () => {
    expect(EAST.neutral("sqs.us-east-1.amazonaws.com")).toBe(`sqs.${REGION}.amazonaws.com`);
    expect(EAST.neutral("arn:aws:sqs:us-east-1:1:q")).toBe(`arn:aws:sqs:${REGION}:1:q`);
  });
});

describe("a side's text names the other region", () => {
  it.each(["us-west-2", "usw2", "oregon"])("as %s", (spelling) => {
    expect(EAST.namesPeer(`x-${spelling}`)).toBe(true);
    expect(EAST.neutral(`x-${spelling}`)).toBe(`x-${PEER_REGION}`);
  });

  it("a third region is neither's", () => {
    expect(EAST.neutral("eu-west-1")).toBe("eu-west-1");
    expect(EAST.namesPeer("eu-west-1")).toBe(false);
  });
});

describe("a region that is none", () => {
  it.each(["(x+x+)+y", "(", "x".repeat(100_000), "a|b"])(
    "is looked for nowhere, and makes no text slow: %#",
    (region) => {
      const hostile = new Vocabulary(region, "us-west-2", ["y".repeat(100_000)]);
      expect(hostile.neutral(`orders-${"x".repeat(40)}-usw2-a`)).toBe(
        `orders-${"x".repeat(40)}-${PEER_REGION}-a`,
      );
    },
  );
});

describe("what only looks like a region's or a side's word", () => {
  it.each(["because1", "use10", "diadem", "address", "draw", "android", "primarykey", "inactive", "iad1x"])(
    "%s stays",
    (text) => {
      expect(EAST.neutral(text)).toBe(text);
    },
  );
});

describe("words that name the side", () => {
  it.each(["primary", "dr", "DR", "standby", "secondary", "failover"])("%s is one", (word) => {
    expect(EAST.neutral(`orders-${word}`)).toBe(`orders-${SIDE}`);
  });

  it("may be an application's own", () => {
    const vocabulary = new Vocabulary("us-east-1", "us-west-2", ["prod", "a.b*"]);
    expect(vocabulary.neutral("prod-orders")).toBe(`${SIDE}-orders`);
    expect(vocabulary.neutral("a.b*-orders")).toBe(`${SIDE}-orders`);
    expect(vocabulary.neutral("axbb-orders")).toBe("axbb-orders");
  });
});

describe("without regions", () => {
  it("only the side's words are neutral", () => {
    expect(new Vocabulary(undefined, undefined).neutral("dr-us-east-1")).toBe(`${SIDE}-us-east-1`);
  });

  it("of one and the same region, none is the other side's", () => {
    const both = new Vocabulary("us-east-1", "us-east-1");
    expect(both.namesPeer("us-east-1")).toBe(false);
    expect(both.neutral("us-east-1")).toBe(REGION);
  });
});

describe("withoutSide", () => {
  it.each([
    ["orders", "orders"],
    ["orders-dr", "orders"],
    ["dr-orders", "orders"],
    ["orders-dr-use1", "orders"],
    ["orders-us-east-1-queue", "orders-queue"],
    ["orders.primary.internal", "orders.internal"],
    ["us-east-1", ""],
    ["dr", ""],
  ])("%s is the name %j", (name, rest) => {
    expect(withoutSide(EAST.neutral(name))).toBe(rest);
  });

  it("leaves a text alone that names no side", () => {
    expect(withoutSide("-orders-")).toBe("-orders-");
  });
});
