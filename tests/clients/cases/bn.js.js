'use strict';
const BN = require('bn.js');
const { bytes } = require('../lib/data');

const a = new BN(bytes(40));
const b = new BN('deadbeefcafebabe0123456789', 16);
console.log(a.toString(10), a.mul(b).toString(36), a.div(b).toString(), a.mod(b).toString(16), a.sub(b.pow(new BN(4))).neg().toString());
console.log(a.toBuffer('be', 48).toString('hex'), a.toBuffer('le').toString('base64'), b.toArray().length, Buffer.isBuffer(b.toBuffer()));
console.log(b.toArrayLike(Buffer, 'le', 16).toString('hex'), new BN(Buffer.from([1, 2, 3]), 'le').toNumber(), new BN([5, 6]).toString(2));
const red = BN.red('k256');
const x = new BN('1234567890abcdef', 16).toRed(red);
console.log(x.redPow(new BN(65537)).fromRed().toString(16), x.redInvm().redMul(x).fromRed().toString(), x.redSqrt().redSqr().eq(x));
console.log(b.gcd(new BN(6)).toNumber(), b.invm(new BN(65537)).toString(), b.bitLength(), b.shln(7).shrn(3).toString(16), new BN(-1).toTwos(64).toString(16));
