'use strict';
const cbor = require('cbor');
const { bytes, digest, pieces, text } = require('../lib/data');

const value = { a: [1, -1, 1.5, 2 ** 40, 10n ** 20n], s: text(5), b: bytes(30), n: null, u: undefined, d: new Date(1e12), m: new Map([[1, 'x'], ['y', [2]]]), s2: new Set([1, 2]), re: /a+/ };
const encoded = cbor.encodeOne(value);
console.log(encoded.length, encoded.toString('hex'));
console.log(cbor.decodeFirstSync(encoded));
console.log(cbor.decodeAllSync(Buffer.from('0102830405f6', 'hex')), cbor.encode(1, 'a').toString('hex'), cbor.encodeCanonical({ b: 1, a: 2 }).toString('hex'));
console.log(cbor.decodeFirstSync('d9d9f7a16161c1fb41d0000000000000', { encoding: 'hex' }));
console.log(cbor.diagnose('a26161016162820203', { encoding: 'hex' }) instanceof Promise);
try { cbor.decodeFirstSync(encoded.subarray(0, 10)); } catch (error) { console.log(error.name, error.message); }
const decoder = new cbor.Decoder();
decoder.on('data', (item) => console.log('item', JSON.stringify(item)));
decoder.on('end', () => console.log('end'));
for (const piece of pieces(cbor.encode({ x: [1, { y: 'z' }] }, 'second', 3), 1, 2, 5)) decoder.write(piece);
decoder.end();
const encoder = new cbor.Encoder();
const out = [];
encoder.on('data', (chunk) => out.push(chunk));
encoder.on('end', () => console.log('encoded', digest(Buffer.concat(out))));
encoder.pushAny([1, { two: text(40) }]);
encoder.end();
