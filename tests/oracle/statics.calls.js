// Calls of the statics of Buffer, as source text, in a fixed order.
globalThis.oracleCalls = () => {
  'use strict';
  const calls = [];
  const call = (name, rows) => rows.forEach((row) => calls.push(`${name}(${row.join(', ')})`));
  const either = (...lists) => [].concat(...lists);

  const plain = ['undefined', 'null', 'true', 'false', "''", "'1'", "'abc'", '{}', '[]', '() => 1',
    'function named() {}', 'class Named {}', 'Symbol()', "Symbol('s')", '1n', '-5n', '2n ** 70n', '/x/',
    'new Date(NaN)', 'new Map()', 'Object.create(null)', 'new (class Own {})()', 'new Boolean(false)', 'new Number(3)'];
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
  const alignments = either(nasty, ['2', '16', '64', '128', '4096', '65536', '2 ** 20', '2 ** 26', '2 ** 30', '2 ** 31', '96']);
  for (const name of ['Buffer.allocUnsafe', 'Buffer.allocUnsafeSlow']) {
    calls.push(...product(['0', '1', '100', '70000', '-1', "'1'", 'buffer.kMaxLength', '2 ** 52'], alignments).map((row) => `${name}(${row}).length`));
    calls.push(`new ${name}(5).length`, `new ${name}(5, 8) instanceof Buffer`);
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
    '{ length: -1 }', '{ length: NaN }', '{ length: null }', '{ length: 0 }', '{ length: 90000, 5: 5 }', '{ length: 1e15 }',
    '{ length: Infinity }', '{ length: -Infinity }', '{ length: 2n }', "{ length: T('l', 2) }", '{ length: 1, get 0() { return 7; } }',
    "{ length: 1, get 0() { throw new TypeError('no'); } }", '{ get length() { return 2; }, 0: 1, 1: 2 }', 'Object.assign([1, 2], { x: 1 })',
    'new Proxy([1, 2, 3], {})', 'new Proxy({ length: 2, 0: 8, 1: 9 }, {})', '(function () { return arguments; })(1, 2, 3)',
    "{ length: 90000, [Symbol.iterator]: function* () { yield 1; yield '2'; yield 300; } }", 'Object.assign([1, 2, 3], { length: 2 })',
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

  // The shape of everything.
  const owners = {
    Buffer: 'length name prototype poolSize from copyBytesFrom of alloc allocUnsafe allocUnsafeSlow isBuffer compare isEncoding concat byteLength stringLength',
    'Buffer[Symbol.species]': 'length name prototype',
    buffer: 'Buffer transcode isUtf8 isAscii isLatin1 kMaxLength kStringMaxLength btoa atob constants INSPECT_MAX_BYTES',
    'buffer.constants': 'MAX_LENGTH MAX_STRING_LENGTH',
  };
  for (const [owner, names] of Object.entries(owners)) {
    names.split(' ').forEach((name) => calls.push(`member(${owner}, '${name}')`));
  }
  const members = 'constructor readBigUInt64LE readBigUInt64BE readBigUint64LE readBigUint64BE readBigInt64LE readBigInt64BE writeBigUInt64LE writeBigUInt64BE writeBigUint64LE writeBigUint64BE writeBigInt64LE writeBigInt64BE readUIntLE readUInt32LE readUInt16LE readUInt8 readUIntBE readUInt32BE readUInt16BE readUintLE readUint32LE readUint16LE readUint8 readUintBE readUint32BE readUint16BE readIntLE readInt32LE readInt16LE readInt8 readIntBE readInt32BE readInt16BE writeUIntLE writeUInt32LE writeUInt16LE writeUInt8 writeUIntBE writeUInt32BE writeUInt16BE writeUintLE writeUint32LE writeUint16LE writeUint8 writeUintBE writeUint32BE writeUint16BE writeIntLE writeInt32LE writeInt16LE writeInt8 writeIntBE writeInt32BE writeInt16BE readFloatLE readFloatBE readDoubleLE readDoubleBE writeFloatLE writeFloatBE writeDoubleLE writeDoubleBE asciiSlice base64Slice base64urlSlice latin1Slice hexSlice ucs2Slice utf8Slice asciiWrite base64Write base64urlWrite latin1Write hexWrite ucs2Write utf8Write parent offset copy toString equals inspect compare indexOf lastIndexOf includes fill write toJSON subarray slice swap16 swap32 swap64 toLocaleString'.split(' ');
  members.forEach((name) => calls.push(`member(Buffer.prototype, '${name}')`));
  for (let i = 0; i < members.length; i += 10) {
    calls.push(`Object.getOwnPropertyNames(Buffer.prototype).slice(${i}, ${i + 10})`);
  }
  for (const [name, limit] of [['MAX_LENGTH', '2 ** 53 - 1'], ['MAX_STRING_LENGTH', '0x1fffffe8']]) {
    calls.push(`buffer.constants.${name} === ${limit}`, `delete buffer.constants.${name}`, `(() => { 'use strict'; try { buffer.constants.${name} = 1; } catch (e) { return e.name; } })()`);
  }
  for (const [name, change] of [['kMaxLength', '5'], ['kStringMaxLength', '5'], ['constants', '5'], ['INSPECT_MAX_BYTES', "'x'"]]) {
    calls.push(`(() => { 'use strict'; const old = buffer.${name}; try { buffer.${name} = ${change}; return buffer.${name}; } catch (e) { return [e.name, e.code]; } finally { try { buffer.${name} = old; } catch {} } })()`);
  }
  calls.push('Object.getOwnPropertyNames(Buffer)', 'Object.keys(Buffer)', 'Object.getOwnPropertyNames(Buffer).length',
    'Object.getOwnPropertyNames(Buffer.prototype).length', 'Reflect.ownKeys(Buffer).map(String)',
    'Object.getOwnPropertySymbols(Buffer.prototype).map(String)', 'member(Buffer, Symbol.species)',
    "member(Buffer.prototype, Symbol.for('nodejs.util.inspect.custom'))", 'member(globalThis, "atob")', 'member(globalThis, "btoa")',
    "Buffer.prototype.inspect === Buffer.prototype[Symbol.for('nodejs.util.inspect.custom')]", 'buffer.Buffer === Buffer',
    'buffer.atob === atob', 'buffer.constants.MAX_LENGTH', 'buffer.constants.MAX_STRING_LENGTH', 'buffer.kMaxLength',
    'buffer.kStringMaxLength', 'Object.getPrototypeOf(Buffer) === Uint8Array',
    'Object.getPrototypeOf(Buffer[Symbol.species]) === Uint8Array', 'Buffer.BYTES_PER_ELEMENT', 'Buffer.alloc(1).BYTES_PER_ELEMENT',
    'Buffer[Symbol.species](1)', 'new (Buffer[Symbol.species])(3)', 'new (Buffer[Symbol.species])([1, 2])',
    'new (Buffer[Symbol.species])()', 'new (Buffer[Symbol.species])(counting(Uint8Array, 6).buffer, 1, 3)',
    'new (class Sub extends Buffer {})(3)', 'new (class Sub extends Buffer { constructor() { super("abc"); } })().constructor.name',
    'Buffer.from("abc").map((x) => x + 1)', 'Buffer.from("abc").filter((x) => x > 97)', 'Buffer.from("abc").toReversed()',
    'Buffer.from("abc").with(0, 1)', 'Buffer.from("bca").toSorted()', 'Uint8Array.from(Buffer.from("ab"))', 'Buffer.from("abc").constructor === Buffer',
    'Reflect.construct(Buffer, ["abc"], Array)', 'Buffer.call({}, "abc")', 'Buffer.apply(null, [2])');

  // The other functions of the module.
  const transcodable = ["'ascii'", "'latin1'", "'binary'", "'utf8'", "'UTF-8'", "'ucs2'", "'utf16le'", "'hex'", "'base64'", "'base64url'",
    "'nope'", 'undefined', 'null', "''", '5', '{}', 'Symbol()', "new String('latin1')"];
  const sources = ['[0x61]', '[0xff, 0x41]', '[0xe2, 0x82, 0xac]', '[0xe2, 0x82]', '[0xf0, 0x9f, 0x98, 0x80]', '[0xf0, 0x9f, 0x98, 0x61]',
    '[0xed, 0xa0, 0x80]', '[0xef, 0xbb, 0xbf, 0x41]', '[0x3d, 0xd8]', '[0x3d, 0xd8, 0x00, 0xde]', '[0x3d, 0xd8, 0x41, 0x00]',
    '[0x00, 0xde, 0x41, 0x00]', '[0x3d, 0xd8, 0x01]', '[0x41, 0x00, 0x42]', '[0xff, 0xfe, 0x41, 0x00]', '[0xad]', '[0xc2, 0xad]',
    '[0xe2, 0x80, 0x8b, 0x41]', '[0x0b, 0x20, 0x41, 0x00]', '[0, 0x41, 0x7f, 0x80, 0xad, 0xff]', '[0x3d, 0xd8, 0x3d, 0xd8, 0x00, 0xde]',
    '[0x3d, 0xd8, 0x00, 0xde, 0x05]', '[0xff, 0xff]', '[0xe0, 0x80, 0xaf]', '[0xf4, 0x90, 0x80, 0x80]', '[0xf3, 0xa0, 0x81, 0x81, 0x42]', '[]'];
  call('buffer.transcode', product(sources.map((source) => `Buffer.from(${source})`), transcodable, transcodable));
  call('buffer.transcode', product(either(views, nasty), ["'utf8'"], ["'latin1'"]));
  const checked = either(views, nasty, stores, sources.map((source) => `Buffer.from(${source})`), ['new Uint16Array([0x8080])']);
  call('buffer.isUtf8', product(checked));
  call('buffer.isAscii', product(checked));
  call('buffer.isLatin1', product(either(strings, checked)));
  call('Buffer.stringLength', product(either(checked, strings.slice(0, 4))));
  call('Buffer.stringLength', product(either(sources.map((source) => `Buffer.from(${source})`), views.slice(0, 16), ['null']), either(encodings, notEncodings)));
  calls.push('new Buffer.from("ab")', 'new Buffer.alloc(2)', 'typeof new Buffer.byteLength("a")', '(() => { try { new Buffer.of(1); } catch (e) { return e.name; } })()', 'new Buffer.concat([])', 'new buffer.transcode(Buffer.from("a"), "utf8", "latin1")', 'typeof new buffer.isUtf8(Buffer.alloc(1))');
  const encoded = ["'Y=='", "'Y='", "'Y==='", "'YQ'", "'YQ='", "'YQ=='", "'YQ==='", "'YQ== ='", "'YWI'", "'YWI='", "'YWI=='", "'YWJj'",
    "'YWJj='", "'YWJj=='", "'YWJjY'", "'YWJjY='", "'YWJjY=='", "'YWJjY==='", "'='", "'=='", "'==='", "'Y*'", "'*'", "'Y=*'", "'Y Q'",
    "'Y\\nQ=\\t='", "'YQ= ='", "'\\u0100'", "'YWJ\\u00e9'", "'YWJjZ*'", "'YR'", "'-_'", "'+/+/'", "' '", "'A=A='", "'AAAAAA'",
    "'AAAA=A'", "'YQ==\\u00a0'", "'YQ\\v'", "'YQ\\f\\r'", "'gIA='"];
  const webbed = (name, rows) => rows.forEach((row) => calls.push(`web(() => ${name}(${row.join(', ')}))`));
  // The source text of a class is the engine's own.
  const textual = nasty.filter((value) => !value.startsWith('class'));
  for (const name of ['atob', 'btoa']) webbed(name, either([[]], product(either(encoded, strings, textual))));
  calls.push('atob.length', 'new DOMException().code', "new DOMException('m', 'AbortError').code", 'String(new DOMException("m", "Own"))',
    "new DOMException('m', { name: 'N', cause: 5 }).cause", 'DOMException.prototype.name', "DOMException('m')", 'DOMException.DATA_CLONE_ERR',
    "new DOMException('m', 'ValidationError').code", "member(DOMException.prototype, 'code')", "member(DOMException, 'ABORT_ERR')",
    'new DOMException("m") instanceof Error', "new DOMException('m', null).name");

  // The printed form.
  const limit = (max, run) => `(() => { buffer.INSPECT_MAX_BYTES = ${max}; try { return ${run}; } finally { buffer.INSPECT_MAX_BYTES = 50; } })()`;
  for (const max of either(numbers.slice(0, 15), ['Infinity', '-1', 'NaN', "'5'", 'null', 'undefined', '5n'])) {
    for (const bytes of ['0', '1', '2', '3', '60']) calls.push(limit(max, `Buffer.alloc(${bytes}).inspect()`));
  }
  const own = ['{ a: 1 }', '{ a: 1, b: { c: { d: { e: 1 } } } }', "{ s: 'x', f() {}, [Symbol('k')]: 1 }", '{ constructor: { name: "Q" } }',
    '{ constructor: function Q() {} }', '{ constructor: null }', '{ get g() { return 1; } }',
    "{ 'a-b': [1, 2, 3], 12.5: 1 }", '{}'];
  const options = ['undefined', '{}', '{ showHidden: true }', '{ depth: 0 }', '{ compact: false }', '5', "'x'", 'true', 'null', '0'];
  for (const [fields, option] of product(own, options)) {
    calls.push(`Object.assign(Buffer.alloc(3), ${fields}).inspect(1, ${option})`, `Object.assign(Buffer.alloc(0), ${fields}).inspect(1, ${option})`);
  }
  calls.push("Object.defineProperty(Buffer.alloc(1), 'h', { value: 1 }).inspect(1, {})",
    "Object.defineProperty(Buffer.alloc(1), 'h', { value: 1 }).inspect(1, { showHidden: true })",
    'Object.assign(Buffer.alloc(1), { constructor: class { static name = 5; } }).inspect()',
    "Object.defineProperty(Buffer.alloc(1), 'constructor', { get() { throw 1; } }).inspect()",
    "Object.defineProperty(Buffer.alloc(1), 'x', { get() { throw new TypeError('no'); }, enumerable: true }).inspect(1, {})");
  for (const value of either(views, nasty, arrayLikes.slice(0, 30))) calls.push(`Buffer.prototype.inspect.call(${value})`);
  return calls;
};
