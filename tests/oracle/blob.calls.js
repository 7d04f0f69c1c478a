// Calls of Blob, File and object URLs, as source text, in a fixed order.
//
// A plain script: it needs `buffer`, `util` and the words of
// `../oracle_statics/show.js`, and defines `oracleCalls()`, the source of every
// call. What comes of one may be a promise: its line is that of what it settles to.
(function (global) {
  'use strict';

  /** What a Blob is, and what it holds. */
  global.look = async (blob) => [blob.constructor.name, blob.size, blob.type, await blob.bytes()];

  /** What a File is, and what it holds. */
  global.file = async (file) => [file.name, file.lastModified, ...await look(file)];

  /** Something that can be gone through, and says how far. */
  global.steps = (values, log = []) => ({
    log,
    [Symbol.iterator]() {
      const rest = [...values];
      return {
        next() { log.push('next'); return rest.length ? { value: rest.shift(), done: false } : { done: true }; },
        return() { log.push('return'); return {}; },
      };
    },
  });

  /** Makes one and tells in which order it was asked for what. */
  global.watched = (make, fields) => {
    const asked = [];
    const spy = new Proxy(fields, {
      get(target, key) { asked.push(String(key)); return target[key]; },
      has(target, key) { asked.push(`has ${String(key)}`); return key in target; },
    });
    let made;
    try { made = make(spy).size; } catch (thrown) { made = `${thrown.name} ${thrown.message}`; }
    return [made, asked];
  };

  /** What a call with a wrong `this` throws, in full. */
  global.thrown = (run) => {
    try {
      const made = run();
      if (made instanceof Promise) made.catch(() => {});
      return made instanceof Promise ? 'a promise' : 'nothing';
    } catch (e) { return [e.constructor.name, e.name, e.code, e.message]; }
  };

  /** The class of what a call throws, where the words are the engine's own. */
  global.refused = (run) => {
    try { run(); return 'nothing'; } catch (e) { return e.constructor.name; }
  };

  /** How `util.inspect` prints a value. */
  global.inspected = (value, options) => util.inspect(value, options);

  const product = global.product;

  function* blobs() {
    const parts = ["''", "'abc'", "'\\u00e9'", "'\\u20ac'", "'\\ud83d\\ude00'", "'\\ud83d'", "'a\\nb\\r\\nc\\rd'", "'\\n'", "'\\r\\r\\n'", '1', '-0', 'null', 'undefined', 'true', '1n', '{}',
      '[1, 2]', '() => 1', 'new Date(NaN)', "new String('s')", "T('p', 'x')", "{ toString: () => 5 }", "{ [Symbol.toPrimitive]: (hint) => hint }", "Buffer.from('hi')",
      'new Uint8Array([1, 2, 3])', 'counting(Uint16Array, 6)', 'counting(DataView, 5)', 'counting(Float64Array, 16)', 'counting(Uint8Array, 4).buffer', 'new SharedArrayBuffer(2)',
      'new Uint8Array(new SharedArrayBuffer(2))', 'detached(new Uint8Array(4))', 'detached(new Uint8Array(4)).buffer', 'shrunk(Uint8Array, 8, undefined, 3)', 'shrunk(Uint8Array, 8, 4, 2)',
      'new ArrayBuffer(4, { maxByteLength: 8 })', "new Blob(['bl'])", "new File(['fi'], 'n')", "new Blob([])", 'Object.create(Blob.prototype)', "Buffer.from('sub').subarray(1)",
      "new Blob(['sliced']).slice(1, 4)", 'Object.create(null)', "Symbol('s')", "X('p')", "{ toString: null, valueOf: () => 6 }"];
    for (const [part] of product(parts)) {
      yield `look(new Blob([${part}]))`;
      yield `look(new Blob(['<', ${part}, '>', ${part}]))`;
      yield `look(new Blob([${part}], { endings: 'native' }))`;
      // What goes through an array without its bytes throws in the engine's words,
      // and a message shows half a character as U+FFFD.
      if (!/^(detached.*4\)\)|shrunk.*2\)|'.ud83d')$/.test(part)) yield `look(new Blob(${part}))`;
    }
    yield 'look(new Blob())';
    yield 'refused(() => Blob())';
    yield 'refused(() => Blob.call({}))';
    yield "look(new Blob([T('a', 'x'), T('b', 'y')], { type: T('t', 'z'), endings: T('e', 'native') }))";
    yield "file(new File([T('a', 'x')], T('n', 'name'), { type: T('t', 'z'), endings: T('e', 'native'), lastModified: T('l', 3) }))";
    yield "look(new Blob(['abc']).slice(T('s', 1), T('e', 2), T('t', 'q')))";
    yield "look(new Blob([detached(counting(DataView, 4))]))";
    yield "look(new Blob([shrunk(Uint8Array, 8, 4, 2), shrunk(Uint8Array, 8, 4, 6)]))";
    yield "look(new Blob(Array(100).fill('ab').concat([Buffer.alloc(9000, 'c'), 'de', Buffer.alloc(5000, 'f'), Buffer.alloc(5000, 'g')])).slice(150, -3))";
    yield "new Blob(Array(100).fill('ab').concat([Buffer.alloc(9000, 'c'), 'de', Buffer.alloc(5000, 'f')])).slice(9100, 9300).text()";
    yield "(() => { const b = new Blob(['abc']); const key = Reflect.ownKeys(b); return [key.map(String), key.every((k) => member(b, k).endsWith('writable enumerable configurable'))]; })()";
    yield "Reflect.ownKeys(new File(['abc'], 'n')).map(String)";
    yield "Reflect.ownKeys(new Blob(['abc']).slice()).map(String)";
    yield "look(new Blob(new Set(['a', 'b'])))";
    yield "look(new Blob(new Map([['a', 1]])))";
    yield "look(new Blob((function* () { yield 'g'; yield 1; })()))";
    yield "look(new Blob((function () { return arguments; })('x', 'y')))";
    yield "look(new Blob({ length: 1, 0: 'a' }))";
    yield "look(new Blob({ [Symbol.iterator]: 5 }))";
    yield "look(new Blob({ [Symbol.iterator]: null }))";
    yield "refused(() => new Blob({ [Symbol.iterator]: () => 5 }))";
    yield "refused(() => new Blob({ [Symbol.iterator]: () => ({}) }))";
    yield "refused(() => new Blob({ [Symbol.iterator]: () => ({ next: () => 5 }) }))";
    yield "(() => { const s = steps(['a', Symbol('x'), 'b']); try { new Blob(s); } catch (e) { return [e.message, s.log]; } return s.log; })()";
    yield "(() => { const s = steps(['a', 'b']); new Blob(s); return s.log; })()";
    yield 'look(new Blob([, 1]))';
    yield "look(new Blob(['a'].concat(Array(300).fill('xyz'))))";
    yield "(() => { const a = ['a', { toString() { a.push('c'); return 'b'; } }]; return look(new Blob(a)); })()";
    yield "(async () => { const u = new Uint8Array([1, 2]); const b = new Blob([u]); u[0] = 9; return b.bytes(); })()";
    yield "(async () => { const u = new Uint8Array([1, 2]); const b = new Blob([u, { toString() { u[0] = 9; return ''; } }]); return b.bytes(); })()";
    yield "(async () => { const u = new Uint8Array([1, 2]); const b = new Blob([u, { toString() { u.buffer.transfer(); return 'z'; } }]); return look(b); })()";
  }

  function* options() {
    const bags = ['undefined', 'null', '{}', '[]', '() => 1', '1', "'x'", 'true', "Symbol('s')", '1n', 'new Date(0)', '/x/', "Object.create({ type: 'up' })"];
    for (const [bag] of product(bags)) { yield `look(new Blob(['a'], ${bag}))`; yield `file(new File(['a'], 'n', Object.assign(Object(${bag} ?? {}), { lastModified: 7 })))`; yield `new File(['a'], 'n', ${bag}).size`; }
    const types = ["''", "'text/plain'", "'TEXT/Plain;Charset=UTF-8'", "'a\\u00e9'", "'\\u20ac'", "'a\\nb'", "'a\\x7f'", "'a\\x1f'", "'a b~'", "'\\u212a'", 'undefined', 'null', '1', 'true', '{}', '[]', "['A', 'B']", "T('t', 'Q')", "X('t')",
      "Symbol('s')", '1n', "{ toString: () => 'OK' }", '() => 1', 'NaN', '-0', "'x'.repeat(300)"];
    for (const [type] of product(types)) { yield `look(new Blob(['a'], { type: ${type} }))`; yield `file(new File(['a'], 'n', { type: ${type}, lastModified: 7 }))`; yield `look(new Blob(['abc']).slice(0, 2, ${type}))`; yield `look(new Blob(['abc'], { type: 'own/type' }).slice(0, 2, ${type}))`; }
    const endings = ["'transparent'", "'native'", "'Native'", "''", 'undefined', 'null', '1', '{}', "T('e', 'native')", "['native']", "Symbol('s')", "X('e')", '1n', 'true'];
    for (const [ending] of product(endings)) { yield `look(new Blob(['a\\r\\nb\\rc\\n'], { endings: ${ending} }))`; yield `file(new File(['a\\r\\nb'], 'n', { endings: ${ending}, lastModified: 7 }))`; }
    yield "watched((bag) => new Blob(['a'], bag), {})";
    yield "watched((bag) => new Blob(['a'], bag), { type: 'x', endings: 'native', lastModified: 1 })";
    yield "watched((bag) => new Blob(['a'], bag), { endings: 'wrong' })";
    yield "watched((bag) => new File(['a'], 'n', bag), {})";
    yield "watched((bag) => new File(['a'], 'n', bag), { type: 'x', endings: 'native', lastModified: 1 })";
    yield "watched((bag) => new File(['a'], 'n', bag), { endings: 'wrong', lastModified: X('l') })";
    yield "watched((bag) => new Blob(5, bag), {})";
    yield "watched((bag) => new File(5, X('n'), bag), {})";
  }

  function* files() {
    yield 'refused(() => File())';
    yield 'new File()';
    yield "new File(['a'])";
    yield "refused(() => File(['a'], 'n'))";
    yield 'new File(undefined, undefined)';
    yield "new File([], undefined, null).name";
    const names = ["''", "'n.txt'", "'a/b'", "'\\ud83d'", "'a\\udc00b'", "'\\u00e9'", 'undefined', 'null', '1', '-0', 'true', '{}', '[1, 2]', "T('n', 'x')", "X('n')", "Symbol('s')", '1n', '() => 1'];
    for (const [name] of product(names)) yield `file(new File(['a'], ${name}, { lastModified: 7 }))`;
    const times = ['0', '-0', '1', '-1', '1.9', '-1.9', 'NaN', 'Infinity', '-Infinity', '2 ** 31', '2 ** 32 + 5', '2 ** 53', '2 ** 63', '2 ** 64 + 4096', '-(2 ** 64)', '1e300', 'null', 'true', "''", "'12'", "'x'", "'0x10'", '{}', '[]', '[5]', 'new Date(1234)',
      "T('l', 3)", "X('l')", "Symbol('s')", '1n', '() => 1'];
    for (const [time] of product(times)) yield `file(new File(['a'], 'n', { lastModified: ${time} }))`;
    yield "Number.isInteger(new File([], 'n').lastModified) && Math.abs(new File([], 'n').lastModified - Date.now()) < 5000";
    yield "Number.isInteger(new File([], 'n', { lastModified: undefined }).lastModified)";
    yield "(() => { const f = new File(['a'], 'n'); f.name = 'other'; })()";
    yield "file(new File(['abcdef'], 'n', { type: 'T', lastModified: 7 })).then((x) => x.length)";
    yield "look(new File(['abcdef'], 'n', { type: 'T' }).slice(2))";
    yield "look(new Blob([new File(['abcdef'], 'n', { type: 'T' })]))";
    yield "new File(['a'], 'n') instanceof Blob";
    yield "class_name(class Own extends File { constructor() { super(['z'], 'own'); } })";
    yield "class_name(class Own extends Blob { constructor() { super(['z']); } })";
  }

  /** What an instance of a subclass is. */
  global.class_name = (Class) => { const made = new Class(); return [made.constructor.name, made.size, made instanceof Blob, Object.prototype.toString.call(made), made.slice().constructor.name]; };

  function* slices() {
    const places = ['undefined', 'null', '0', '-0', '1', '3', '5', '6', '7', '-1', '-5', '-6', '-7', '1.5', '-1.5', 'NaN', 'Infinity', '-Infinity', '2 ** 31', '2 ** 53', '-(2 ** 60)', '2 ** 64', "'2'", "'x'", 'true', '[]', '{}', '[4]', "T('s', 2)", "X('s')", "Symbol('s')", '1n'];
    for (const [start, end] of product(places, places)) yield `look(new Blob(['abc', 'def']).slice(${start}, ${end}))`;
    for (const [start] of product(places)) yield `look(new Blob(['abc', 'def']).slice(${start}))`;
    yield "look(new Blob(['abcdef']).slice())";
    yield "look(new Blob(['abc', 'def', 'ghi']).slice(2, 7).slice(1, -1))";
    yield "look(new Blob(['abc', new Blob(['de', 'f']), 'ghi']).slice(2, 5))";
    yield "(() => { const b = new Blob(['abc']); return b.slice() === b; })()";
  }

  function* readers() {
    const contents = ["['abc']", '[]', "['\\u20ac', '\\ud83d']", '[new Uint8Array([0xe2, 0x82])]', '[new Uint8Array([0xe2, 0x82]), new Uint8Array([0xac])]', '[new Uint8Array([0xef, 0xbb, 0xbf, 0x61])]', '[new Uint8Array([0xff, 0x00, 0x61])]', "['x'.repeat(9000)]", "Array(500).fill('ab')", '[new Uint8Array(100000).fill(0xc3)]'];
    for (const [content] of product(contents)) {
      yield `new Blob(${content}).text()`;
      yield `new Blob(${content}).bytes().then((b) => [b.constructor === Uint8Array, Buffer.isBuffer(b), b.byteOffset, b.buffer.byteLength, b])`;
      yield `new Blob(${content}).arrayBuffer().then((b) => [b.constructor.name, b.byteLength, b.resizable, new Uint8Array(b)])`;
      yield `new Blob(${content}).size`;
    }
    yield "(async () => { const b = new Blob(['abc']); const one = await b.bytes(); one[0] = 0; return [one, await b.bytes()]; })()";
    yield "(async () => { const b = new Blob(['abc']); const [x, y] = await Promise.all([b.arrayBuffer(), b.arrayBuffer()]); return x === y; })()";
    const receivers = ['undefined', 'null', '1', "'x'", '{}', 'Blob.prototype', 'File.prototype', 'Object.create(Blob.prototype)', 'Object.create(new Blob())', 'Blob', 'new Proxy(new Blob(), {})'];
    for (const [name, receiver] of product(['slice', 'text', 'arrayBuffer', 'bytes'], receivers)) {
      // With fewer arguments `slice` of undefined fails in Node by the name of a symbol of its own.
      yield `thrown(() => Blob.prototype.${name}.call(${receiver}, 0, 1))`;
      yield `Blob.prototype.${name}.call(${receiver}, 0, 1)`;
    }
    for (const [name, receiver] of product(['type', 'size'], receivers)) yield `thrown(() => Reflect.get(Blob.prototype, '${name}', ${receiver}))`;
    for (const [name, receiver] of product(['name', 'lastModified'], [...receivers, 'new Blob()'])) yield `thrown(() => Reflect.get(File.prototype, '${name}', ${receiver}))`;
  }

  /** The chunks of a stream. */
  global.chunks = async (stream) => { const all = []; for await (const chunk of stream) all.push(chunk); return all; };

  /** What reads into views of these lengths give. */
  global.reads = async (stream, lengths) => {
    const reader = stream.getReader({ mode: 'byob' });
    const all = [];
    for (const length of lengths) all.push(await reader.read(new Uint8Array(length)));
    return all;
  };

  function* streams() {
    for (const content of ["['abc']", '[]', "['']", "['abc', 'def', Buffer.alloc(9), '', 'g']", 'Array(50).fill("xy")', '[Buffer.alloc(5000, 1), "a", Buffer.alloc(5000, 2)]', "[new Blob(['p', 'q']), 'r']"]) {
      for (const cut of ['', '.slice(1)', '.slice(1, -1)']) {
        yield `chunks(new Blob(${content})${cut}.stream())`;
        for (const lengths of ['[1, 1, 1]', '[2, 100, 1]', '[4, 4, 4, 4]']) yield `reads(new Blob(${content})${cut}.stream(), ${lengths})`;
      }
    }
    for (const receiver of ['undefined', 'null', '1', '{}', 'Blob.prototype', 'Object.create(Blob.prototype)', 'Object.create(new Blob())', 'Blob', 'new Proxy(new Blob(), {})']) yield `thrown(() => Blob.prototype.stream.call(${receiver}))`;
    const pieces = (source) => `(async () => { const all = []; for await (const piece of ${source}) all.push(piece); return all.join(''); })()`;
    for (const content of ["['abc']", '[]', "['\\u20ac', Buffer.from([0xe2, 0x82]), Buffer.from([0xac])]", '[Buffer.from([0xff, 0x61])]', "['\\ufeffmark']"]) {
      for (const cut of ['', '.slice(1)']) yield pieces(`new Blob(${content})${cut}.textStream()`);
    }
    for (const receiver of ['undefined', '{}', 'Blob.prototype', 'Object.create(new Blob())']) yield `thrown(() => Blob.prototype.textStream.call(${receiver}))`;
    yield "new Blob(['x']).textStream() instanceof ReadableStream";
    yield "(() => { const b = new Blob(['x']); return b.stream() === b.stream(); })()";
    yield "new Blob(['x']).stream() instanceof ReadableStream";
    yield "(async () => { const s = new Blob(['x']).stream(); await s.cancel(); return inspected(s); })()";
    yield "(async () => { const [a, b] = new Blob(['tee', 'd']).stream().tee(); return [await chunks(a), await chunks(b)]; })()";
    yield "(async () => { const s = new Blob(['ab', 'cd']).stream(); const [a, b] = s.tee(); return [s.locked, await reads(a, [1, 9, 9]), await chunks(b)]; })()";
    yield "inspected(new Blob(['x']).stream())";
    yield "(async () => { const r = new Blob(['x', 'y']).stream().getReader(); const one = await r.read(); r.releaseLock(); return one; })()";
  }

  function* shapes() {
    for (const [owner, names] of Object.entries({
      Blob: 'length name prototype', File: 'length name prototype', buffer: 'Blob File resolveObjectURL', globalThis: 'Blob File',
      'Blob.prototype': 'constructor type size slice arrayBuffer text bytes stream', 'File.prototype': 'constructor name lastModified',
    })) for (const name of names.split(' ')) yield `member(${owner}, '${name}')`;
    for (const owner of ['Blob', 'File', 'Blob.prototype', 'File.prototype', 'buffer']) yield `Object.getOwnPropertyNames(${owner})`;
    for (const owner of ['Blob', 'File']) {
      yield `member(${owner}.prototype, Symbol.toStringTag)`;
      yield `member(${owner}.prototype, Symbol.for('nodejs.util.inspect.custom'))`;
      yield `${owner}.prototype[Symbol.toStringTag]`;
      yield `buffer.${owner} === ${owner}`;
      yield `Object.prototype.toString.call(${owner}.prototype)`;
    }
    yield 'Object.getPrototypeOf(File) === Blob';
    yield 'Object.getPrototypeOf(File.prototype) === Blob.prototype';
    yield 'Object.keys(new Blob())';
    yield "Object.keys(new File([], 'n'))";
    yield "JSON.stringify(new Blob(['a']))";
    yield "String(new File(['a'], 'n'))";
    for (const print of ["new Blob(['abc'])", "new Blob(['abc'], { type: 'text/plain' })", "new File(['abc'], 'n.txt', { type: 'a', lastModified: 5 })", "[new Blob(['x'])]", "{ a: { b: { c: new Blob() } } }", "{ a: { b: new File(['q'], 'f', { lastModified: 9 }) } }",
      "Object.assign(new Blob(), { extra: 1 })", 'new (class Own extends Blob {})()', 'Blob', 'File', "Object.create(Blob.prototype)", "new Map([[new Blob(), new Blob(['z'])]])"]) {
      for (const option of ['{}', '{ depth: 0 }', '{ depth: -1 }', '{ depth: null }', '{ compact: false }', '{ showHidden: false, colors: true }', '{ breakLength: 10 }']) yield `inspected(${print}, ${option})`;
    }
  }

  function* urls() {
    yield "buffer.resolveObjectURL(URL.createObjectURL(new Blob(['abc']))) instanceof Blob";
    yield "look(buffer.resolveObjectURL(URL.createObjectURL(new Blob(['abc'], { type: 'T' }))))";
    yield "(() => { const b = new Blob(['abc']); return buffer.resolveObjectURL(URL.createObjectURL(b)) === b; })()";
    yield "(() => { const f = buffer.resolveObjectURL(URL.createObjectURL(new File(['abc'], 'n', { type: 'q' }))); return [f.constructor.name, f.type, f.size]; })()";
    yield "/^blob:nodedata:[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(URL.createObjectURL(new Blob()))";
    yield '(() => { const b = new Blob(); return URL.createObjectURL(b) === URL.createObjectURL(b); })()';
    yield "(() => { const u = URL.createObjectURL(new Blob(['x'])); URL.revokeObjectURL(u); return buffer.resolveObjectURL(u); })()";
    yield "(() => { const u = URL.createObjectURL(new Blob(['x'])); return [URL.revokeObjectURL(u), URL.revokeObjectURL(u)]; })()";
    yield "(() => { const u = URL.createObjectURL(new Blob(['x'])); return [u + '#frag', u + '?q', u.toUpperCase(), ` ${u} `, new URL(u), u + '/x', u.replace('blob:', 'BLOB:'), u.replace('blob:', 'x:'), u.replace('blob', 'http'), u.replace('nodedata', 'NODEDATA'), u.replace('data', 'da\\nta'), u + ':', u.replace('nodedata', '%6eodedata')].map((v) => buffer.resolveObjectURL(v)?.size); })()";
    yield "(() => { const u = URL.createObjectURL(new Blob(['x'])); URL.revokeObjectURL(u + '#frag'); return buffer.resolveObjectURL(u)?.size; })()";
    yield "(() => { const u = URL.createObjectURL(new Blob(['x'])); URL.revokeObjectURL(new URL(u)); return buffer.resolveObjectURL(u)?.size; })()";
    yield "(() => { const u = URL.createObjectURL(new Blob(['x'])); URL.revokeObjectURL('wrong'); return buffer.resolveObjectURL(u)?.size; })()";
    const ids = ['undefined', 'null', '1', "''", "'x'", "'blob:'", "'blob:nodedata:'", "'blob:nodedata:x'", "'blob:other:1'", "'http://x/'", '{}', "Symbol('s')", "X('u')", "T('u', 'blob:nodedata:1')", '1n', "'blob:nodedata:1:2'", "'\\ud800'"];
    for (const [id] of product(ids)) { yield `buffer.resolveObjectURL(${id})`; yield `URL.revokeObjectURL(${id})`; if (id !== "'\\ud800'") yield `URL.createObjectURL(${id})`; }
    yield 'buffer.resolveObjectURL()';
    yield 'URL.revokeObjectURL()';
    yield 'URL.createObjectURL()';
    yield 'URL.createObjectURL(new Uint8Array(1))';
    yield "URL.createObjectURL(Object.create(Blob.prototype))";
    yield "member(URL, 'createObjectURL')";
    yield "member(URL, 'revokeObjectURL')";
  }

  global.oracleCalls = () => [blobs, options, files, slices, readers, streams, shapes, urls].flatMap((family) => [...family()]);
})(globalThis);
