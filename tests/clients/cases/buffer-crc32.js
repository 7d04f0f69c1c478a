'use strict';
const mod = require('buffer-crc32');
const { bytes } = require('../lib/data');

const crc = mod.default || mod;
console.log(crc('hey sup bros').toString('hex'), crc.signed('hey sup bros'), crc.unsigned('hey sup bros'), Buffer.isBuffer(crc(Buffer.alloc(0))));
const data = bytes(100000);
let running = crc(data.subarray(0, 999));
running = crc(data.subarray(999), running);
console.log(crc.unsigned(data), running.readUInt32BE(0), crc.unsigned('ü€😀'));
