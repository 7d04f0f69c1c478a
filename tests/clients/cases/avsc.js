'use strict';
const avro = require('avsc');
const { bytes, digest, thrown, text } = require('../lib/data');

const type = avro.Type.forSchema({ type: 'record', name: 'Pet', fields: [
  { name: 'kind', type: { type: 'enum', name: 'Kind', symbols: ['CAT', 'DOG'] } }, { name: 'name', type: 'string' },
  { name: 'blob', type: 'bytes' }, { name: 'sum', type: { type: 'fixed', name: 'Sum', size: 4 } }, { name: 'age', type: ['null', 'int'], default: null },
  { name: 'weights', type: { type: 'array', items: 'double' } }, { name: 'tags', type: { type: 'map', values: 'long' } }] });
const pet = { kind: 'CAT', name: 'Albert ü€😀', blob: bytes(40), sum: Buffer.from('abcd'), age: 5, weights: [0.1, -2, 1e300], tags: { a: 1, b: -(2 ** 40) } };
const buffer = type.toBuffer(pet);
console.log(Buffer.isBuffer(buffer), buffer.toString('hex'));
const back = type.fromBuffer(buffer);
console.log(JSON.stringify(back), Buffer.isBuffer(back.blob), type.compareBuffers(buffer, type.toBuffer({ ...pet, name: 'B' })));
console.log(type.isValid({ ...pet, kind: 'COW' }), thrown(() => type.toBuffer({ ...pet, age: 'x' })), thrown(() => type.fromBuffer(buffer.slice(0, 9))));
console.log(JSON.stringify(avro.Type.forValue({ a: [1, 2], b: 'x', c: Buffer.from('y') }).schema()));
console.log(type.fingerprint().toString('hex'), type.name);
const long = avro.Type.forSchema('string');
console.log(digest(long.toBuffer(text(3000))), long.fromBuffer(long.toBuffer(text(3000))) === text(3000));
const reader = avro.Type.forSchema({ type: 'record', name: 'Pet', fields: [{ name: 'name', type: 'string' }] });
console.log(JSON.stringify(reader.fromBuffer(buffer, reader.createResolver(type))));
