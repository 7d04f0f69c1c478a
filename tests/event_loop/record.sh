#!/bin/sh
# Records what Node 26.12.1 (`node`, or $NODE) prints for each script, with its exit code.
cd "$(dirname "$0")" || exit 1
for script in *.js; do
  expected="${script%.js}.txt"
  "${NODE:-node}" -r ./prelude.cjs "$script" >"$expected" 2>/dev/null </dev/null
  echo "exit code $?" >>"$expected"
done
