// Sums what jest's --json wrote: `N passed, N failed`. A suite that could not run counts as a failure,
// and so does it when there are no results at all.
//
//   node scripts/sum-tests.mjs FILE...
import { readFileSync } from "node:fs";

const results = process.argv.slice(2).map((file) => JSON.parse(readFileSync(file, "utf8")));
const sum = (count) => results.reduce((total, result) => total + count(result), 0);
const skipped = sum((result) => result.numPendingTests);
if (skipped > 0) console.log(`${skipped} tests skipped`);
const passed = sum((result) => result.numPassedTests);
const failed =
  sum((result) => result.numFailedTests + result.numRuntimeErrorTestSuites) + (results.length ? 0 : 1);
console.log(`${passed} passed, ${failed} failed`);
