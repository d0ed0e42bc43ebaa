import { told, withoutAlike } from "../../analyzer/render/told";
import { contrast } from "../../analyzer/render/value";
import { difference, finding } from "../support/report-fixtures";

const rule = (port: number) => ({
  from_port: port,
  to_port: port,
  cidr_blocks: ["0.0.0.0/0"],
  protocol: "tcp",
});

describe("how a finding's differences are told", () => {
  const differences = [difference("ingress", 2, 1)];

  it("is primary and DR for twins", () => {
    expect(told(finding({ differences }))).toEqual({ titles: ["Primary", "DR"], differences });
  });

  it.each([
    ["primary", 1, 2],
    ["dr", 2, 1],
  ] as const)("is before and now for drift, whichever side it is: %s", (driftedSide, before, now) => {
    expect(told(finding({ kind: "drift", driftedSide, differences }))).toEqual({
      titles: ["Before", "Now"],
      differences: [difference("ingress", before, now)],
    });
  });
});

describe("two lists that share most", () => {
  it("are told by what only one has, so that an added rule is not read as a changed one", () => {
    const shared = [443, 444, 445].map(rule);
    expect(contrast(difference("ingress", [...shared], [rule(22), ...shared]), 120)).toEqual({
      primary: '["3 alike"]',
      dr: '["3 alike", {"from_port": 22, "to_port": 22, "cidr_blocks": ["0.0.0.0/0"], "protocol": "tcp"}]',
    });
  });

  it("are whole where there is room for them", () => {
    expect(contrast(difference("x", [{ a: 1 }], [{ a: 1 }, { a: 2 }]), 120).primary).toBe('[{"a": 1}]');
  });

  it("count what is there more often", () => {
    expect(withoutAlike([rule(1), rule(1)], [rule(1)])).toEqual([["1 alike", rule(1)], ["1 alike"]]);
  });

  it("stay where nothing or everything is shared, in another order too, and where they are no lists of objects", () => {
    for (const [a, b] of [
      [[rule(1)], [rule(2)]],
      [
        [rule(1), rule(2)],
        [rule(2), rule(1)],
      ],
      [["a", "b"], ["a"]],
      [{ a: 1 }, [rule(1)]],
    ] as const)
      expect(withoutAlike(a as never, b as never)).toEqual([a, b]);
  });
});
