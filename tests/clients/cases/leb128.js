'use strict';
const leb = require('leb128');

for (const value of ['0', '1', '127', '128', '16256', '624485', '18446744073709551615']) console.log(value, leb.unsigned.encode(value).toString('hex'), leb.unsigned.decode(leb.unsigned.encode(value)));
for (const value of ['0', '-1', '63', '64', '-64', '-65', '-123456', '-9223372036854775808']) console.log(value, leb.signed.encode(value).toString('hex'), leb.signed.decode(leb.signed.encode(value)));
