'use strict';
const hash = require('object-hash');

const value = { b: [1, 'é', null, undefined], a: new Date(0), m: new Map([['k', new Set([1])]]), r: /x/g, buf: Buffer.from('ab'), t: new Float32Array([1.5]), f: function named(a) { return a; } };
console.log(hash({ a: 1, b: 2 }) === hash({ b: 2, a: 1 }), hash([1, 2], { unorderedArrays: true }) === hash([2, 1], { unorderedArrays: true }), hash(value), hash.MD5(value.b), hash.keys({ x: 1 }), hash.sha1('s'), hash(5, { algorithm: 'sha256', encoding: 'base64' }), hash({ p: 1, q: 2 }, { excludeKeys: (k) => k === 'q' }) === hash({ p: 1 }));
const loop = {};
loop.self = loop;
console.log(hash(loop), hash(Symbol('x')), hash(new Error('e').message), hash(12345678901234567890n), hash(class {}));
try {
  hash(1, { algorithm: 'nope' });
} catch (error) {
  console.log(error.message.slice(0, 40));
}
