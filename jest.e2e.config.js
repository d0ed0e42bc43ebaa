const { runner, setupFiles, testMatch, transform } = require("./jest.config.js");

/** The end-to-end suite: it needs Terraform. Two workers: each test has an emulator and directories of its own. */
/** @type {import('jest').Config} */
module.exports = {
  runner,
  setupFiles,
  testMatch,
  transform,
  roots: ["<rootDir>/test/e2e"],
  maxWorkers: 2,
};
