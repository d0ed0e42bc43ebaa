import { analyze } from "../../analyzer/analyze";
import type { Report } from "../../analyzer/model/report";
import { pairInput } from "../support/pair";
import { RECORDS, webTier, type Changes } from "../judge/rules/failover/application";

function reportOf(dr: Changes = {}, primary: Changes = {}): Report {
  return analyze(
    pairInput({
      primary: [...RECORDS, ...webTier("us-east-1", primary)],
      dr: webTier("us-west-2", dr),
    }),
  );
}

describe("what a failover takes and loses", () => {
  it("adds up what takes time, each part with its source, and takes the worst of what loses data", () => {
    const { rto, rpo } = reportOf().recovery;
    expect(rto.parts.map(({ address, seconds }) => [address, seconds])).toEqual([
      ["aws_route53_record.primary", 60],
    ]);
    expect(rto.estimateSeconds).toBe(60);
    expect(rpo).toEqual({
      targetSeconds: null,
      estimateSeconds: 900,
      parts: [expect.objectContaining({ address: "aws_s3_bucket.assets", seconds: 900 })],
    });
    for (const { source } of [...rto.parts, ...rpo.parts]) expect(source).toMatch(/^https:\/\/docs\.aws|\d/);
  });

  it("has no bound to what is lost of a bucket that nothing replicates", () => {
    const { rpo } = reportOf({ bucketReplicated: false }, { bucketReplicated: false }).recovery;
    expect(rpo.estimateSeconds).toBeNull();
    expect(rpo.parts).toEqual([
      {
        what: "aws_s3_bucket assets does not reach the DR region",
        seconds: null,
        address: "aws_s3_bucket.assets",
        source: "s3-data-replicated",
      },
    ]);
  });

  it("says nothing where the sources tell nothing", () => {
    const { recovery, failoverPaths } = analyze(pairInput({}));
    expect([recovery.rto.estimateSeconds, recovery.rpo.estimateSeconds, failoverPaths]).toEqual([
      null,
      null,
      [],
    ]);
  });
});

describe("the way of a request that DNS leads to DR", () => {
  it("goes from the load balancer to the data, each step from one before it, with its twin", () => {
    const [path] = reportOf().failoverPaths;
    expect(path?.record.address).toBe("aws_route53_record.secondary");
    const way = path?.steps.map(({ resource, twin, from }) => [
      resource.address,
      twin === resource.address,
      from,
    ]);
    expect(way?.slice(0, 2)).toEqual([
      ["aws_lb.web", true, null],
      ["aws_lb_listener.https", true, 0],
    ]);
    expect(way?.map(([address]) => address)).toContain("aws_s3_bucket.assets");
    path?.steps.forEach(({ from }, i) => expect(from ?? -1).toBeLessThan(i));
  });

  it("tells the first obstacle at its place", () => {
    const [path] = reportOf({ certificate: "*.internal.example.com" }).failoverPaths;
    const blocked = path?.steps.filter(({ obstacle }) => obstacle !== null);
    expect(blocked).toHaveLength(1);
    expect(blocked?.[0]?.obstacle).toContain("no certificate of aws_lb_listener https");
  });
});

test("every finding names the practices that it is evidence against", () => {
  const { findings } = reportOf({ certificate: "*.internal.example.com", bucketReplicated: false });
  expect(findings.length).toBeGreaterThan(0);
  for (const { practices } of findings) expect(practices.some((name) => name.startsWith("REL"))).toBe(true);
});
