#!/usr/bin/env bash
# buffer 6.0.3 (npm), the Buffer of browsers and bundlers
#
# slice(start, Infinity) gives nothing at all. Positions are cut to integers with
# `~~`, which makes 0 of Infinity; in Node, as in ECMAScript's own slice, an end
# past the last byte means the last byte.
#
# It surprises because Infinity is the usual default of an "up to" option, and
# because a large finite number works, and so does subarray(start, Infinity) of
# the same object. From 2^32 on finite ends wrap too: 2^32 + 2 is taken as 2.
#
# Seen: "0 6 2 6" for slice and subarray to Infinity, slice to 2^32 + 2 and to 1e6,
# where Node says "6 6 6 6".
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund buffer@6.0.3 ieee754@1.2.1 base64-js@1.5.1

cat > probe.js <<'JS'
const { Buffer: Package } = require('buffer/');
for (const Kind of [Package, Buffer]) {
  const bytes = Kind.from('abcdef');
  console.log(
    bytes.slice(0, Infinity).length,
    bytes.subarray(0, Infinity).length,
    bytes.slice(0, 2 ** 32 + 2).length,
    bytes.slice(0, 1e6).length,
  );
}
JS
node probe.js | tee seen
diff - seen <<'SEEN'
0 6 2 6
6 6 6 6
SEEN
echo "buffer 6.0.3 still cuts to nothing at Infinity"
