'use strict';
const Decimal = require('decimal.js');
const { thrown } = require('../lib/data');

const D = (value) => new Decimal(value);
console.log(String(D('0.1').plus('0.2')), D(2).sqrt().toString(), D('1e-30').times('3.5e40').toFixed(), D(1).div(3).toPrecision(30), D('123.456').toDP(1).toString(), D(-7).mod(3).toString(), D(2).pow(0.5).toString(), D(10).ln().toString(), Decimal.exp(1).toString(), Decimal.sin(1).toString());
Decimal.set({ precision: 60, rounding: Decimal.ROUND_HALF_EVEN });
console.log(Decimal.acos(-1).toString(), D('0xff.8').toString(), D(255.5).toHex(), D('0.15').toBinary(), D('2.5').round().toString(), D('1234567.891').toFixed(2), D(NaN).eq(NaN), D(-0).toString(), D(-0).valueOf(), D('Infinity').minus('Infinity').toString(), D(0.5).toFraction().toString(), Decimal.max(1, '5', D(3)).toString(), D(9).cmp(8), D(8).log(2).toString(), D(100).toExponential(), Decimal.hypot(3, 4).toString());
console.log(thrown(() => D('x')), thrown(() => Decimal.set({ precision: 0 })), JSON.stringify({ d: D('1.50') }), D(1e21).toNumber(), D('5e-324').toNumber(), D(2).pow(1000).mod(97).toString());
