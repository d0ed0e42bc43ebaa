#!/usr/bin/env bash
# A pull request from a fork has a token that may only read: the report is in the job's summary then.
set -euo pipefail
${DRPARITY:-npx --yes "drparity@$INPUT_VERSION"} comment "$REPORTS/comment.md" --key "$INPUT_KEY" ||
  echo "::warning title=drparity::The comment could not be written; the report is in the job's summary."
