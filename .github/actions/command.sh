# Sets `drparity` to what runs it: the command in the environment variable DRPARITY, else the version that INPUT_VERSION asks npm
# for, else the one file that a release holds beside the Actions.
program="$GITHUB_ACTION_PATH/../drparity.cjs"
if [ -n "${DRPARITY:-}" ]; then
  read -ra drparity <<<"$DRPARITY"
elif [ -n "${INPUT_VERSION:-}" ]; then
  drparity=(npx --yes "drparity@$INPUT_VERSION")
elif [ -e "$program" ]; then
  drparity=(node "$program")
else
  echo "::error title=drparity::This commit holds no program. Use the tag of a release, such as v0, or give a version for npm."
  exit 1
fi
