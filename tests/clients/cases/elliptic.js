'use strict';
const { ec: EC, eddsa: EdDSA } = require('elliptic');
const { bytes } = require('../lib/data');

const ec = new EC('secp256k1');
const key = ec.keyFromPrivate(bytes(32, 9));
console.log(key.getPublic(true, 'hex'), key.getPublic('hex').length);
const message = bytes(32, 4);
const signature = key.sign(message, { canonical: true });
console.log(Buffer.from(signature.toDER()).toString('hex'), key.verify(message, signature), key.verify(bytes(32, 5), signature));
console.log(ec.recoverPubKey(message, signature, signature.recoveryParam).eq(key.getPublic()));
const other = ec.keyFromPrivate('1'.repeat(63), 'hex');
console.log(key.derive(other.getPublic()).toString(16) === other.derive(key.getPublic()).toString(16));
const ed = new EdDSA('ed25519').keyFromSecret(bytes(32, 2));
const signed = ed.sign(Buffer.from('msg')).toHex();
console.log(signed, ed.verify(Buffer.from('msg'), signed));
