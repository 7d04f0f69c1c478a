// Every own property that Node's `node:buffer` and its classes have: what it is.
//
// A plain script that needs `buffer`, `util` and `show.js`. `oracleMembers()` lists
// the members that there are; Node's list is kept in `members.list`, and
// `oracleCalls()` asks for each of those, wherever it runs.
(function (global) {
  'use strict';
  const OWNERS = ['buffer', 'buffer.constants', 'Buffer', 'Buffer.prototype', 'Buffer[Symbol.species]', 'Blob', 'Blob.prototype', 'File', 'File.prototype'];
  const NAMED = new Map([[Symbol.species, 'Symbol.species'], [Symbol.toStringTag, 'Symbol.toStringTag'], [util.inspect.custom, 'util.inspect.custom']]);

  /** How a script writes the key; undefined for a symbol that it can't name. */
  const written = (key) => (typeof key === 'string' ? `'${key}'` : NAMED.get(key));

  /** The first member of the owner with the same function, when it has another name. */
  global.same = (owner, key) => {
    const value = Object.getOwnPropertyDescriptor(owner, key)?.value;
    if (typeof value !== 'function') return '';
    const first = Reflect.ownKeys(owner).find((other) => Object.getOwnPropertyDescriptor(owner, other).value === value);
    return first === key ? '' : ` is ${String(first)}`;
  };

  global.oracleMembers = () => OWNERS.flatMap((path) => {
    const keys = Reflect.ownKeys((0, eval)(path)).map(written);
    return keys.filter((key) => key !== undefined).map((key) => `${path}, ${key}`);
  });

  global.oracleCalls = () => {
    const members = require('node:fs').readFileSync(`${__dirname}/members.list`, 'utf8').trim().split('\n');
    const calls = members.map((row) => `member(${row}) + same(${row})`);
    for (const path of OWNERS) {
      calls.push(`Object.getOwnPropertyNames(${path})`, `Object.keys(${path})`);
      for (const other of ['Object', 'Uint8Array', 'Function', 'Blob']) calls.push(`Object.getPrototypeOf(${path}) === ${other} || Object.getPrototypeOf(${path}) === ${other}.prototype`);
    }
    return calls;
  };
})(globalThis);
