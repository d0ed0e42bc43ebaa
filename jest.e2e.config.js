const { testEnvironment, testMatch, transform } = require("./jest.config.js");

/** The end-to-end suite: it needs Terraform. Two workers: each test has an emulator and directories of its own. */
/** @type {import('jest').Config} */
module.exports = {
  testEnvironment,
  testMatch,
  transform,
  roots: ["<rootDir>/test/e2e"],
  testTimeout: 600_000,
  maxWorkers: 2,
};
