#!/usr/bin/env bash
# Writes the report on the pull request, or that there is none: an earlier verdict must not stand there as if it held. A pull
# request from a fork has a token that may only read: the report is in the job's summary then.
set -euo pipefail
source "$GITHUB_ACTION_PATH/../command.sh"
if [ -e "$REPORTS/comment.md" ]; then what=("$REPORTS/comment.md"); else what=("$REPORTS/error.txt" --failed); fi
"${drparity[@]}" comment "${what[@]}" "--key=$INPUT_KEY" ||
  echo "::warning title=drparity::The comment could not be written; what it would say is in the job's summary or log."
