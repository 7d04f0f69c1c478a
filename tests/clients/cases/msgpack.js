'use strict';
const { encode, decode, decodeMulti, decodeAsync, ExtensionCodec, Encoder } = require('@msgpack/msgpack');
const { bytes, digest, thrown, text, pieces } = require('../lib/data');

const value = { s: text(9), i: [0, -1, 127, 128, 65536, -32769, 4294967296, 1.5], n: null, t: true, b: bytes(70), d: new Date(1.5e12), o: { a: { b: [] } } };
const packed = encode(value);
console.log(packed.length, digest(packed), Buffer.from(packed).toString('hex', 0, 40));
console.log(decode(packed));
console.log(Buffer.isBuffer(decode(packed).b), decode(packed).b.constructor.name);
console.log(digest(encode({ big: bytes(70000, 3), text: text(5000) })));
console.log([...decodeMulti(Buffer.concat([encode(1), encode('two'), encode([3])]))]);
const codec = new ExtensionCodec();
codec.register({ type: 1, encode: (x) => (x instanceof Set ? encode([...x]) : null), decode: (data) => new Set(decode(data)) });
console.log(decode(encode({ set: new Set([1, 'x']) }, { extensionCodec: codec }), { extensionCodec: codec }));
console.log(decode(encode(2n ** 60n, { useBigInt64: true }), { useBigInt64: true }));
console.log(thrown(() => decode(packed.subarray(0, 20))), '|', thrown(() => encode(() => {})), '|', thrown(() => decode(Buffer.from([0xc1]))));
(async () => {
  async function* chunks() { yield* pieces(packed, 1, 7, 30); }
  console.log(JSON.stringify(await decodeAsync(chunks())).length);
  console.log(Buffer.from(new Encoder().encodeSharedRef([1, 2])).toString('hex'));
})();
