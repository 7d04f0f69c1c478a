#!/bin/sh
# Records what Node 25.8.1 (`node25`, or $NODE) prints for each script, with its exit code.
cd "$(dirname "$0")" || exit 1
for script in *.js; do
  expected="${script%.js}.txt"
  "${NODE:-node25}" "$script" >"$expected" 2>/dev/null </dev/null
  echo "exit code $?" >>"$expected"
done
