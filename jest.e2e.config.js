const { runner, setupFiles, testMatch, testSequencer, transform } = require("./jest.config.js");

/** The end-to-end suite: it needs Terraform. Each test has an emulator and directories of its own, and waits for the provider most of the time: more of them at once than processors. */
/** @type {import('jest').Config} */
module.exports = {
  runner,
  setupFiles,
  testMatch,
  testSequencer,
  transform,
  roots: ["<rootDir>/test/e2e"],
  maxWorkers: 5,
};
