#!/usr/bin/env bash
# Lints the project's JavaScript and checks its format; with --fix, formats it.
# The tools come first: npm ci --prefix tools/javascript
set -euo pipefail
cd "$(dirname "$0")/../.."

here=tools/javascript
tools=$here/node_modules/.bin
# The scripts of tests/ are left as they are: how they are written is what is tested.
folders=(src crates js-tests examples fuzz/fuzz_targets)
globs=("${folders[@]/%//**/*.js}")

if [ "${1:-}" = --fix ]; then
  "$tools/oxfmt" --config "$here/oxfmtrc.json" "${globs[@]}"
else
  "$tools/oxfmt" --config "$here/oxfmtrc.json" --check "${globs[@]}"
fi
"$tools/oxlint" --config "$here/oxlintrc.json" --deny-warnings \
  --report-unused-disable-directives "${folders[@]}"
