import { twinsOf } from "../support/analysis";
import { plan } from "../support/plan-builder";

/** Routes that differ in what the values do not tell, so that names alone decide. */
const side = (region: string, addresses: readonly string[]) =>
  addresses.reduce(
    (all, address) => all.resource(`aws_route.${address}`, { destination_cidr_block: `${region}` }),
    plan(region),
  );
const pairs = (primary: readonly string[], dr: readonly string[]) =>
  twinsOf({ primary: side("us-west-2", primary), dr: side("ap-northeast-1", dr) })
    .map((text) => text.replaceAll("aws_route.", "").replace(/ \(.*/, ""))
    .sort();

describe("blocks of their own on one side, instances of one on the other", () => {
  it.each<[readonly string[], readonly string[]]>([
    [
      ["peer_t0", "peer_t1", "peer_t2"],
      ["peer[0]", "peer[1]", "peer[2]"],
    ],
    [
      ["peer[0]", "peer[1]"],
      ["peer_1", "peer_2"],
    ],
    [
      ["peer8", "peer9", "peer10"],
      ["peer[0]", "peer[1]", "peer[2]"],
    ],
    [
      ["peer[0]", "peer[1]", "peer[2]"],
      ["peer_a", "peer_c", "peer_d"],
    ],
    [
      ['peer["us-west-2a"]', 'peer["us-west-2b"]'],
      ["peer_a", "peer_c"],
    ],
    [
      ['peer["t1"]', 'peer["t2"]'],
      ["peer[0]", "peer[1]"],
    ],
  ])("pair in the order of their places: %j %j", (primary, dr) => {
    expect(pairs(primary, dr)).toEqual(
      primary.map((one, i) => `neutral address: ${one} = ${dr[i] ?? ""}`).sort(),
    );
  });

  it("say nothing where one row is longer, or both sides write blocks", () => {
    expect(pairs(["peer_1", "peer_2"], ["peer[0]"])).not.toContain("neutral address: peer_1 = peer[0]");
    expect(pairs(["peer_1", "peer_2"], ["peer_3", "peer_4"])).toEqual([
      "shape: peer_1 = peer_3",
      "shape: peer_2 = peer_4",
    ]);
  });
});
