'use strict';
const through2 = require('through2');
const { bytes, digest, pieces } = require('../lib/data');

const out = [];
const flip = through2(function (chunk, encoding, done) { for (const byte of chunk) this.push(Buffer.from([byte ^ 1])); done(); }, function (done) { this.push('!'); done(); });
flip.on('data', (chunk) => out.push(chunk)).on('finish', () => console.log('finish')).on('end', () => console.log('end', digest(Buffer.concat(out))));
for (const piece of pieces(bytes(2000), 3, 100)) flip.write(piece);
flip.end();
const double = through2.obj((value, encoding, done) => done(null, value * 2));
double.on('data', (value) => console.log(value));
double.write(1);
double.end(21);
const failing = through2((chunk, encoding, done) => done(new Error('refused')));
failing.on('error', (error) => console.log(error.message));
failing.write('x');
const Own = through2.ctor({ objectMode: true }, function (record, encoding, done) { done(null, { ...record, seen: true }); });
new Own().on('data', (record) => console.log(record)).end({ id: 1 });
