'use strict';
const asn1 = require('asn1.js');
const { thrown } = require('../lib/data');

const Human = asn1.define('Human', function () {
  this.seq().obj(
    this.key('firstName').octstr(),
    this.key('age').int(),
    this.key('gender').enum({ 0: 'male', 1: 'female' }),
    this.key('bio').seqof(Bio),
    this.key('when').optional().explicit(0).utctime(),
    this.key('flags').bitstr());
});
const Bio = asn1.define('Bio', function () { this.seq().obj(this.key('time').gentime(), this.key('description').utf8str()); });
const human = { firstName: Buffer.from('Thomas'), age: 321, gender: 'male', when: 1400000000000, flags: { unused: 3, data: Buffer.from([0xf8]) },
  bio: [{ time: +new Date(Date.UTC(1999, 2, 31)), description: 'freedom of mind ü€' }] };
const der = Human.encode(human, 'der');
console.log(Buffer.isBuffer(der), der.toString('hex'));
console.log(Human.decode(der, 'der'));
console.log(Human.encode(human, 'pem', { label: 'HUMAN' }));
const Oid = asn1.define('Oid', function () { this.objid(); });
console.log(Oid.decode(Oid.encode([1, 2, 840, 113549, 1, 1, 11], 'der'), 'der').join('.'));
const Big = asn1.define('Big', function () { this.int(); });
console.log(Big.decode(Buffer.from('0209008000000000000001', 'hex'), 'der').toString(10));
console.log(thrown(() => Human.decode(der.subarray(0, 10), 'der')));
console.log(thrown(() => Human.encode({ firstName: 'x' }, 'der')).split(':')[0]);
