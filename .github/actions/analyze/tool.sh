# Sets `drparity` to what runs it; sourced by the steps. It is installed in a directory of its own, without what packages
# would run at that: npx would take the package, or the registry and all else that npm is told, from the checkout.
if [ -n "${DRPARITY:-}" ]; then
  read -ra drparity <<<"$DRPARITY"
else
  tool="$RUNNER_TEMP/drparity-tool"
  mkdir -p "$tool"
  (
    cd "$tool"
    npm install --prefix "$tool" --no-save --no-audit --no-fund --loglevel=error --ignore-scripts "drparity@$INPUT_VERSION" >&2
  )
  drparity=("$tool/node_modules/.bin/drparity")
fi
