'use strict';
const { v1, v3, v4, v5, parse, stringify, validate, version, NIL } = require('uuid');
const { bytes, thrown } = require('../lib/data');

console.log(v4({ random: bytes(16) }), v5('hello', v5.DNS), v3('ü€', v3.URL), v1({ node: [1, 2, 3, 4, 5, 6], clockseq: 0x1234, msecs: 1.5e12, nsecs: 5678 }));
console.log(Buffer.from(parse('6ec0bd7f-11c0-43da-975e-2a8ad9ebae0b')).toString('hex'), stringify(bytes(16, 3).map((byte, at) => (at === 6 ? 0x4f : at === 8 ? 0x8f : byte))));
const target = Buffer.alloc(20);
v4({ random: bytes(16, 5) }, target, 2);
console.log(target.toString('hex'), validate(v4()), version(v5('x', v5.DNS)), validate('nope'), NIL, v4() !== v4());
console.log(thrown(() => parse('x')), thrown(() => stringify(Buffer.alloc(16, 255))));
