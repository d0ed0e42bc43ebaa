#!/usr/bin/env bash
# Writes a command that runs drparity, into a directory that later steps have on their path.
set -euo pipefail
source "$GITHUB_ACTION_PATH/../command.sh"
bin="$RUNNER_TEMP/drparity-bin"
mkdir -p "$bin"
{
  echo '#!/usr/bin/env bash'
  printf 'exec'
  printf ' %q' "${drparity[@]}"
  echo ' "$@"'
} >"$bin/drparity"
chmod +x "$bin/drparity"
echo "$bin" >>"$GITHUB_PATH"
