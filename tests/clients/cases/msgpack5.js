'use strict';
const msgpack = require('msgpack5')(); const { encode, decode } = msgpack;
for (const value of [null, true, 1, -1, 300, 70000, 2 ** 40, 1.5, 'text', '€'.repeat(20), [1, [2]], { a: { b: 'c' } }, Buffer.from([1, 2, 3]), new Date(1.5e12)]) {
  const bytes = encode(value); console.log(bytes.slice().toString('hex'), decode(bytes));
}
class Point { constructor(x) { this.x = x; } }
msgpack.register(0x42, Point, (p) => { const b = Buffer.alloc(8); b.writeDoubleBE(p.x, 0); return b; }, (b) => new Point(b.readDoubleBE(0)));
console.log(decode(encode([new Point(2.5)])));
const enc = msgpack.encoder(), dec = msgpack.decoder(); enc.pipe(dec); dec.on('data', (object) => console.log('stream', object)); enc.write({ hello: 'world' }); enc.end([1, 2]);
