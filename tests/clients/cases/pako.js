'use strict';
const pako = require('pako');
const { bytes, digest, text, thrown, pieces } = require('../lib/data');

const data = Buffer.from(text(2000));
for (const level of [1, 6, 9]) console.log(level, digest(pako.deflate(data, { level })), digest(pako.gzip(data, { level })), digest(pako.deflateRaw(data, { level })));
console.log(pako.inflate(pako.deflate(data), { to: 'string' }) === text(2000), digest(pako.inflate(pako.gzip(bytes(5000)))));
const inflate = new pako.Inflate();
for (const piece of pieces(pako.deflate(data), 1, 100)) inflate.push(piece);
console.log(inflate.err, digest(inflate.result), pako.inflate(pako.deflate(data)).constructor.name);
console.log(String(thrown(() => pako.inflate(Buffer.from('garbage')))), thrown(() => { throw new Error('x'); }));
