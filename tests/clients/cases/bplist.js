'use strict';
const creator = require('bplist-creator');
const parser = require('bplist-parser');
const { bytes, thrown, text } = require('../lib/data');

const value = { name: 'plist', unicode: 'ü€😀', n: 5, neg: -7, big: 2 ** 40, real: 1.25, yes: true, no: false, date: new Date(1.2e12), data: bytes(300), list: [1, 'two', [3]], long: text(200), empty: {} };
const plist = creator(value);
console.log(Buffer.isBuffer(plist), plist.length, plist.toString('latin1', 0, 8), plist.toString('hex', plist.length - 32));
const [back] = parser.parseBuffer(plist);
console.log(back.name, back.unicode, back.n, back.neg, back.big, back.real, back.yes, back.no, back.date.toISOString(), back.list, back.empty);
console.log(back.data.equals(value.data), back.long === value.long, Object.keys(back).length);
console.log(thrown(() => parser.parseBuffer(Buffer.from('xml version'))));
