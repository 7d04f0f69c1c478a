'use strict';
// What Buffers inherit from Uint8Array about text: hexadecimal digits and base64.

const { test } = require('node:test');
const assert = require('node:assert');

test('toHex and toBase64', () => {
  const bytes = Buffer.from([0xfb, 0xff]);
  assert.strictEqual(bytes.toHex(), 'fbff');
  assert.strictEqual(bytes.toBase64(), '+/8=');
  assert.strictEqual(bytes.toBase64({ alphabet: 'base64url' }), '-_8=');
  assert.strictEqual(bytes.toBase64({ omitPadding: true }), '+/8');
});

test('fromHex and fromBase64 give a plain Uint8Array', () => {
  assert.deepStrictEqual(Buffer.fromHex('6162'), new Uint8Array([0x61, 0x62]));
  assert.deepStrictEqual(Buffer.fromBase64('YW\nI='), new Uint8Array([0x61, 0x62]));
  assert.strictEqual(Buffer.fromHex('61') instanceof Buffer, false);
});

test('they are strict, unlike Buffer.from', () => {
  assert.throws(() => Uint8Array.fromHex('616'), SyntaxError);
  assert.throws(() => Uint8Array.fromHex('6G'), SyntaxError);
  assert.throws(() => Uint8Array.fromBase64('-_8='), SyntaxError);
  assert.throws(() => Uint8Array.fromBase64('YQ='), SyntaxError);
  assert.throws(() => Uint8Array.fromBase64(5), TypeError);
});

test('the last chunk is handled as asked', () => {
  assert.deepStrictEqual(Uint8Array.fromBase64('YWJjYQ'), new Uint8Array([97, 98, 99, 97]));
  assert.throws(() => Uint8Array.fromBase64('YWJjYQ', { lastChunkHandling: 'strict' }), SyntaxError);
  assert.throws(() => Uint8Array.fromBase64('YR==', { lastChunkHandling: 'strict' }), SyntaxError);
  assert.deepStrictEqual(
    Uint8Array.fromBase64('YWJjYQ', { lastChunkHandling: 'stop-before-partial' }),
    new Uint8Array([97, 98, 99]),
  );
});

test('setFromHex and setFromBase64 say how far they came', () => {
  const target = Buffer.alloc(4);
  assert.deepStrictEqual(target.setFromBase64('YWJjZGVm'), { read: 4, written: 3 });
  assert.strictEqual(target.toString(), 'abc\0');
  assert.deepStrictEqual(target.setFromHex('313233343536'), { read: 8, written: 4 });
  assert.strictEqual(target.toString(), '1234');
  assert.throws(() => target.setFromHex('41zz'), SyntaxError);
  assert.strictEqual(target.toString(), 'A234');
});
