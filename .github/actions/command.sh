# Sets `drparity` to what runs it: the command in the environment variable DRPARITY, else the version that INPUT_VERSION asks npm
# for, else the one file that a release holds beside the Actions.
program="$GITHUB_ACTION_PATH/../drparity.cjs"
if [ -n "${DRPARITY:-}" ]; then
  read -ra drparity <<<"$DRPARITY"
elif [ -n "${INPUT_VERSION:-}" ]; then
  # In a directory of its own, without what packages would run at that: npx would take the package, or the registry and all
  # else that npm is told, from the checkout.
  tool="$RUNNER_TEMP/drparity-tool"
  mkdir -p "$tool"
  (
    cd "$tool"
    npm install --prefix "$tool" --no-save --no-audit --no-fund --loglevel=error --ignore-scripts "drparity@$INPUT_VERSION" >&2
  )
  drparity=("$tool/node_modules/.bin/drparity")
elif [ -e "$program" ]; then
  drparity=(node "$program")
else
  echo "::error title=drparity::This commit holds no program. Use the tag of a release, such as v0, or give a version for npm."
  exit 1
fi
