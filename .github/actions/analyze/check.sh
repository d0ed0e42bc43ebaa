#!/usr/bin/env bash
# Writes the report as a check run, or that there is none, and suggests what would mend findings where that is wanted. A pull
# request from a fork has a token that may only read.
set -euo pipefail
source "$GITHUB_ACTION_PATH/../command.sh"
if [ -e "$REPORTS/report.json" ]; then
  what=("$REPORTS/report.json" "--fail-on=$INPUT_FAIL_ON")
  if [ -e "$REPORTS/fix.patch" ] && [ "$GITHUB_EVENT_NAME" = pull_request ]; then what+=("--suggest=$REPORTS/fix.patch"); fi
else
  what=("$REPORTS/error.txt" --failed)
fi
"${drparity[@]}" check "${what[@]}" "--key=$INPUT_KEY" ||
  echo "::warning title=drparity::The check could not be written; what it would say is in the job's summary or log."
