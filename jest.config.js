/**
 * Files share a process and the modules that it has loaded: loading those anew for each of hundreds of files took most of
 * the time. No test leaves something behind in them, then, and there is no `jest.mock`.
 */
/** @type {import('jest').Config} */
module.exports = {
  runner: "<rootDir>/test/support/runner.mjs",
  // Compiles TypeScript as it is loaded.
  setupFiles: [require.resolve("tsx")],
  transform: {},
  testSequencer: "<rootDir>/test/support/sequencer.js",
  // Most of them wait for child processes half of the time.
  maxWorkers: "100%",
  roots: ["<rootDir>/test"],
  testMatch: ["**/*.test.ts"],
  // The end-to-end suite needs Terraform and an emulator; `npm run e2e` runs it.
  testPathIgnorePatterns: ["/node_modules/", "<rootDir>/test/e2e/"],
  modulePathIgnorePatterns: ["<rootDir>/dist/"],
};
