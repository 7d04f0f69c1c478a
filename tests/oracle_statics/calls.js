// Calls of the statics of Buffer, as source text, in a fixed order.
globalThis.oracleCalls = () => {
  'use strict';
  const calls = [];
  const call = (name, rows) => rows.forEach((row) => calls.push(`${name}(${row.join(', ')})`));
  const either = (...lists) => [].concat(...lists);

  const plain = ['undefined', 'null', 'true', 'false', "''", "'1'", "'abc'", '{}', '[]', '() => 1',
    'function named() {}', 'class Named {}', 'Symbol()', "Symbol('s')", '1n', '-5n', '2n ** 70n', '/x/',
    'new Date(NaN)', 'new Map()', 'new (class Own {})()', 'new Boolean(false)', 'new Number(3)'];
  const numbers = ['0', '-0', '1', '-1', '1.5', '-1.5', '0.5', '3', '7', '8', '9', '100', '255', '256', 'NaN',
    'Infinity', '-Infinity', '2 ** 50', '2 ** 53', '-(2 ** 53)', '1e21', '-1e300', '5e-324'];
  const asked = ["T('a', 2)", "T('a', '3')", "T('a', NaN)", "X('a')", '{ [Symbol.toPrimitive]: () => 4 }',
    '{ valueOf: () => ({}), toString: () => ({}) }'];
  const nasty = either(plain, numbers, asked);
  const encodings = ["'utf8'", "'UTF-8'", "'utf16le'", "'UCS-2'", "'utf-16le'", "'ucs2'", "'latin1'", "'binary'", "'ascii'",
    "'hex'", "'base64'", "'base64url'"];
  const notEncodings = ["'utf-16'", "'utf16'", "'hex '", "' utf8'", "'buffer'", "'base64-url'", "'latin-1'", "'\\u0131hex'",
    "'UTF\\u20118'", "'hex\\0'", 'undefined', 'null', "''", '0', '1', 'NaN', 'true', 'false', '{}', '[]', "['hex']",
    "{ toString: () => 'hex' }", "{ valueOf: () => 'hex', toString: () => 'latin1' }", "T('e', 'hex')", "X('e')",
    'Symbol()', '5n', 'function f() {}', "new String('hex')"];
  const strings = ["''", "'a'", "'abc'", "'\\u00e9'", "'\\u00ff\\u0080'", "'\\u20ac'", "'\\u0100'", "'\\ud83d\\ude00'", "'\\ud83d'",
    "'\\ude00a'", "'a\\ud83d'", "'\\ufeffx'", "'a\\0b'", "'61'", "'6'", "'616'", "'6162zz63'", "'zz'", "'AbCdEf'", "'0x12'",
    "'abc\\u0131'", "'ab\\u0130\\u0130'", "'YQ=='", "'YQ'", "'YWI='", "'YWJj'", "'YWJjZA'", "'YW Jj'", "'YW=Jj'", "'=YWJj'",
    "'YQ==YQ=='", "'-_-_'", "'+/+/'", "'-/_+'", "'Y'", "'YWJjZ'", "'YW\\nJj\\n'", "'YW*J.j'", "'YW\\u00e9Jj'", "'YW\\u20acJj'",
    "'===='", "'a==='", "'x'.repeat(100)", "'\\u20ac'.repeat(50)", "'ab'.repeat(5000)", "'\\u00e9'.repeat(9000)",
    "'\\u20ac'.repeat(9000)", "'YWJj'.repeat(3000)", "'YWJj\\n'.repeat(3000)", "'\\ud800'.repeat(3000)", "'6z' + '61'.repeat(5000)",
    "'61'.repeat(9000) + 'z'"];

  // Sizes.
  for (const name of ['Buffer.alloc', 'Buffer.allocUnsafe', 'Buffer.allocUnsafeSlow']) {
    const rows = either(nasty, ['70000', '2 ** 45', '1e15', '2 ** 53 - 1']);
    calls.push(...rows.map((size) => `${name}(${size}).length`), `${name}().length`);
  }
  call('Buffer.alloc', product(['0', '1', '2.9', '7', '100'], either(nasty, strings.slice(0, 42))));
  call('Buffer.alloc', product(['5', '0'], ["''", "'a'", "'abc'", "'61'", "'zz'", "'YWJj'", "'\\u20ac'", '1', "Buffer.from('xy')",
    'new Uint8Array(0)', 'new Uint8Array([1, 2])', 'new Uint16Array([258])', 'new DataView(new ArrayBuffer(2))'],
    either(encodings, notEncodings)));
  call('Buffer', product(either(numbers.slice(0, 13), ["'abc'", '[1, 2]']), ["'hex'", '1', 'undefined', "''"]));
  call('new Buffer', product(either(plain, numbers.slice(0, 15), asked, strings.slice(0, 20)), ['undefined']));

  // Strings.
  call('Buffer.from', product(strings, either(encodings, ["'HEX'", "'Base64'", "'nope'", 'undefined', 'null'])));
  call('Buffer.from', product(["'abc'", "''", "'6162'"], notEncodings));
  call('Buffer.byteLength', product(strings, either(encodings, ["'HEX'", "'nope'", 'undefined', 'null'])));
  call('Buffer.byteLength', product(["'abc'", "''", "'6162'", "'\\u20ac'"], notEncodings));
  call('Buffer.isEncoding', product(either(encodings, notEncodings, ["'HEX'", "'Utf8'", "'uTf-8'", "'BASE64URL'"])));

  // Objects.
  const views = either(['Uint8Array', 'Int8Array', 'Uint8ClampedArray', 'Int16Array', 'Uint16Array', 'Int32Array', 'Uint32Array',
    'Float32Array', 'Float64Array', 'BigInt64Array', 'BigUint64Array', 'DataView', 'Buffer']
    .map((type) => type === 'Buffer' ? 'Buffer.from(counting(Uint8Array, 16))' : `counting(${type}, 16)`),
  ['detached(new Uint8Array(4))', 'detached(Buffer.alloc(4))', 'detached(new DataView(new ArrayBuffer(4)))',
    'shrunk(Uint8Array, 8, 4, 2)', 'shrunk(Uint8Array, 8, 4, 6)', 'shrunk(Uint8Array, 8, undefined, 3)',
    'shrunk(Uint16Array, 8, undefined, 3)', 'new Uint8Array(new SharedArrayBuffer(3))', 'new Uint8Array(9000).fill(3)',
    'new Uint16Array(9000).fill(259)', 'new Float64Array([1.5, -1, 300, NaN, Infinity, -0, 2 ** 40 + 5])',
    'new Float32Array([1.5, -1, 256.9])', 'Object.create(new Uint8Array(3))', 'Object.create(Buffer.prototype)']);
  const arrayLikes = ['[]', '[1, 2, 3]', '[1.5, -1, 256, 257, NaN]', '[, 1, , 2]', "['1', 'x', '0x10', '', null, undefined, true, {}, []]",
    '[2 ** 53, -(2 ** 53), 1e300, Infinity, -Infinity, -0.5]', '[1n]', '[Symbol()]', '[[1], [2, 3]]', "[T('a', 5), T('b', 6)]",
    "[1, X('a'), T('b', 1)]", 'new Array(5)', 'Array(9000).fill(7)', "Array(9000).fill('8')", 'Array.from({ length: 300 }, (_, i) => i)',
    '{ length: 3 }', "{ length: 3, 0: 1, 1: '2', 2: 3.7, 3: 9 }", "{ length: '3', 0: 1 }", '{ length: 2.5, 0: 1, 1: 2, 2: 3 }',
    '{ length: -1 }', '{ length: NaN }', '{ length: null }', '{ length: 0 }', '{ length: 9000, 5: 5 }', '{ length: 1e15 }',
    '{ length: Infinity }', '{ length: -Infinity }', '{ length: 2n }', "{ length: T('l', 2) }", '{ length: 1, get 0() { return 7; } }',
    "{ length: 1, get 0() { throw new TypeError('no'); } }", '{ get length() { return 2; }, 0: 1, 1: 2 }', 'Object.assign([1, 2], { x: 1 })',
    'new Proxy([1, 2, 3], {})', 'new Proxy({ length: 2, 0: 8, 1: 9 }, {})', '(function () { return arguments; })(1, 2, 3)',
    "{ length: 9000, [Symbol.iterator]: function* () { yield 1; yield '2'; yield 300; } }", 'Object.assign([1, 2, 3], { length: 2 })',
    "new String('abc')", "new String('')", "Object('\\u20ac')", "{ type: 'Buffer', data: [1, 2, 300] }", "{ type: 'Buffer', data: 'abc' }",
    "{ type: 'Buffer', data: new Uint8Array(2) }", "{ type: 'Buffer' }", "{ type: 'buffer', data: [1] }", "{ type: 'Buffer', data: [] }",
    "{ type: 'Buffer', data: new Proxy([5], {}) }", "{ type: 'Buffer', data: Array(9000).fill(1) }", '{ data: [1] }',
    '{ buffer: new ArrayBuffer(3) }', '{ buffer: new ArrayBuffer(3), length: 2 }', '{ buffer: 5 }', '{ buffer: new SharedArrayBuffer(2) }',
    "{ valueOf: () => 'abc' }", "{ valueOf: () => [1, 2] }", '{ valueOf: () => null }', '{ valueOf: () => 5 }', '{ valueOf: () => () => 1 }',
    '{ valueOf: 5 }', "{ valueOf: '' }", '{ valueOf: null, length: 1 }', '{ valueOf: () => new ArrayBuffer(3) }',
    '{ valueOf() { return this; }, length: 1, 0: 4 }', "{ valueOf() { throw new TypeError('no'); } }", "{ valueOf: () => ({ valueOf: () => 'deep' }) }",
    "{ valueOf: () => ({ valueOf: () => ({ length: 1, 0: 3 }) }) }", "{ [Symbol.toPrimitive]: () => 'abc' }",
    "{ [Symbol.toPrimitive]: (hint) => hint }", '{ [Symbol.toPrimitive]: () => 5 }', '{ [Symbol.toPrimitive]: 5 }',
    "{ [Symbol.toPrimitive]() { throw new TypeError('no'); } }", "new (class { [Symbol.toPrimitive]() { return 'own'; } })()",
    'new Date(NaN)', 'new Set([1])', 'Promise.resolve()', 'new Error("e")', 'new WeakMap()', 'globalThis', 'Math', 'JSON', 'Buffer', 'Buffer.prototype',
    'Object.create({ length: 1, 0: 5 })'];
  call('Buffer.from', product(either(nasty, views, arrayLikes)));
  call('Buffer.from', product(arrayLikes, ["'hex'", '1'], ['1']));
  call('Buffer.from', product(views.slice(0, 3), nasty.slice(0, 10), ['1', 'undefined']));
  const stores = ['new ArrayBuffer(0)', 'new ArrayBuffer(4)', 'counting(Uint8Array, 9).buffer', 'new SharedArrayBuffer(5)',
    'new ArrayBuffer(4, { maxByteLength: 8 })', 'detached(new Uint8Array(4)).buffer'];
  call('Buffer.from', product(stores, nasty));
  call('Buffer.from', product(stores.slice(2), ['0', '1', '2.5', '-0.5', '-1', '4', '5', '9', 'NaN', 'null', "'2'", "T('o', 1)", "X('o')"],
    either(numbers, ['undefined', 'null', "'2'", "'x'", 'true', '{}', "T('l', 2)", "X('l')", 'Symbol()', '1n'])));
  calls.push(
    '(() => { const s = new ArrayBuffer(8); return Buffer.from(s, { valueOf() { s.transfer(); return 1; } }); })()',
    '(() => { const s = new ArrayBuffer(8); return Buffer.from(s, 1, { valueOf() { s.transfer(); return 2; } }); })()',
    '(() => { const s = new ArrayBuffer(8, { maxByteLength: 8 }); return Buffer.from(s, 1, { valueOf() { s.resize(2); return 5; } }); })()',
    '(() => { const s = new ArrayBuffer(8, { maxByteLength: 8 }); return Buffer.from(s, { valueOf() { s.resize(2); return 5; } }); })()',
    '(() => { const s = new ArrayBuffer(4, { maxByteLength: 8 }); const b = Buffer.from(s, 1); s.resize(8); return b; })()',
    '(() => { const s = new ArrayBuffer(4, { maxByteLength: 8 }); const b = Buffer.from(s, 1, 2); s.resize(2); return [b.length, b.byteOffset]; })()',
    '(() => { const s = new ArrayBuffer(4); const b = Buffer.from(s, 1, 2); b[0] = 9; return new Uint8Array(s); })()',
    '(() => { const a = [1, { valueOf() { a.length = 0; return 2; } }, 3]; return Buffer.from(a); })()',
    '(() => { const a = [1, { valueOf() { a.push(4); return 2; } }, 3]; return Buffer.from(a); })()',
    '(() => { const b = Buffer.from([1, 2]); return Buffer.from(b).buffer === b.buffer && Buffer.from(b) !== b; })()',
    '(() => { const b = Buffer.from([1, 2]); const c = Buffer.from(b); c[0] = 7; return [b, c]; })()',
  );

  // Lists.
  const lists = either(['[]', '[Buffer.from("a")]', '[Buffer.from("ab"), new Uint8Array([1, 2]), Buffer.alloc(0)]', '[1]', "['a']", '[[1]]', '[,]',
    '[Buffer.alloc(1), null]', '[new Uint16Array(2)]', '[new DataView(new ArrayBuffer(2))]', '[new ArrayBuffer(2)]',
    '[detached(new Uint8Array(4))]', '[Buffer.from("x"), detached(new Uint8Array(4))]', '[shrunk(Uint8Array, 8, 4, 2)]',
    'new Proxy([Buffer.from("ab")], {})', '{ length: 1, 0: Buffer.from("a") }', 'new Uint8Array(2)', 'Buffer.from("ab")',
    'Array(100).fill(Buffer.from("abc"))', 'Array(10).fill(new Uint8Array(1000).fill(1))', '[new Uint8Array(new SharedArrayBuffer(2))]',
    '(function () { return arguments; })(Buffer.alloc(1))'], plain);
  call('Buffer.concat', product(lists));
  call('Buffer.concat', product(lists.slice(0, 24), either(numbers, plain.slice(0, 16), asked, ['5', '299', '20000'])));
  calls.push('Buffer.concat([Buffer.from("ab")], 1e15)');

  call('Buffer.copyBytesFrom', product(either(views, nasty)));
  call('Buffer.copyBytesFrom', product(views.slice(0, 12), either(numbers, plain.slice(0, 16), asked)));
  call('Buffer.copyBytesFrom', product(views.slice(0, 12), ['undefined', '0', '1', '3', '8', '20'],
    either(numbers, plain.slice(0, 16), asked)));
  call('Buffer.of', product(nasty));
  call('Buffer.of', [[], ['1', '2', '3'], ['256', "'7'", '-1'], ["T('a', 1)", "T('b', 2)", "X('c')", "T('d', 4)"]]);
  call('Buffer.isBuffer', product(either(nasty, views, ['Buffer.alloc(1)', 'Buffer.alloc(1).subarray(0)', 'Buffer', 'Buffer.prototype'])));
  const sides = either(views, ["Buffer.from('abc')", "Buffer.from('abd')", "Buffer.from('ab')", 'Buffer.alloc(0)'], plain.slice(0, 16), ['1']);
  call('Buffer.compare', product(sides, ["Buffer.from('abc')", 'new Uint8Array(3)', '{}', 'Buffer.alloc(0)', 'detached(new Uint8Array(4))']));
  call('Buffer.compare', product(["Buffer.from('abc')", '[]'], sides));
  return calls;
};
