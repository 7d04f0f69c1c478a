#!/usr/bin/env bash
# ieee754 1.2.1 (npm), which buffer 6.0.3 and many others write their floats with
#
# A number that lies half way between two 32-bit floats is rounded away from
# zero. IEEE 754, Math.fround, Float32Array and Node's own Buffer take the
# neighbour whose last bit is 0.
#
# It surprises because every other number comes out right: a test with random
# values does not meet a tie. Whole numbers just above 2^24 are ties, so a
# counter or an identifier that is sent as a float is 2 off, not 1.
#
# Seen: "4b800001 4b800000 16777218 16777216" for 16777217, that is the bytes
# and the value of the package's Buffer and of Node's.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund buffer@6.0.3 ieee754@1.2.1 base64-js@1.5.1

cat > probe.js <<'JS'
const { Buffer: Package } = require('buffer/');
const write = (Kind, value) => {
  const bytes = Kind.alloc(4);
  bytes.writeFloatBE(value);
  return bytes;
};
for (const value of [16777217, 16777219, 1 + 2 ** -24, -16777217]) {
  const [theirs, nodes] = [write(Package, value), write(Buffer, value)];
  console.log(theirs.toString('hex'), nodes.toString('hex'), theirs.readFloatBE(), nodes.readFloatBE());
}
JS
node probe.js | tee seen
diff - seen <<'SEEN'
4b800001 4b800000 16777218 16777216
4b800002 4b800002 16777220 16777220
3f800001 3f800000 1.0000001192092896 1
cb800001 cb800000 -16777218 -16777216
SEEN
echo "ieee754 1.2.1 still rounds ties away from zero"
