#!/bin/sh
# The main branch's job for a pair: examples/pipeline.sh NAME
# It succeeds only when both regions are deployed and equal. On a pull request, leave `deploy` out.
set -eu
name=${1:?"the pair's name, such as storefront"}
out=${DRPARITY_OUT:-cdktf.out}
drparity=${DRPARITY:-npx drparity}

npx cdktf synth --output "$out"
# The link is left out: it looks up what the sides have, so before the first deployment it cannot be planned.
npx cdktf diff "$name-primary" --output "$out" --skip-synth
npx cdktf diff "$name-dr" --output "$out" --skip-synth

# In the order of the manifest; stops at the first workspace that fails, and can be repeated.
npx cdktf deploy '*' --auto-approve --output "$out" --skip-synth

for side in primary dr link; do
  directory=$out/stacks/$name-$side
  terraform -chdir="$directory" plan -input=false -out=plan.bin
  terraform -chdir="$directory" show -json plan.bin >"$directory/plan.json"
done

$drparity analyze --manifest "$out/drparity.json" \
  --primary "$out/stacks/$name-primary/plan.json" \
  --dr "$out/stacks/$name-dr/plan.json" \
  --shared "$out/stacks/$name-link/plan.json"
