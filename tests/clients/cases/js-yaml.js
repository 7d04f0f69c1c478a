'use strict';
const yaml = require('js-yaml');
const { thrown } = require('../lib/data');

const value = yaml.load('a: [1, 2.5, true, null]\nb: &x {c: "d"}\ne: *x\ns: |\n  text\n  more\nd: 2001-12-14t21:59:43.10-05:00\n');
console.log(JSON.stringify(value), value.b === value.e);
console.log(yaml.dump({ list: [1, [2, { x: 'y: z' }]], text: 'two\nlines\n', empty: {}, none: null, num: '5', long: 'word '.repeat(30) }, { sortKeys: true, lineWidth: 40 }));
console.log(thrown(() => yaml.load('a: [1, 2')), thrown(() => yaml.load('a: 1\na: 2')), thrown(() => yaml.dump({ f() {} })));
