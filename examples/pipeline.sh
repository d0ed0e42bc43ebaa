#!/bin/sh
# The main branch's job for a pair: examples/pipeline.sh NAME
# It succeeds only when both regions are deployed and equal. On a pull request, end with `deploy --plan-only`.
set -eu
name=${1:?"the pair's name, such as storefront"}
out=${DRPARITY_OUT:-cdktf.out}
drparity=${DRPARITY:-npx drparity}

npx cdktf synth --output "$out"
# By saved plans, and not at all where the pair would diverge. Stops at the first workspace that fails: see --resume and --rollback.
$drparity deploy --out "$out" --auto-approve

for side in primary dr link; do
  directory=$out/stacks/$name-$side
  terraform -chdir="$directory" plan -input=false -out=plan.bin
  terraform -chdir="$directory" show -json plan.bin >"$directory/plan.json"
done

$drparity analyze --manifest "$out/drparity.json" \
  --primary "$out/stacks/$name-primary/plan.json" \
  --dr "$out/stacks/$name-dr/plan.json" \
  --shared "$out/stacks/$name-link/plan.json"
