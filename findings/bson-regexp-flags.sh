#!/usr/bin/env bash
# bson 7.3.4 (npm), the serializer of MongoDB's driver for Node
#
# The flag `g` of a RegExp is written as the option `s`, which in BSON, as in
# JavaScript, makes a dot match line ends. The flag `s` itself is dropped. So
# /a.b/g is stored as a pattern that matches more than it did, and /a.b/s as one
# that matches less; read back with the same package they are /a.b/g and /a.b/.
#
# It surprises because a round trip of `g` through the package hides it: the
# reader turns `s` into `g` again. Only another reader, such as the database,
# sees the other meaning. The letters are not in alphabetical order either, as
# the format wants them.
#
# Seen: options "s" for g, "" for s, "ism" for gims.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund bson@7.3.4

cat > probe.js <<'JS'
const { deserialize, serialize } = require('bson');
for (const value of [/a.b/g, /a.b/s, /a.b/gims]) {
  const bytes = Buffer.from(serialize({ v: value }));
  // int32 length, type 0x0b, "v\0", the pattern, "\0", the options, "\0", the end.
  const options = bytes.subarray(bytes.indexOf('a.b') + 4, -2).toString('latin1');
  const raw = deserialize(bytes, { bsonRegExp: true }).v;
  console.log(value.flags, JSON.stringify(options), JSON.stringify(raw.options), String(deserialize(bytes).v));
}
JS
node probe.js | tee seen
diff - seen <<'SEEN'
g "s" "s" /a.b/g
s "" "" /a.b/
gims "ism" "ims" /a.b/gim
SEEN
echo "bson 7.3.4 still writes g as s and forgets s"
