// How pairing grows: 20,000 resources a side against 2,000. Linear work takes ten times as long, quadratic a hundred.
// Run: node --import tsx bench/pairing.ts
import { pairUp } from "../analyzer/pair/pair";
import { assignSides, type Sides } from "../analyzer/pair/sides";
import { plan } from "../test/support/plan-builder";
import type { Workspace } from "../analyzer/model/workspace/workspace";

/** Between ten (linear) and a hundred (quadratic), with room for garbage collection and a busy machine. */
const MOST = 30;

/** Styles of which each makes another matcher do the work. */
const STYLES: Readonly<Record<string, (side: string, i: number) => string>> = {
  "same addresses": (_side, i) => `aws_sqs_queue.q["${i}"]`,
  "side words in addresses": (side, i) => `aws_sqs_queue.${side}_${i}`,
  "names alone": (side, i) => `aws_sqs_queue.${side === "dr" ? "x" : "y"}${i}z`,
  "one block of all": (side, i) => `aws_sqs_queue.q["${side === "dr" ? "k" : "j"}-${i}"]`,
};

function workspace(
  side: "primary" | "dr",
  size: number,
  address: (side: string, i: number) => string,
): Workspace {
  const region = side === "dr" ? "us-west-2" : "us-east-1";
  const builder = plan(region);
  for (let i = 0; i < size; i++) {
    builder.resource(address(side, i), {
      name: `orders-${i}-${side}`,
      arn: `arn:aws:sqs:${region}:111122223333:orders-${i}-${side}`,
      visibility_timeout_seconds: i % 900,
    });
  }
  return builder.workspace(`${side}.json`);
}

function sidesOf(size: number, address: (side: string, i: number) => string): Sides {
  return assignSides({
    primary: [workspace("primary", size, address)],
    dr: [workspace("dr", size, address)],
    shared: [],
    combined: [],
    regions: {},
  });
}

function milliseconds(sides: Sides): { readonly took: number; readonly paired: number } {
  const started = performance.now();
  const { twins } = pairUp(sides);
  return { took: performance.now() - started, paired: twins.length };
}

let failed = false;
for (const [style, address] of Object.entries(STYLES)) {
  milliseconds(sidesOf(500, address)); // warms up
  const few = milliseconds(sidesOf(2_000, address));
  const many = milliseconds(sidesOf(20_000, address));
  const ratio = many.took / few.took;
  failed ||= ratio > MOST;
  console.log(
    `${style}: 2,000 in ${few.took.toFixed(0)} ms, 20,000 in ${many.took.toFixed(0)} ms ` +
      `(${many.paired} twins), ratio ${ratio.toFixed(1)}${ratio > MOST ? " TOO MUCH" : ""}`,
  );
}
process.exitCode = failed ? 1 : 0;
