#!/usr/bin/env bash
# Analyzes once and keeps every rendering that the action's later steps need. Divergence (2) is told by the last step, so
# that the comment is written first; an error (1) fails here, and the comment says so.
set -euo pipefail
source "$GITHUB_ACTION_PATH/../command.sh"

# An array's worth of options, one for each line that is not empty; joined, so that no value is taken for an option.
options() {
  local name=$1 value
  while IFS= read -r value; do
    value="${value#"${value%%[![:space:]]*}"}"
    value="${value%"${value##*[![:space:]]}"}"
    [ -z "$value" ] || args+=("$name=$value")
  done <<<"$2"
}

reports="$RUNNER_TEMP/drparity-${INPUT_KEY//[^A-Za-z0-9._-]/_}"
mkdir -p "$reports"
rm -f "$reports/comment.md" "$reports/report.json" "$reports/fix.patch"
echo "reports=$reports" >>"$GITHUB_OUTPUT"

args=()
options --primary "$INPUT_PRIMARY"
options --dr "$INPUT_DR"
options --primary-dir "$INPUT_PRIMARY_DIR"
options --dr-dir "$INPUT_DR_DIR"
options --shared "$INPUT_SHARED"
options --combined "$INPUT_COMBINED"
options --manifest "$INPUT_MANIFEST"
options --strategy "$INPUT_STRATEGY"
while IFS= read -r argument; do [ -z "$argument" ] || args+=("$argument"); done <<<"$INPUT_ARGUMENTS"

renderings=(--format markdown --output "$reports/comment.md")
for rendering in json=report.json html=report.html sarif=drparity.sarif annotations=annotations; do
  renderings+=(--also "${rendering%%=*}=$reports/${rendering#*=}")
done

status=0
"${drparity[@]}" analyze "--fail-on=$INPUT_FAIL_ON" "${renderings[@]}" ${args+"${args[@]}"} 2> >(tee "$reports/error.txt" >&2) || status=$?
if [ "$status" -ne 0 ] && [ "$status" -ne 2 ]; then exit "$status"; fi

if [ "$INPUT_SUGGEST" = true ]; then
  "${drparity[@]}" remediate --format patch --output "$reports/fix.patch" ${args+"${args[@]}"} ||
    echo "::warning title=drparity::No change can be suggested."
fi
cat "$reports/annotations"
rm "$reports/annotations" "$reports/error.txt"
cat "$reports/comment.md" >>"$GITHUB_STEP_SUMMARY"
summary() { node -p "JSON.parse(require('fs').readFileSync(process.argv[1], 'utf8')).summary.$1" "$reports/report.json"; }
{
  echo "status=$status"
  echo "verdict=$(summary verdict)"
  echo "score=$(summary score)"
} >>"$GITHUB_OUTPUT"
