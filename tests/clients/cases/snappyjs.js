'use strict';
const snappy = require('snappyjs');
const { bytes, digest, text, thrown } = require('../lib/data');

for (const data of [Buffer.alloc(0), Buffer.from(text(3000)), bytes(70000), Buffer.alloc(100000, 'ab')]) {
  const packed = snappy.compress(data);
  console.log(Buffer.isBuffer(packed), digest(packed), snappy.uncompress(packed).equals(data));
}
console.log(snappy.compress(new Uint8Array([1, 2, 3])).constructor.name, snappy.compress(new ArrayBuffer(5)).constructor.name);
console.log(thrown(() => snappy.uncompress(Buffer.from([0x80, 0x80, 0x80]))), thrown(() => snappy.compress('x')));
