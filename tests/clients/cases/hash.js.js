'use strict';
const hash = require('hash.js');
const crypto = require('node:crypto');
const { bytes, text } = require('../lib/data');

for (const name of ['sha1', 'sha224', 'sha256', 'sha384', 'sha512', 'ripemd160']) {
  const data = bytes(1000, 3);
  const own = hash[name]().update(data.subarray(0, 63)).update(data.subarray(63)).digest('hex');
  console.log(name, own, own === crypto.createHash(name).update(data).digest('hex'));
  console.log(hash.hmac(hash[name], 'key').update(text(20)).digest('hex') === crypto.createHmac(name, 'key').update(Buffer.from(text(20))).digest('hex'));
}
console.log(hash.utils.toArray('ü€').join(), Buffer.from(hash.sha256().update('').digest()).toString('base64'));
