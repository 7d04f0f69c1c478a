#!/usr/bin/env bash
# iconv-lite 0.7.3 (npm)
#
# In GBK a character takes one byte or two. U+E7C7, of the private use area, is
# encoded to three: 81 35 f4, the first three bytes of its four in GB 18030
# (81 35 f4 37), whose table iconv-lite shares. Read again, by iconv-lite itself
# too, they are U+FFFD, the digit 5 and U+FFFD, or take the next byte along.
#
# It surprises because whatever else GBK lacks becomes a question mark, as the
# neighbour U+E7C8 does: of 1,111,936 characters past ASCII this one alone gives
# bytes that are no GBK.
#
# Seen: "8135f4" for U+E7C7, and one character in all whose bytes are three.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund iconv-lite@0.7.3

cat > probe.js <<'JS'
const iconv = require('iconv-lite');
for (const encoding of ['gbk', 'gb18030']) {
  for (const text of ['\ue7c6', '\ue7c7', '\ue7c8']) {
    const bytes = iconv.encode(text, encoding);
    console.log(encoding, escape(text), bytes.toString('hex'), escape(iconv.decode(bytes, encoding)));
  }
}
const lengths = new Map();
let characters = 0;
for (let point = 0x80; point < 0x110000; point++) {
  if (point >= 0xd800 && point < 0xe000) continue;
  characters++;
  const bytes = iconv.encode(String.fromCodePoint(point), 'gbk');
  lengths.set(bytes.length, (lengths.get(bytes.length) ?? 0) + 1);
}
console.log(characters, JSON.stringify([...lengths].sort()));
JS
node probe.js | tee seen
diff - seen <<'SEEN'
gbk %uE7C6 a8a0 %uE7C6
gbk %uE7C7 8135f4 %uFFFD5%uFFFD
gbk %uE7C8 3f %3F
gb18030 %uE7C6 a8a0 %uE7C6
gb18030 %uE7C7 8135f437 %uE7C7
gb18030 %uE7C8 8336c830 %uE7C8
1111936 [[1,1087997],[2,23938],[3,1]]
SEEN
echo "iconv-lite 0.7.3 still makes three bytes of U+E7C7 in GBK"
