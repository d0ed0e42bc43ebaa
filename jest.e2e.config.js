const { testEnvironment, testMatch, transform } = require("./jest.config.js");

/** The end-to-end suite: it needs Terraform. One worker: the tests wait for processes, not for Node. */
/** @type {import('jest').Config} */
module.exports = {
  testEnvironment,
  testMatch,
  transform,
  roots: ["<rootDir>/test/e2e"],
  testTimeout: 600_000,
  maxWorkers: 1,
};
