// Calls of every method of Buffer.prototype, as source text, in a fixed order.
//
// A plain script: it needs `Buffer` and defines globals, `oracleCalls()` (the
// source of every call), `oracleEndCalls()` (the same for the searches' `end`)
// and `oracleResult(source)` (what comes of one, as a line of text).
// `record.js` writes down what Node answers; a test compares.
(function (global) {
  'use strict';

  // ---- what the sources use

  let trace = '';
  /** An object that becomes `value` and says when it was asked to. */
  global.spy = (value) => ({
    valueOf() { trace += 'v'; return value; },
    toString() { trace += 's'; return String(value); },
  });
  global.thrower = { valueOf() { throw new EvalError('thrown by valueOf'); }, toString() { throw new EvalError('thrown by toString'); } };
  /** A Buffer of the bytes given. */
  global.bytes = (...values) => { const b = Buffer.alloc(values.length); b.set(values); return b; };
  /** A Buffer of `n` bytes 11, 28, 45, ... */
  global.stripes = (n) => { const b = Buffer.alloc(n); for (let i = 0; i < n; i++) b[i] = 11 + 17 * i; return b; };
  /** A Buffer with the low bytes of the text's code units. */
  global.text = (string) => bytes(...Array.from({ length: string.length }, (_, i) => string.charCodeAt(i)));
  /** A plain Uint8Array. */
  global.plain = (...values) => new Uint8Array(values);
  /** A Buffer whose bytes were taken away. */
  global.detached = () => { const b = Buffer.alloc(8); b.buffer.transfer(); return b; };
  /** An object whose conversion takes the bytes away from `buffer`. */
  global.robber = (buffer, value) => ({ valueOf() { if (buffer.length > 0) buffer.buffer.transfer(); return value; } });
  /** A length-tracking Buffer over a resizable store, shrunk to `now` bytes. */
  global.tracking = (now) => {
    const store = new ArrayBuffer(8, { maxByteLength: 16 });
    const view = new Uint8Array(store);
    Object.setPrototypeOf(view, Buffer.prototype);
    store.resize(now);
    return view;
  };
  /** A Buffer of eight bytes of a store that now has `now`. */
  global.cutOff = (now) => {
    const store = new ArrayBuffer(8, { maxByteLength: 16 });
    const view = new Uint8Array(store, 2, 6);
    Object.setPrototypeOf(view, Buffer.prototype);
    store.resize(now);
    return view;
  };
  /** A Buffer of shared memory: 11, 28, 45, ... */
  global.shared = (n) => {
    const view = new Uint8Array(new SharedArrayBuffer(n));
    Object.setPrototypeOf(view, Buffer.prototype);
    for (let i = 0; i < n; i++) view[i] = 11 + 17 * i;
    return view;
  };
  /** Runs `f` on `subject`; shows what it returned and what became of the subject. */
  global.on = (subject, f) => {
    let returned;
    try { returned = show(f(subject), subject); } catch (e) { returned = failure(e); }
    return { returned, subject };
  };

  // ---- results as text

  const hex = (view) => Array.prototype.map.call(view, (x) => (x < 16 ? '0' : '') + x.toString(16)).join('');
  const kind = (view) => Object.getPrototypeOf(view) === Buffer.prototype ? 'B' : view.constructor.name;

  function show(value, self) {
    if (value !== undefined && value === self) return 'this';
    switch (typeof value) {
      case 'number': return Object.is(value, -0) ? '-0' : String(value);
      case 'bigint': return value + 'n';
      case 'string': return JSON.stringify(value);
      case 'function': return 'function ' + value.name;
      case 'object':
        if (value === null) return 'null';
        if (value instanceof Uint8Array) return kind(value) + '<' + hex(value) + '>';
        if ('returned' in value) return value.returned + ' ' + show(value.subject);
        if (value instanceof ArrayBuffer) return 'ArrayBuffer(' + value.byteLength + ')';
        return JSON.stringify(value);
      default: return String(value);
    }
  }

  function failure(e) {
    if (!(e instanceof Error)) return 'threw ' + show(e);
    return '!' + e.name + ' ' + (e.code === undefined ? '' : e.code + ' ') + e.message;
  }

  global.oracleResult = (source) => {
    trace = '';
    let result;
    try { result = show((0, eval)(source)); } catch (e) { result = failure(e); }
    return (trace === '' ? result : result + ' [' + trace + ']').replace(/\n/g, '\\n');
  };

  // ---- the calls

  let state;
  /** Numbers that look random and are the same everywhere. */
  function random(below) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor(state / 4294967296 * below);
  }
  const pick = (list) => list[random(list.length)];

  // Values of every kind, as source text.
  const ODD = ['undefined', 'null', 'NaN', '-0', '0.5', '-1', '-1.5', "'1'", "''", "'x'", 'true', '[]', '[1]', '{}', '1n', '-1n',
    'Symbol("s")', '2**31', '2**32', '2**53', '-(2**53)', '1e300', 'Infinity', '-Infinity', 'spy(1)', 'thrower', '()=>1'];
  const ODD_ARGUMENT = ODD.map((v) => v === '{}' ? '({})' : v);
  const SMALL = ['0', '1', '2', '3', '7', '8', '9', '16'];
  const ENCODINGS = ["'utf8'", "'utf-8'", "'UTF8'", "'utf16le'", "'ucs2'", "'UCS-2'", "'utf-16le'", "'latin1'", "'binary'", "'ascii'", "'hex'", "'HEX'", "'base64'", "'base64url'"];
  const NO_ENCODINGS = ["''", "'nope'", "'utf16-le'", "' utf8'", "'buffer'", 'undefined', 'null', '0', '5', 'true', 'false', '{}', '[]', "['hex']", "spy('hex')", 'Symbol("s")', '1n', 'thrower']
    .map((v) => v === '{}' ? '({})' : v);
  const STRINGS = ["''", "'a'", "'ab'", "'abc'", "'abcdefghijklmnopqrst'", "'\\x7f\\x80\\xff'", "'\\u00e9\\u00e8'", "'\\u20ac\\u20ac\\u20ac'", "'a\\u20acb'",
    "'ab\\ud83d\\ude00'", "'\\ud83d\\ude00\\ud83d\\ude00'", "'\\ud83d'", "'\\ude00a'", "'a\\ud83db'", "'\\ufeffx'", "'\\0'", "'a\\0b'",
    "'6162'", "'616'", "'61zz62'", "'zz'", "'ABcdEF01'", "'YWJj'", "'YWI='", "'YQ=='", "'Y-_+/w'", "'YW Jj\\n'", "'=YWJj'", "'YQ==YQ=='", "'\\u0131\\u0131'"];
  const CONTENTS = ['bytes()', 'bytes(0x80)', 'bytes(0xc0,0xaf)', 'bytes(0xe2,0x82)', 'bytes(0xf0,0x9f,0x98)', 'bytes(0xf0,0x9f,0x98,0x61)', 'bytes(0xed,0xa0,0x80)',
    'bytes(0xf4,0x90,0x80,0x80)', 'bytes(0xf8,0x88,0x80,0x80)', 'bytes(0xe0,0x80,0xaf)', 'bytes(0xc3,0xc3,0xa9)', 'bytes(0xef,0xbb,0xbf,0x61)', 'bytes(0x61,0,0x62)',
    'bytes(0x00,0xd8,0x61,0x00)', 'bytes(0x3d,0xd8,0x00,0xde,0x41)', 'bytes(0xe2,0x82,0xac,0xc3,0xa9,0x61)', 'stripes(1)', 'stripes(2)', 'stripes(3)', 'stripes(16)', 'stripes(40)',
    'text("plain ascii text, rather long, so that fast paths are taken")', 'bytes(0xff,0xfe,0xfd)', 'bytes(0xf0,0x9f,0x98,0x80,0xf0,0x9f,0x98,0x80)'];

  function* product(...lists) {
    const [first, ...rest] = lists;
    if (lists.length === 0) { yield []; return; }
    for (const head of first) for (const tail of product(...rest)) yield [head, ...tail];
  }

  const FIXED = [];
  for (const sign of ['Int', 'UInt']) {
    FIXED.push([sign + '8', 1]);
    for (const bits of [16, 32]) for (const order of ['LE', 'BE']) FIXED.push([sign + bits + order, bits / 8]);
  }
  const FLOATS = [['FloatLE', 4], ['FloatBE', 4], ['DoubleLE', 8], ['DoubleBE', 8]];
  const BIGS = ['BigInt64LE', 'BigInt64BE', 'BigUInt64LE', 'BigUInt64BE'].map((name) => [name, 8]);
  const SIZED = ['IntLE', 'IntBE', 'UIntLE', 'UIntBE'];

  function* reads() {
    const offsets = [...SMALL, ...ODD_ARGUMENT, '14', '15', '13', '12', '10', '11'];
    for (const [name, size] of [...FIXED, ...FLOATS, ...BIGS]) {
      yield `stripes(16).read${name}()`;
      for (const offset of offsets) yield `stripes(16).read${name}(${offset})`;
      for (let length = 0; length <= size; length++) yield `stripes(${length}).read${name}(0)`;
      yield `stripes(3).read${name}(-1)`;
      yield `shared(16).read${name}(3)`;
      yield `shared(16).read${name}(15.5)`;
      yield `detached().read${name}(0)`;
      yield `tracking(${size}).read${name}(0)`;
      yield `tracking(${size - 1}).read${name}(0)`;
      yield `Buffer.prototype.read${name}.call(plain(1,2,3,4,5,6,7,8,9), 1)`;
      for (let n = 0; n < 24; n++) {
        const content = Array.from({ length: 8 }, () => pick([0, 1, 0x7f, 0x80, 0xff, 0xf0, 0x3f, random(256)]));
        yield `bytes(${content}).read${name}(0)`;
      }
    }
    for (const name of SIZED) {
      for (const [offset, size] of product(['0', '1', '9', '10', '15', '16', 'undefined', 'null', "'0'", '-1', '1.5', 'NaN', 'Infinity', 'spy(0)'],
        ['1', '2', '3', '4', '5', '6', '0', '7', '-1', '1.5', 'NaN', 'Infinity', 'undefined', 'null', "'3'", '3n', 'Symbol("s")', 'spy(3)', 'thrower', '({})'])) {
        yield `stripes(16).read${name}(${offset}, ${size})`;
      }
      yield `stripes(16).read${name}()`;
      for (let n = 0; n < 90; n++) {
        const content = Array.from({ length: 6 }, () => pick([0, 1, 0x7f, 0x80, 0xff, random(256)]));
        yield `bytes(${content}).read${name}(0, ${1 + n % 6})`;
      }
    }
  }

  function* writes() {
    const edges = [];
    for (const bits of [8, 16, 32, 40, 48, 64]) edges.push(`2**${bits}`, `2**${bits}-1`, `-(2**${bits - 1})`, `-(2**${bits - 1})-1`, `2**${bits - 1}`, `2**${bits - 1}-1`);
    const values = [...ODD_ARGUMENT, ...edges, '127.9', '-128.5', '255.5', '1e-320', '3.4e38', '3.5e38', '-1e300', '1.1', '-4294967296.5', '-1099511627775.5', '0xdeadbeef', '5.5', "'0x10'"];
    for (const [name, size] of [...FIXED, ...FLOATS]) {
      for (const value of values) yield `on(Buffer.alloc(9), (b) => b.write${name}(${value}))`;
      for (const offset of [...ODD_ARGUMENT, '1', String(9 - size), String(10 - size)]) yield `on(Buffer.alloc(9), (b) => b.write${name}(1, ${offset}))`;
      for (const [value, offset] of product(['spy(300)', 'thrower', '2**33', 'Symbol("s")', '1n'], ['-1', "'0'", '1.5', 'spy(0)', '9'])) {
        yield `on(Buffer.alloc(9), (b) => b.write${name}(${value}, ${offset}))`;
      }
      for (let length = 0; length <= size; length++) yield `on(Buffer.alloc(${length}), (b) => b.write${name}(2, 0))`;
      yield `on(Buffer.alloc(9), (b) => b.write${name}())`;
      yield `on(shared(9), (b) => b.write${name}(77, 1))`;
      yield `on(detached(), (b) => b.write${name}(77))`;
      yield `on(tracking(8), (b) => b.write${name}(robber(b, 5), 0))`;
      yield `on(plain(1,2,3,4,5,6,7,8,9), (b) => Buffer.prototype.write${name}.call(b, 77, 1))`;
    }
    const bigs = ['0n', '1n', '-1n', '255n', '2n**63n', '2n**63n-1n', '-(2n**63n)', '-(2n**63n)-1n', '2n**64n', '2n**64n-1n', '-(2n**64n)', '2n**200n', '0x0102030405060708n', '-0x0102030405060708n',
      'undefined', 'null', '0', '5', '1.5', 'NaN', '2**70', '-(2**70)', "'5'", "'x'", 'true', '({})', '[]', 'spy(5n)', 'spy(5)', "spy('5')", 'thrower', 'Symbol("s")', 'Infinity', 'Object(7n)'];
    for (const [name] of BIGS) {
      for (const [value, offset] of product(bigs, ['', '1', '2', '-1', "'0'", '0.5', 'NaN'])) yield `on(Buffer.alloc(9), (b) => b.write${name}(${value}${offset && ', ' + offset}))`;
      yield `on(Buffer.alloc(7), (b) => b.write${name}(1n))`;
      yield `on(shared(9), (b) => b.write${name}(77n, 1))`;
      yield `on(detached(), (b) => b.write${name}(77n))`;
    }
    for (const name of SIZED) {
      for (const [value, size] of product([...values], ['1', '2', '3', '4', '5', '6'])) yield `on(Buffer.alloc(7), (b) => b.write${name}(${value}, 0, ${size}))`;
      for (const [value, offset, size] of product(['1', '2**50', 'spy(1)'], ['1', '6', '7', 'undefined', 'null', "'0'", '-1', '1.5', 'NaN', 'spy(0)'], ['1', '3', '6', '0', '7', '1.5', 'undefined', "'3'", 'spy(3)', '2n', 'thrower'])) {
        yield `on(Buffer.alloc(7), (b) => b.write${name}(${value}, ${offset}, ${size}))`;
      }
    }
  }

  function* toStrings() {
    for (const [content, encoding] of product(CONTENTS, [...ENCODINGS, 'undefined'])) yield `${content}.toString(${encoding})`;
    for (const content of CONTENTS) { yield `${content}.toString()`; yield `${content}.toLocaleString()`; }
    for (const encoding of NO_ENCODINGS) { yield `stripes(4).toString(${encoding})`; yield `bytes().toString(${encoding})`; yield `stripes(4).toString(${encoding}, 2, 1)`; }
    const ends = [...SMALL, ...ODD_ARGUMENT, '15.9'];
    for (const [start, end] of product(ends, ends)) yield `stripes(16).toString('hex', ${start}, ${end})`;
    for (const name of ['ascii', 'base64', 'base64url', 'latin1', 'hex', 'ucs2', 'utf8']) {
      for (const content of CONTENTS) yield `${content}.${name}Slice()`;
      for (const [start, end] of product([...SMALL, ...ODD_ARGUMENT], ['undefined', '0', '3', '8', '9', '-1', 'NaN', "'2'", 'spy(4)', '1n', 'Infinity'])) yield `stripes(8).${name}Slice(${start}, ${end})`;
      yield `detached().${name}Slice(-1)`;
    }
    yield "on(tracking(8), (b) => b.toString('hex', robber(b, 2)))";
    yield "shared(5).toString('hex', 1)";
    yield "cutOff(9).toString('hex')";
    yield "cutOff(4).toString('hex')";
    yield "tracking(16).toString('hex', 10)";
  }

  function* stringWrites() {
    for (const [string, encoding] of product(STRINGS, ENCODINGS)) {
      yield `on(Buffer.alloc(24), (b) => b.write(${string}, ${encoding}))`;
      for (const room of [0, 1, 2, 3, 4, 5]) yield `on(Buffer.alloc(6), (b) => b.write(${string}, 1, ${room}, ${encoding}))`;
    }
    for (const string of STRINGS) { yield `on(Buffer.alloc(5), (b) => b.write(${string}))`; yield `on(shared(5), (b) => b.write(${string}, 1))`; }
    for (const encoding of NO_ENCODINGS) {
      yield `on(Buffer.alloc(5), (b) => b.write('6162', 1, 2, ${encoding}))`;
      yield `on(Buffer.alloc(5), (b) => b.write('6162', 1, ${encoding}))`;
      yield `on(Buffer.alloc(5), (b) => b.write('6162', ${encoding}))`;
    }
    const places = ['undefined', '0', '1', '4', '5', '6', ...ODD_ARGUMENT];
    for (const [offset, length] of product(places, ['undefined', '0', '2', '5', '6', 'null', "'hex'", "'nope'", '-1', '1.5', 'NaN', "'2'", 'spy(2)', '2**40'])) yield `on(Buffer.alloc(5), (b) => b.write('616263', ${offset}, ${length}))`;
    for (const value of [...ODD_ARGUMENT, 'new String("ab")', 'bytes(1)']) { yield `on(Buffer.alloc(5), (b) => b.write(${value}))`; yield `on(Buffer.alloc(5), (b) => b.write(${value}, 9))`; yield `on(Buffer.alloc(5), (b) => b.write(${value}, 0, 'nope'))`; }
    for (const name of ['ascii', 'base64', 'base64url', 'latin1', 'hex', 'ucs2', 'utf8']) {
      for (const string of STRINGS) { yield `on(Buffer.alloc(24), (b) => b.${name}Write(${string}))`; yield `on(Buffer.alloc(5), (b) => b.${name}Write(${string}, 1, 3))`; }
      for (const [offset, length] of product(places, ['undefined', '0', '2', '5', '6', 'null', '-1', '1.5', 'NaN', "'2'", 'spy(2)', '2n', 'Symbol("s")'])) yield `on(Buffer.alloc(5), (b) => b.${name}Write('6162', ${offset}, ${length}))`;
      for (const value of ODD_ARGUMENT) yield `on(Buffer.alloc(5), (b) => b.${name}Write(${value}, 9))`;
    }
    yield "on(detached(), (b) => b.write('abc'))";
    yield "on(cutOff(9), (b) => b.write('abcdefghij'))";
    yield "on(cutOff(4), (b) => b.write('abcdefghij'))";
  }

  // What ends Node's process is not asked for: a lone surrogate to look for, and an
  // `end` that is neither a number nor an encoding's name.
  const NEEDLES = ["'a'", "'b'", "'ab'", "'abc'", "''", "'c\\u20ac'", "'zzz'", "'6162'", "'YWI='", "'YQ'", '97', '98.9', '-158', '256', 'NaN', '2**32+97', 'bytes()', 'bytes(98)', 'plain(97,98)', 'bytes(98,0)', 'text("abcabcabcabc")'];
  const HAYSTACKS = ['text("abcabcabc")', 'bytes()', 'text("a")', 'text("a\\0b\\0c\\0a\\0b\\0")', 'text("xa\\0b\\0c\\0a\\0b\\0")', 'text("aaaaaaaaab")', 'bytes(0x63,0xe2,0x82,0xac,0x61)'];

  function* searches() {
    const offsets = ['undefined', '0', '1', '3', '8', '9', '10', '-1', '-3', '-9', '-10', '2**31', '-(2**40)', '1.9', '-0.5'];
    for (const [hay, method, needle] of product(HAYSTACKS, ['indexOf', 'lastIndexOf', 'includes'], NEEDLES)) {
      yield `${hay}.${method}(${needle})`;
      for (const offset of offsets) yield `${hay}.${method}(${needle}, ${offset})`;
    }
    for (const [hay, method, needle, encoding] of product(HAYSTACKS, ['indexOf', 'lastIndexOf'], NEEDLES, ["'utf8'", "'UTF16LE'", "'ucs2'", "'latin1'", "'ascii'", "'hex'", "'base64'", "'base64url'"])) {
      yield `${hay}.${method}(${needle}, ${encoding})`;
      yield `${hay}.${method}(${needle}, 1, ${encoding})`;
      yield `${hay}.${method}(${needle}, -3, ${encoding})`;
    }
    for (const [method, needle, offset] of product(['indexOf', 'lastIndexOf', 'includes'], ["'b'", '98', 'bytes(98)'], ODD_ARGUMENT)) yield `text("abcabc").${method}(${needle}, ${offset})`;
    for (const [method, needle] of product(['indexOf', 'lastIndexOf', 'includes'], [...ODD_ARGUMENT, 'new Uint16Array(1)', 'new ArrayBuffer(2)', 'new DataView(new ArrayBuffer(1))'])) yield `text("abcabc").${method}(${needle})`;
    for (const [needle, encoding] of product(["'b'", '98', 'bytes(98)', '({})'], NO_ENCODINGS.filter((e) => /^'|^undefined$/.test(e)))) yield `text("abcabc").indexOf(${needle}, 0, ${encoding})`;
    yield 'detached().indexOf(1)';
    yield "detached().lastIndexOf('')";
    yield 'shared(16).indexOf(45)';
    yield 'on(tracking(8), (b) => b.indexOf(0, robber(b, 2)))';
    yield 'tracking(16).lastIndexOf(0)';
    yield 'cutOff(4).indexOf(0)';
  }

  // The argument `end`.
  function* ends() {
    const places = ['undefined', '0', '1', '3', '4', '5', '8', '9', '12', '-1', '-4', '1.5', 'NaN', 'Infinity', '2**40', '-(2**40)'];
    const needles = ["'b'", "'bc'", "''", '98', 'bytes(98,99)', 'bytes()', "'zz'"];
    for (const [method, needle, offset, end] of product(['indexOf', 'lastIndexOf', 'includes'], needles, places, places)) yield `text("abcabcabc").${method}(${needle}, ${offset}, ${end})`;
    const wide = 'text("a\\0b\\0a\\0b\\0z")';
    for (const [method, needle, offset, end] of product(['indexOf', 'lastIndexOf'], ["'b'", "''", 'bytes(98,0)', "'ba'", "'y'", 'bytes(1,2)'], ['undefined', '0', '3', '4', '-3', '-8', '9'], ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '-1'])) {
      yield `${wide}.${method}(${needle}, ${offset}, ${end}, 'utf16le')`;
    }
    for (const [needle, end, encoding] of product(["'6263'", "'YmM='", '98', 'bytes(98)', '({})'], ['5', '2', 'undefined', "'hex'", "'base64'"], ['undefined', "'hex'", "'base64'", "'latin1'", "'nope'", 'null', '5'])) {
      yield `text("abcabc").indexOf(${needle}, 1, ${end}, ${encoding})`;
      yield `text("abcabc").lastIndexOf(${needle}, 'hex', ${end}, ${encoding})`;
    }
    // Bytes to look for by code units.
    for (const [hay, method, needle] of product(['text("abc")', 'text("a\\0b\\0c")', 'text("abcdefg")'], ['indexOf', 'lastIndexOf', 'includes'], ['bytes(122,122)', 'bytes(98,0)', 'text("cd")'])) yield `${hay}.${method}(${needle}, undefined, 'ucs2')`;
  }

  function* fills() {
    const values = [...STRINGS, ...ODD_ARGUMENT, '65', '321', '-191', '65.9', 'bytes()', 'bytes(1)', 'bytes(1,2,3)', 'plain(9,8)', 'new Uint16Array([0x4142,0x4344])', 'new DataView(new ArrayBuffer(2))', '[65]', "new String('a')"];
    for (const value of values) {
      yield `on(stripes(8), (b) => b.fill(${value}))`;
      yield `on(stripes(8), (b) => b.fill(${value}, 1, 6))`;
      yield `on(Buffer.alloc(0), (b) => b.fill(${value}))`;
      for (const encoding of ENCODINGS) yield `on(stripes(8), (b) => b.fill(${value}, ${encoding}))`;
    }
    for (const [value, encoding] of product(STRINGS, ENCODINGS)) { yield `on(stripes(8), (b) => b.fill(${value}, 2, ${encoding}))`; yield `on(stripes(8), (b) => b.fill(${value}, 2, 7, ${encoding}))`; }
    const places = ['undefined', '0', '1', '7', '8', '9', ...ODD_ARGUMENT];
    for (const [value, offset, end] of product(['1', "'ab'", 'bytes(1,2)', 'spy(7)'], places, ['undefined', '0', '3', '8', '9', 'null', '-1', '1.5', 'NaN', "'hex'", 'spy(3)'])) yield `on(stripes(8), (b) => b.fill(${value}, ${offset}, ${end}))`;
    for (const encoding of NO_ENCODINGS) { yield `on(stripes(8), (b) => b.fill('ab', 0, 8, ${encoding}))`; yield `on(stripes(8), (b) => b.fill('ab', 0, ${encoding}))`; yield `on(stripes(8), (b) => b.fill('ab', ${encoding}))`; yield `on(stripes(8), (b) => b.fill(3, 0, 8, ${encoding}))`; }
    yield 'on(stripes(8), (b) => b.fill(b.subarray(2, 5)))';
    yield 'on(stripes(8), (b) => b.fill(b.subarray(0, 3), 2))';
    yield 'on(stripes(8), (b) => b.fill(b))';
    yield 'on(detached(), (b) => b.fill(1))';
    yield 'on(detached(), (b) => b.fill("ab"))';
    yield 'on(shared(8), (b) => b.fill("ab", 1))';
    yield 'on(cutOff(9), (b) => b.fill(7))';
  }

  function* comparisons() {
    const views = ['bytes()', 'bytes(1)', 'bytes(1,2)', 'bytes(1,3)', 'plain(1,2)', 'bytes(255)', 'stripes(8)', 'shared(8)', 'detached()'];
    for (const [a, b] of product(views, [...views, ...ODD_ARGUMENT, 'new Uint16Array(2)', 'new ArrayBuffer(2)', 'new Uint8ClampedArray(2)'])) for (const method of ['equals', 'compare']) yield `Buffer.prototype.${method}.call(${a}, ${b})`;
    yield 'on(stripes(4), (b) => b.equals(b))';
    yield 'on(stripes(4), (b) => b.compare(b))';
    yield 'stripes(4).compare()';
    const odd = [...SMALL, ...ODD_ARGUMENT];
    for (const position of [0, 1, 2, 3]) for (const value of odd) {
      const args = ['undefined', 'undefined', 'undefined', 'undefined'];
      args[position] = value;
      yield `stripes(8).compare(stripes(9), ${args})`;
    }
    for (let n = 0; n < 700; n++) yield `stripes(8).compare(stripes(9), ${pick(['0', '1', '2', '5', '8', '9', '10'])}, ${pick(['0', '2', '5', '8', '9'])}, ${pick(['0', '1', '2', '5', '8', '9'])}, ${pick(['0', '2', '5', '8', '7'])})`;
  }

  function* copies() {
    const targets = ['Buffer.alloc(6)', 'plain(1,2,3,4,5,6)', 'bytes()', 'shared(6)', 'detached()'];
    for (const target of targets) {
      yield `on(${target}, (t) => stripes(8).copy(t))`;
      for (const [to, from, end] of product(['0', '1', '5', '6', '9'], ['0', '2', '8'], ['undefined', '0', '4', '8', '99'])) yield `on(${target}, (t) => stripes(8).copy(t, ${to}, ${from}, ${end}))`;
    }
    const odd = ['9', ...ODD_ARGUMENT];
    for (const value of odd) {
      yield `on(Buffer.alloc(6), (t) => stripes(8).copy(t, ${value}))`;
      yield `on(Buffer.alloc(6), (t) => stripes(8).copy(t, 1, ${value}))`;
      yield `on(Buffer.alloc(6), (t) => stripes(8).copy(t, 1, 2, ${value}))`;
      yield `stripes(8).copy(${value})`;
    }
    for (let n = 0; n < 400; n++) yield `on(stripes(12), (b) => b.copy(b, ${random(14)}, ${random(13)}, ${random(14)}))`;
    yield 'on(new Uint16Array(3), (t) => [stripes(8).copy(t, 1, 0, 4), t[0], t[1], t[2]])';
    yield 'on(new DataView(new ArrayBuffer(4)), (t) => [stripes(8).copy(t, 1, 1), t.getUint32(0)])';
    yield 'on(tracking(8), (b) => b.copy(Buffer.alloc(4), robber(b, 1)))';
    yield 'on(tracking(8), (b) => Buffer.alloc(4).copy(b, robber(b, 1)))';
  }

  function* slices() {
    const odd = [...SMALL, ...ODD_ARGUMENT, '-2', '-8', '-9', '-3.7', '5.9'];
    for (const [method, start, end] of product(['slice', 'subarray'], odd, ['undefined', '0', '4', '8', '9', '-1', '-9', 'null', 'NaN', "'3'", 'spy(5)', '1n'])) yield `stripes(8).${method}(${start}, ${end})`;
    yield 'stripes(8).slice()';
    yield 'stripes(8).subarray()';
    yield 'on(stripes(4), (b) => { b.subarray(1, 3)[0] = 0; })';
    yield 'on(stripes(4), (b) => b.subarray(1).buffer === b.buffer)';
    yield 'on(stripes(9), (b) => b.subarray(1).subarray(2, 5).byteOffset - b.byteOffset)';
    yield 'detached().subarray(1)';
    yield 'detached().slice(1)';
    yield 'shared(6).slice(2, 4)';
    yield 'tracking(12).subarray(3).length';
    yield 'cutOff(4).subarray(0)';
    for (const subject of ['stripes(3)', 'bytes()', 'shared(2)', 'detached()', 'tracking(2)', 'text("abcd")']) {
      yield `${subject}.toJSON()`;
      yield `JSON.stringify(${subject})`;
      yield `${subject}.offset >= 0`;
      yield `${subject}.parent === ${subject}.buffer`;
      yield `on(${subject}, (b) => b.parent === b.buffer && b.offset === b.byteOffset)`;
    }
    for (const [bits, length] of product(['16', '32', '64'], ['0', '1', '2', '4', '6', '8', '9', '16', '24', '126', '128', '190', '192', '200', '256'])) {
      yield `on(stripes(${length}), (b) => b.swap${bits}())`;
      yield `on(shared(${length}), (b) => b.swap${bits}())`;
    }
    yield 'on(detached(), (b) => b.swap16())';
    for (const method of ['readUInt8', 'toString', 'slice']) yield `Buffer.prototype.${method} === Uint8Array.prototype.${method}`;
  }

  function* receivers() {
    const calls = ['toString()', "toString('hex')", "toString('utf8', 0, 2)", "toString('nope')", "write('ab')", "write('ab', 0)", "write('ab', 1, 'hex')", 'write(5)', "utf8Slice()", 'hexSlice(0, 2)', "utf8Write('a')", 'latin1Write(5)',
      "hexWrite('aa')", 'ucs2Write(5)', 'readUInt8()', 'readUInt8(1)', 'readInt16LE(0)', 'readBigUInt64LE()', 'readDoubleLE(9)', 'writeUInt8(1)', 'writeUInt16BE(1)', 'writeBigUInt64LE(1n)', 'readUIntLE(0, 3)', 'indexOf(1)', "lastIndexOf('B')",
      'includes({})', 'compare(new Uint8Array(2))', 'compare(new Uint8Array(2), 0)', 'equals(new Uint8Array(2))', 'copy(new Uint8Array(4))', 'fill(1)', "fill('ab')", 'fill(1, 0, 1)', 'slice(1)', 'subarray(1)', 'swap16()', 'swap32()', 'toJSON()'];
    const subjects = ['{}', 'undefined', 'null', '5', 'true', '[1,2,3,4,5,6,7,8]', 'new Uint8ClampedArray(8)', 'plain(1,2,3,4,5,6,7,8)', 'new ArrayBuffer(8)', '({ length: 2, 0: 1, 1: 2 })'];
    for (const [call, subject] of product(calls, subjects)) {
      const at = call.indexOf('(');
      const args = call.slice(at + 1, -1);
      yield `on(${subject}, (s) => Buffer.prototype.${call.slice(0, at)}.call(s${args && ', ' + args}))`;
    }
    for (const subject of subjects) for (const key of ['parent', 'offset']) yield `Reflect.get(Buffer.prototype, '${key}', ${subject === '{}' ? '({})' : subject})`;
  }

  function* properties() {
    for (const name of global.oracleNames) {
      yield `(({ writable, enumerable, configurable }) => [writable, enumerable, configurable])(Object.getOwnPropertyDescriptor(Buffer.prototype, '${name}'))`;
      if (name === 'parent' || name === 'offset') { yield `Object.getOwnPropertyDescriptor(Buffer.prototype, '${name}').get.name`; continue; }
      yield `[Buffer.prototype.${name}.name, Buffer.prototype.${name}.length]`;
      if (/U[Ii]nt/.test(name)) yield `Buffer.prototype.${name} === Buffer.prototype.${name.replace(/U[Ii]nt/, (m) => m === 'UInt' ? 'Uint' : 'UInt')}`;
    }
    yield 'Buffer.prototype.toLocaleString === Buffer.prototype.toString';
  }

  global.oracleNames = ('readBigUInt64LE readBigUInt64BE readBigUint64LE readBigUint64BE readBigInt64LE readBigInt64BE writeBigUInt64LE writeBigUInt64BE writeBigUint64LE writeBigUint64BE writeBigInt64LE writeBigInt64BE readUIntLE readUInt32LE readUInt16LE readUInt8 readUIntBE readUInt32BE readUInt16BE ' +
    'readUintLE readUint32LE readUint16LE readUint8 readUintBE readUint32BE readUint16BE readIntLE readInt32LE readInt16LE readInt8 readIntBE readInt32BE readInt16BE writeUIntLE writeUInt32LE writeUInt16LE writeUInt8 writeUIntBE writeUInt32BE writeUInt16BE writeUintLE writeUint32LE writeUint16LE writeUint8 writeUintBE writeUint32BE writeUint16BE ' +
    'writeIntLE writeInt32LE writeInt16LE writeInt8 writeIntBE writeInt32BE writeInt16BE readFloatLE readFloatBE readDoubleLE readDoubleBE writeFloatLE writeFloatBE writeDoubleLE writeDoubleBE asciiSlice base64Slice base64urlSlice latin1Slice hexSlice ucs2Slice utf8Slice asciiWrite base64Write base64urlWrite latin1Write hexWrite ucs2Write utf8Write ' +
    'parent offset copy toString equals compare indexOf lastIndexOf includes fill write toJSON subarray slice swap16 swap32 swap64 toLocaleString').split(' ');

  // Methods by their second names.
  function* aliases() {
    for (const name of global.oracleNames.filter((name) => /Uint/.test(name))) {
      const bytes = /8$/.test(name) ? 1 : /16/.test(name) ? 2 : /32/.test(name) ? 4 : 8;
      const size = /Uint[LB]E/.test(name) ? ', 3' : '';
      const value = /Big/.test(name) ? '5n' : '5';
      for (const offset of ['0', '1', String(16 - bytes), String(17 - bytes), '-1', '0.5', 'null', "'1'", 'spy(1)']) {
        yield /^read/.test(name) ? `stripes(16).${name}(${offset}${size})` : `on(Buffer.alloc(16), (b) => b.${name}(${value}, ${offset}${size}))`;
      }
    }
    for (const encoding of ["'hex'", "'base64'", "'nope'", 'undefined', 'null', 'spy("hex")']) {
      for (const place of ['', ', 1', ', 1, 3', ', -1, 99', ', NaN', ', 3, 1', ', "1"']) yield `stripes(5).toLocaleString(${encoding}${place})`;
    }
  }

  const FAMILIES = { reads, writes, toStrings, stringWrites, searches, fills, comparisons, copies, slices, receivers, properties, aliases };

  const calls = (families) => {
    const all = [];
    for (const family of families) {
      state = 1;
      for (const call of family()) all.push(call);
    }
    return all;
  };

  global.oracleCalls = () => calls(Object.values(FAMILIES));
  global.oracleEndCalls = () => calls([ends]);
})(globalThis);
