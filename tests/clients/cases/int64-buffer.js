'use strict';
const { Uint64BE, Int64BE, Uint64LE, Int64LE } = require('int64-buffer');
const { bytes } = require('../lib/data');

for (const Class of [Uint64BE, Int64BE, Uint64LE, Int64LE]) {
  const value = new Class(bytes(16, 77), 3);
  console.log(value.toString(), value.toString(16), value.toNumber(), value.toBuffer().toString('hex'), value.toArray().join());
  const target = Buffer.alloc(12);
  new Class(target, 2, 123456789123456);
  console.log(target.toString('hex'), new Class('-123456789012345', 10).toString(), new Class(0x12345678, 0x9abcdef0).toBuffer().toString('hex'));
}
