// Calls on views whose stores are detached, resized under them, or shared, as
// source text, in a fixed order; and the methods about text that ECMAScript gives
// `Uint8Array`. A plain script that needs `buffer` and `show.js`.
(function (global) {
  'use strict';

  const over = (store, offset, length) => Object.setPrototypeOf(new Uint8Array(store, offset, length), Buffer.prototype);
  const resized = (bytes, offset, length, to) => {
    const store = new ArrayBuffer(bytes, { maxByteLength: 16 });
    const view = over(store, offset, length);
    store.resize(to);
    return view;
  };

  /** Views by what became of their stores. */
  global.views = {
    cutWithin: () => resized(8, 2, 6, 4),
    cutBefore: () => resized(8, 2, 6, 1),
    trackingPast: () => resized(8, 2, undefined, 1),
    trackingEdge: () => resized(8, 2, undefined, 2),
    emptyInBounds: () => resized(8, 2, 0, 4),
    trackingGrown: () => resized(2, 0, undefined, 9),
    detached: () => { const view = Buffer.alloc(8); view.buffer.transfer(); return view; },
    sharedGrown: () => { const view = over(new SharedArrayBuffer(4, { maxByteLength: 9 }), 0); view.buffer.grow(9); return view; },
    shared: () => over(new SharedArrayBuffer(4), 1, 3),
  };

  /** What `use` of a view gives, and what the view holds then. */
  global.viewed = (kind, use) => {
    const view = views[kind]();
    let given;
    try { given = use(view); } catch (e) { given = e; }
    return [given, view];
  };

  /** The class of what is thrown, where the words are the engine's own. */
  global.classOf = (run) => {
    try { return run(); } catch (e) { return e.constructor.name; }
  };

  const USES = ['[b.length, b.byteLength, b.byteOffset, b.offset, b.parent === b.buffer]', '[b.toString(), b.toString("hex", 1), b.toString("latin1", 0, 2)]', '[b.utf8Slice(), b.hexSlice(), b.ucs2Slice()]', 'b.utf8Slice(1)', 'b.latin1Slice(0, 1)',
    'b.subarray(0)', 'b.subarray(1, 2)', 'b.slice(0)', 'b.slice(-1)', '[b.subarray(0).byteOffset, b.slice(1).byteOffset]', 'b.write("abc")', 'b.write("abc", 1)', 'b.write("61", "hex")', 'b.write("abc", 0, 2)', 'b.utf8Write("abc")', 'b.utf8Write("abc", 1, 2)', 'b.latin1Write("abc")', 'b.asciiWrite("abc", 1)',
    'b.hexWrite("6162")', 'b.ucs2Write("ab")', 'b.base64Write("YWJj")', 'b.base64urlWrite("YWJj", 1)', 'b.readUInt8()', 'b.readInt32LE(0)', 'b.readBigInt64LE()', 'b.readDoubleBE(0)', 'b.readUIntBE(0, 3)', 'b.readFloatLE(1)', 'b.readInt8(-1)', 'b.writeUInt8(1)', 'b.writeInt32LE(1)', 'b.writeBigInt64LE(1n)',
    'b.writeDoubleBE(1)', 'b.writeUIntBE(1, 0, 3)', 'b.writeFloatLE(1, 0)', 'b.writeInt16BE(300, 1)', 'b.fill(1)', 'b.fill("ab")', 'b.fill("")', 'b.fill(Buffer.from("x"))', 'b.fill(1, 0, 0)', 'b.fill(1, 1)', 'b.fill(true)', 'b.fill("61", "hex")', 'b.copy(Buffer.alloc(4))', 'Buffer.from("abcd").copy(b)', 'b.copy(b, 1)',
    'b.copy(Buffer.alloc(3), 0, 1)', 'Buffer.from("abcd").copy(b, 1, 1)', 'b.equals(Buffer.alloc(0))', 'Buffer.alloc(0).equals(b)', 'b.equals(b)', 'b.compare(Buffer.alloc(1))', 'Buffer.compare(Buffer.alloc(1), b)', 'b.compare(Buffer.alloc(3), 0, 2)', 'b.compare(Buffer.alloc(3), 0, 2, 0, 1)', 'Buffer.from("ab").compare(b, 0, 1)',
    'b.indexOf(0)', 'b.indexOf("a")', 'b.indexOf(Buffer.alloc(1))', 'b.lastIndexOf(0)', 'b.includes("")', 'Buffer.from("abc").indexOf(b)', 'b.indexOf("", 3)', 'b.lastIndexOf("a", -1)', 'b.indexOf(b)', 'b.swap16()', 'b.swap32()', 'b.swap64()', 'b.toJSON()', 'b.inspect()', 'Buffer.from(b)', 'Buffer.from(b.buffer)', 'Buffer.from(b.buffer, 1)',
    'Buffer.from(b.buffer, b.byteOffset, b.length)', 'Buffer.concat([b, b])', 'Buffer.concat([b], 3)', 'Buffer.concat([Buffer.from("x"), b])', 'Buffer.copyBytesFrom(b)', 'Buffer.copyBytesFrom(b, 1)', '[Buffer.byteLength(b), Buffer.byteLength(b.buffer)]', 'buffer.isUtf8(b)', 'buffer.isAscii(b.buffer)', 'buffer.transcode(b, "utf8", "latin1")',
    'new Blob([b]).size', 'Buffer.isBuffer(b)', 'Buffer.alloc(4, b)', 'Buffer.of(...[b.length])', 'Object.keys(b)', '[b[0], 0 in b, b[-1], (b[0] = 5, b[0])]', 'new TextDecoder().decode(b)', 'b.toHex()', 'b.toBase64()', 'b.setFromHex("61")', 'b.setFromBase64("YQ==")'];

  // Inherited methods throw in the engine's words.
  const INHERITED = ['b.at(0)', 'b.map((x) => x + 1)', '[...b]', 'b.set([1])', 'b.set([])', 'b.set([1], 9)', 'b.copyWithin(0, 1)', '[...b.entries()]', 'b.join()', 'b.reverse()', 'b.sort()', 'b.toSorted()', 'b.toReversed()', 'b.with(0, 1)', 'b.filter(() => true)', 'b.find(() => true)', 'b.forEach(() => {})',
    'Uint8Array.prototype.slice.call(b, 0)', 'Uint8Array.prototype.subarray.call(b, 0)', 'new DataView(b.buffer, b.byteOffset, b.length).byteLength', 'b.every(() => true)', 'b.reduce((a, x) => a + x, 0)', 'b.keys().next()', 'b.values().next()', 'b.findLast(() => true)', 'b.some(() => true)', 'b.toLocaleString()'];

  function* stores() {
    for (const kind of Object.keys(views)) {
      // V8 takes a view that follows its store for no receiver of these.
      const follows = /^(tracking|empty|sharedGrown)/.test(kind);
      for (const use of USES) if (!follows || !/b\.(to|setFrom)(Hex|Base64)/.test(use)) yield `viewed('${kind}', (b) => ${use})`;
      for (const use of INHERITED) yield `viewed('${kind}', (b) => classOf(() => ${use}))`;
    }
    for (const kind of ['cutWithin', 'cutBefore', 'detached', 'trackingGrown', 'shared']) {
      for (const Type of ['Uint16Array', 'Float64Array', 'DataView']) {
        for (const use of ['Buffer.from(v)', 'Buffer.copyBytesFrom(v)', 'Buffer.byteLength(v)', 'Buffer.alloc(3, v)', 'Buffer.from("ab").copy(v)', 'buffer.isUtf8(v)']) {
          yield `(() => { const store = views.${kind}().buffer; let v; try { v = new ${Type}(store, 0); } catch (e) { return 'no view'; } return ${use}; })()`;
        }
      }
    }
    // The pool's store is everybody's: it can't be taken away.
    for (const take of ['b.buffer.transfer()', 'b.buffer.transfer(0)', 'b.buffer.transferToFixedLength()', 'structuredClone(b.buffer, { transfer: [b.buffer] })', 'structuredClone(b, { transfer: [b.buffer] })']) {
      for (const made of ['Buffer.from("abc")', 'Buffer.allocUnsafe(5)', 'Buffer.concat([Buffer.from("a")])', 'Buffer.from([1, 2])', 'Buffer.from("abcdef").subarray(2)']) {
        yield `(() => { const b = ${made}; let e; try { ${take}; } catch (thrown) { e = thrown; } return [e?.name, e?.message, b.length, b.buffer.detached]; })()`;
      }
    }
    for (const made of ['Buffer.alloc(4)', 'Buffer.allocUnsafeSlow(4)', 'Buffer.from(new ArrayBuffer(4))', 'Buffer.alloc(9000)']) {
      for (const take of ['b.buffer.transfer()', 'structuredClone(b, { transfer: [b.buffer] })']) yield `(() => { const b = ${made}; const size = b.length; const taken = ${take}; return [b.length, b.buffer.detached, taken.byteLength === size, b]; })()`;
    }
    for (const kind of Object.keys(views)) yield `(() => { const b = views.${kind}(); try { const c = structuredClone(b); return [c.constructor.name, c.length, c.byteOffset]; } catch (e) { return e.name; } })()`;
  }

  function* texts() {
    const strings = ["''", "'YQ=='", "'YQ'", "'YQ='", "'YWI='", "'YWJj'", "'YWJjZ'", "'YWJjZA'", "'YWJjZA='", "'YWJjZA=='", "'YWJjZA==='", "'YWJjZGU'", "' Y W J j'", "'YW\\tJ\\fj'", "'Y-_w'", "'Y+/w'", "'*'", "'YWJ*'", "'YR=='", "'YR'", "'YWJjYR=='", "'='", "'=='", "'===='", "'YQ==YQ=='",
      "'YQ= ='", "'YQ=\\n='", "'YQ==x'", "'\\u00e9'", "'YWJ\\u20ac'", '5', 'null', 'undefined', '{}', "['YQ==']", "new String('YQ==')", "Symbol('s')", "{ toString() { return 'YQ=='; } }"];
    const options = ['undefined', 'null', '{}', '5', "'x'", "{ alphabet: 'base64url' }", "{ alphabet: 'base64' }", "{ alphabet: 'nope' }", '{ alphabet: 5 }', "{ alphabet: new String('base64') }", "{ lastChunkHandling: 'loose' }", "{ lastChunkHandling: 'strict' }", "{ lastChunkHandling: 'stop-before-partial' }",
      "{ lastChunkHandling: 'nope' }", '{ lastChunkHandling: null }', "{ get alphabet() { throw new RangeError('asked'); } }", '() => 1'];
    for (const [string, option] of product(strings, options)) {
      yield `Uint8Array.fromBase64(${string}, ${option})`;
      // With room for more than there is: where the room ends, V8 goes on to look for faults.
      yield `(() => { const u = new Uint8Array(8); let r; try { r = u.setFromBase64(${string}, ${option}); } catch (e) { r = e; } return [r, u]; })()`;
    }
    for (const [string, room] of product(["''", "'YWJj'", "'YWJjZGVm'", "'YQ=='", "'YWI='", "'YWJjZGU='"], ['0', '1', '2', '3', '4', '5', '6', '7'])) yield `(() => { const u = new Uint8Array(${room}); return [u.setFromBase64(${string}), u]; })()`;
    for (const [digits] of product(["''", "'61'", "'6162'", "'616'", "'6G'", "'61zz'", "'ABcd'", "' 61'", "'\\u0131\\u0131'", "'61\\u20ac1'", '5', 'null', 'undefined', '{}', "Symbol('s')", "new String('61')", "['61']"])) {
      yield `Uint8Array.fromHex(${digits})`;
      for (const room of ['0', '1', '2', '4']) yield `(() => { const u = new Uint8Array(${room}); let r; try { r = u.setFromHex(${digits}); } catch (e) { r = e; } return [r, u]; })()`;
    }
    for (const [bytes, option] of product(['[]', '[1]', '[251, 255]', '[1, 2, 3]', '[1, 2, 3, 4]'], ['undefined', 'null', '{}', '5', "{ alphabet: 'base64url' }", "{ alphabet: 'nope' }", '{ omitPadding: true }', "{ omitPadding: 1, alphabet: 'base64url' }", "{ omitPadding: '' }", "{ get alphabet() { throw new RangeError('asked'); } }"])) {
      yield `new Uint8Array(${bytes}).toBase64(${option})`;
      yield `new Uint8Array(${bytes}).toHex(${option})`;
    }
    for (const [receiver, call] of product(['undefined', 'null', '5', '{}', '[]', 'new Uint16Array(2)', 'new Uint8ClampedArray(2)', 'new DataView(new ArrayBuffer(2))', "Buffer.from('ab')", 'new Uint8Array(new SharedArrayBuffer(2))'], ['toBase64', 'toHex', 'setFromBase64', 'setFromHex'])) yield `Uint8Array.prototype.${call}.call(${receiver}, ${/^set/.test(call) ? "'6161'" : 'undefined'})`;
    yield "(() => { const asked = []; const spy = new Proxy({}, { get(_, key) { asked.push(key); } }); Uint8Array.fromBase64('YQ==', spy); new Uint8Array(1).toBase64(spy); return asked; })()";
    yield "[Uint8Array.fromHex.call(Buffer, '61').constructor.name, Uint8Array.fromBase64.call(null, 'YQ==').constructor.name, Buffer.fromHex('61') instanceof Buffer]";
    for (const name of ['fromBase64', 'fromHex']) yield `member(Uint8Array, '${name}')`;
    for (const name of ['toBase64', 'toHex', 'setFromBase64', 'setFromHex']) yield `member(Uint8Array.prototype, '${name}')`;
  }

  global.oracleCalls = () => [stores, texts].flatMap((family) => [...family()]);
})(globalThis);
