'use strict';
const { encode, decode, Encoder, Decoder, addExtension, Tag, encodeIter } = require('cbor-x');

const value = { n: null, t: true, i: -5, big: 2n ** 60n, f: 1.5, s: 'naïve €', b: Buffer.from('bytes'), a: [1, [2, { x: 3 }]], d: new Date(1e12), m: new Map([[1, 'one'], ['k', [2]]]), u: undefined, set: new Set([1, 'a']), r: /a+/gi };
const bytes = encode(value);
console.log(bytes.toString('hex'));
console.log(decode(bytes));
for (const number of [0, 23, 24, 255, 256, 65535, 65536, 2 ** 32, -1, -24, -25, -(2 ** 31), 0.1, 1e300, NaN, -Infinity]) console.log(number, encode(number).toString('hex'), decode(encode(number)));
const strict = new Encoder({ mapsAsObjects: false, useRecords: false, tagUint8Array: false });
console.log(strict.encode({ a: 1 }).toString('hex'), strict.decode(Buffer.from('a2616101616202', 'hex')));
class Point { constructor(x, y) { Object.assign(this, { x, y }); } }
addExtension({ Class: Point, tag: 43311, encode: (point, write) => write([point.x, point.y]), decode: ([x, y]) => new Point(x, y) });
const point = decode(encode(new Point(1, 2)));
console.log(point instanceof Point, point, decode(encode(new Tag('u', 40000))));
const records = new Encoder({ structures: [], useRecords: true });
const rows = records.encode([{ id: 1, name: 'a' }, { id: 2, name: 'b' }]);
console.log(rows.toString('hex'), records.decode(rows));
console.log(new Float32Array(decode(encode(new Float32Array([1.5, -2])))), decode(Buffer.from('9f0102ff', 'hex')));
for (const hex of ['', '1a00', '8201', 'fc']) {
  try {
    console.log(decode(Buffer.from(hex, 'hex')));
  } catch (error) {
    console.log(error.constructor.name);
  }
}
console.log(Buffer.concat([...encodeIter([1, 'two', { three: 3 }])]).toString('hex'), new Decoder().decodeMultiple(Buffer.from('0102616a', 'hex')));
const long = encode({ text: 'x'.repeat(70000), list: Array.from({ length: 5000 }, (_, at) => at) });
console.log(long.length, decode(long).list[4999]);
