import { LOAD_BALANCER_ZONES } from "../../../analyzer/base/aws/regions";
import { parseNetwork, type Network } from "../../../analyzer/pair/neutral/cidr";
import { Identities } from "../../../analyzer/pair/neutral/identities";
import {
  namesPeer,
  namesPeerByNameOnly,
  Neutralizer,
  sameName,
  type NeutralContext,
} from "../../../analyzer/pair/neutral/neutralizer";

function context(overrides: Partial<NeutralContext> = {}): NeutralContext {
  return {
    identities: new Identities(),
    networks: [],
    learnedWords: [],
    suffixes: [],
    regions: { primary: "us-east-1", dr: "us-west-2" },
    accounts: { primary: "111122223333", dr: "111122223333" },
    ...overrides,
  };
}

function both(overrides: Partial<NeutralContext> = {}) {
  const shared = context(overrides);
  return { primary: new Neutralizer("primary", shared), dr: new Neutralizer("dr", shared) };
}

/** Whether primary's text and DR's text mean the same. */
function equal(primary: string, dr: string, overrides: Partial<NeutralContext> = {}): boolean {
  const neutral = both(overrides);
  return sameName(neutral.primary.text(primary), neutral.dr.text(dr));
}

describe("texts are equal when they differ in nothing but the region", () => {
  it.each([
    ["us-east-1", "us-west-2"],
    ["us-east-1a", "us-west-2c"],
    ["arn:aws:sqs:us-east-1:111122223333:orders", "arn:aws:sqs:us-west-2:111122223333:orders"],
    ["orders-use1", "orders-usw2"],
    ["orders", "orders-dr"],
    ["orders-primary", "orders-dr"],
    ["/shop/production/db", "/shop/dr/db"],
    ["arn:aws:sqs:us-east-1:111122223333:prod-orders", "arn:aws:sqs:us-west-2:111122223333:dr-orders"],
    ["orders-iad-logs", "orders-pdx-logs"],
    ["com.amazonaws.us-east-1.s3", "com.amazonaws.us-west-2.s3"],
    ["ip-10-0-0-1.ec2.internal", "ip-10-0-0-1.us-west-2.compute.internal"],
    ["ec2-1.compute-1.amazonaws.com", "ec2-1.us-west-2.compute.amazonaws.com"],
    ["app-20261121090000000000000001", "app-20261121091111000000000007"],
  ])("%s and %s", (primary, dr) => {
    expect(equal(primary, dr)).toBe(true);
  });
});

describe("texts are different when more than the region differs", () => {
  it.each([
    ["orders", "payments"],
    ["production", "dr"],
    ["/shop/production/db", "/shop/dr-db"],
    ["/shop/dr/db", "/shop/production/db"],
    ["/shop/staging/db", "/shop/dr/db"],
    ["us-east-1", "us-east-1"],
    ["arn:aws:sqs:us-east-1:111122223333:orders", "arn:aws:sqs:us-west-2:111122223333:payments"],
    ["eu-west-1", "us-west-2"],
    ["a-b", "ab"],
    ["orders", "orders-v2"],
  ])("%s and %s", (primary, dr) => {
    expect(equal(primary, dr)).toBe(false);
  });
});

describe.each([
  ["us-gov-west-1", "us-gov-east-1", "arn:aws-us-gov"],
  ["cn-north-1", "cn-northwest-1", "arn:aws-cn"],
  ["us-iso-east-1", "us-iso-west-1", "arn:aws-iso"],
  ["us-isob-east-1", "us-isob-west-1", "arn:aws-iso-b"],
  ["eusc-de-east-1", "eusc-de-north-1", "arn:aws-eusc"],
])("in the partition of %s", (primary, dr, arn) => {
  const regions = { primary, dr };

  it("ARNs, zones and hosts are equal", () => {
    expect(equal(`${arn}:sqs:${primary}:1:q`, `${arn}:sqs:${dr}:1:q`, { regions })).toBe(true);
    expect(equal(`${primary}a`, `${dr}b`, { regions })).toBe(true);
    expect(equal(`sqs.${primary}.amazonaws.com.cn`, `sqs.${dr}.amazonaws.com.cn`, { regions })).toBe(true);
  });

  it("the other region's name is the peer's", () => {
    expect(namesPeer(both({ regions }).dr.text(`${arn}:sqs:${primary}:1:q`))).toBe(true);
  });
});

describe("ids of twins", () => {
  const identities = new Identities();
  identities.learn("sg-0aaaaaaaaaaaaaaaa", "sg-0bbbbbbbbbbbbbbbb", true);

  it("are equal, alone and within a text", () => {
    expect(equal("sg-0aaaaaaaaaaaaaaaa", "sg-0bbbbbbbbbbbbbbbb", { identities })).toBe(true);
    expect(equal("x/sg-0aaaaaaaaaaaaaaaa", "x/sg-0bbbbbbbbbbbbbbbb", { identities })).toBe(true);
  });

  it("of the other side name the peer", () => {
    expect(namesPeer(both({ identities }).dr.text("sg-0aaaaaaaaaaaaaaaa"))).toBe(true);
    expect(namesPeer(both({ identities }).primary.text("sg-0aaaaaaaaaaaaaaaa"))).toBe(false);
  });
});

describe("names that people chose", () => {
  it("of the other side name the peer by name only", () => {
    const identities = new Identities();
    identities.noteName("orders-main-1");
    identities.learn("orders-main-1", "orders-copy-1", false);
    const text = both({ identities }).dr.text("see orders-main-1");
    expect([namesPeer(text), namesPeerByNameOnly(text)]).toEqual([true, true]);
  });
});

describe("names of shared global resources", () => {
  it("are the same on both sides, even when they hold a region's or a side's word", () => {
    const identities = new Identities();
    identities.share("orders-us-east-1-role");
    expect(equal("orders-us-east-1-role", "orders-us-east-1-role", { identities })).toBe(true);
    expect(namesPeer(both({ identities }).dr.text("orders-us-east-1-role"))).toBe(false);
  });
});

describe("networks", () => {
  const networks = [
    { primary: parseNetwork("10.0.0.0/16") as Network, dr: parseNetwork("10.1.0.0/16") as Network },
  ];

  it.each([
    ["10.0.4.0/24", "10.1.4.0/24", true],
    ["10.0.0.10", "10.1.0.10", true],
    ["10.0.4.0/24", "10.1.5.0/24", false],
    ["10.0.4.0/24", "10.1.4.0/25", false],
    ["0.0.0.0/0", "0.0.0.0/0", true],
    ["192.168.0.0/16", "192.168.0.0/16", true],
    ["allow 10.0.4.0/24;", "allow 10.1.4.0/24;", true],
  ])("%s in primary is %s in DR: %s", (primary, dr, expected) => {
    expect(equal(primary, dr, { networks })).toBe(expected);
  });

  it("of the other side name the peer", () => {
    expect(namesPeer(both({ networks }).dr.text("10.0.4.0/24"))).toBe(true);
  });

  it("may be IPv6", () => {
    const v6 = [
      { primary: parseNetwork("2600:1f18::/56") as Network, dr: parseNetwork("2600:1f14::/56") as Network },
    ];
    expect(equal("2600:1f18:0:5::/64", "2600:1f14:0:5::/64", { networks: v6 })).toBe(true);
    expect(equal("2600:1f18:0:5::/64", "2600:1f14:0:6::/64", { networks: v6 })).toBe(false);
    expect(equal("::/0", "::/0", { networks: v6 })).toBe(true);
  });

  it("are not versions, times or digits of a longer number", () => {
    const text = "v10.0.4.0.1 and 1.10.0.4.0";
    expect(both({ networks }).primary.text(text)).toBe(text);
  });
});

describe("accounts", () => {
  const accounts = { primary: "111122223333", dr: "444455556666" };

  it("of the sides are equal when each side has its own", () => {
    expect(equal("arn:aws:iam::111122223333:root", "arn:aws:iam::444455556666:root", { accounts })).toBe(
      true,
    );
  });

  it("of a third party are told apart", () => {
    expect(equal("arn:aws:iam::999900001111:root", "arn:aws:iam::888800001111:root", { accounts })).toBe(
      false,
    );
  });

  it("that are one and the same stay as they are", () => {
    expect(both().primary.text("111122223333")).toBe("111122223333");
  });
});

describe("hosted zones of load balancers", () => {
  const [application, network] = LOAD_BALANCER_ZONES["us-east-1"] as readonly [string, string];
  const [drApplication] = LOAD_BALANCER_ZONES["us-west-2"] as readonly [string, string];

  it("are equal for the same kind of load balancer", () => {
    expect(equal(application, drApplication)).toBe(true);
    expect(equal(network, drApplication)).toBe(false);
  });

  it("of the other region name the peer", () => {
    expect(namesPeer(both().dr.text(application))).toBe(true);
  });
});

describe("texts that cannot be made sense of", () => {
  it.each(["", "⟨0⟩", "__proto__", "constructor", "a\u0000b", "☃", "-".repeat(5000)])(
    "%j is itself",
    (text) => {
      expect(both().primary.text(text)).toBe(text);
    },
  );

  it("two sides without a region have words alone in common", () => {
    const regions = { primary: undefined, dr: undefined };
    expect(equal("orders-primary", "orders-dr", { regions })).toBe(true);
    expect(equal("us-east-1", "us-west-2", { regions })).toBe(false);
  });
});
