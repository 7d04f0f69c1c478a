'use strict';
const mod = require('bs58');
const { bytes, thrown } = require('../lib/data');

const bs58 = mod.default || mod;
for (const length of [0, 1, 2, 20, 32, 33, 100]) {
  const data = bytes(length, length + 1);
  const text = bs58.encode(data);
  console.log(length, text, Buffer.from(bs58.decode(text)).equals(data));
}
console.log(bs58.encode(Buffer.from('000000ff', 'hex')), bs58.decode('1112').join(), bs58.decodeUnsafe('0OIl'));
console.log(thrown(() => bs58.decode('0')), thrown(() => bs58.encode('text')));
