const { default: Sequencer } = require("@jest/test-sequencer");

/** What runs the program in processes of its own, over whole corpora, or deploys much with Terraform: long for its size. */
const LONG =
  /\/(?:cli|injection|mutants|unseen|act|own-rules)\/|\/(?:corpus|adding|quiet)\.test|\/e2e\/(?:init\/|deploy|examples|existing|us-east-1|capabilities)/;

/** Starts the long files first, where no earlier run tells which they are: else one of them is waited for at the end. */
module.exports = class LongFirst extends Sequencer {
  sort(tests) {
    const isLong = ({ path, duration }) => duration === undefined && LONG.test(path);
    const sorted = super.sort(tests);
    return [...sorted.filter(isLong), ...sorted.filter((test) => !isLong(test))];
  }
};
