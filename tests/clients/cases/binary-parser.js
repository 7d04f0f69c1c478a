'use strict';
const { Parser } = require('binary-parser');
const { bytes, thrown } = require('../lib/data');

const ip = new Parser().endianness('big').bit4('version').bit4('headerLength').uint8('tos').uint16('packetLength').uint16('id')
  .bit3('offset').bit13('fragOffset').uint8('ttl').uint8('protocol').uint16('checksum').array('src', { type: 'uint8', length: 4 }).array('dst', { type: 'uint8', length: 4 });
console.log(ip.parse(Buffer.from('450002c5939900002c06ef98adc24f6c850186d1', 'hex')));
const all = new Parser().int8('a').int16le('b').int32be('c').floatle('d').doublebe('e').uint64('f').int64le('g')
  .string('h', { length: 5 }).string('i', { zeroTerminated: true }).buffer('j', { length: 3 }).bit1('k').bit7('l');
const data = Buffer.concat([Buffer.from([0xff, 0xfe, 0xff, 0x80, 0, 0, 0]), bytes(28, 7), Buffer.from('helloüx\0'), bytes(4)]);
console.log(all.parse(data));
const list = new Parser().uint8('n').array('items', { type: new Parser().uint8('tag').choice('value', { tag: 'tag', choices: {
  1: new Parser().uint8('small'), 2: new Parser().uint32('big') } }), length: 'n' });
console.log(JSON.stringify(list.parse(Buffer.from('0301ff02000001000105', 'hex'))));
console.log(thrown(() => list.parse(Buffer.from('0309', 'hex'))));
console.log(new Parser().uint8('x', { formatter: (x) => x * 2, assert: 21 }).parse(Buffer.from([21])));
console.log(thrown(() => new Parser().uint8('x', { assert: 1 }).parse(Buffer.from([2]))));
