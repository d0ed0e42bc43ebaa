#!/bin/sh
# Plans every workspace of the policy file's pairs and compares both sides. Plans hold secrets in the clear: they are removed.
set -eu
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
# In the background, since -e means nothing before ||. What it prints is worth reading only when it fails.
(
  (cd "$out" && npm install --prefix "$out/tool" --no-audit --no-fund --ignore-scripts drparity@0.1.0)
  plan() { # NAME DIRECTORY
    terraform -chdir="$2" init -input=false
    terraform -chdir="$2" plan -input=false -lock=false -out="$out/$1.tfplan"
    terraform -chdir="$2" show -json "$out/$1.tfplan" > "$out/$1.json"
  }
  plan primary 'infra/primary'
  plan dr 'infra/dr'
) > "$out/log" 2>&1 &
wait "$!" || { cat "$out/log"; exit 1; }
"$out/tool/node_modules/.bin/drparity" analyze --primary "$out/primary.json" --dr "$out/dr.json" --fail-on warning
