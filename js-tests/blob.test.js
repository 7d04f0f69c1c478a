'use strict';
// Blob and File, and the object URLs of node:buffer.

const { test, describe } = require('node:test');
const assert = require('node:assert');
const buffer = require('node:buffer');
const { inspect } = require('node:util');

describe('Blob', () => {
  test('puts parts of every kind together', async () => {
    const blob = new Blob(
      [
        'a',
        Buffer.from('b'),
        new Uint16Array([0x6463]),
        new DataView(new ArrayBuffer(1)),
        5,
        new Blob(['!']),
      ],
      { type: 'Text/Plain' },
    );
    assert.strictEqual(blob.size, 7);
    assert.strictEqual(blob.type, 'text/plain');
    assert.strictEqual(await blob.text(), 'abcd\0' + '5!');
    assert.ok((await blob.arrayBuffer()) instanceof ArrayBuffer);
    assert.strictEqual((await blob.bytes()).constructor, Uint8Array);
  });

  test('keeps its bytes when the parts change', async () => {
    const part = Buffer.from('before');
    const blob = new Blob([part]);
    part.fill('x');
    assert.strictEqual(await blob.text(), 'before');
    (await blob.bytes()).fill(0);
    assert.strictEqual(await blob.text(), 'before');
  });

  test('is cut by slice, from the end as well', async () => {
    const blob = new Blob(['abc', Buffer.alloc(10000, 'x'), 'def'], { type: 'a/b' });
    assert.strictEqual(await blob.slice(1, 4).text(), 'bcx');
    assert.strictEqual(await blob.slice(-4).text(), 'xdef');
    assert.strictEqual(blob.slice(1, 4).type, '');
    assert.strictEqual(blob.slice(1, 4, 'C/D').type, 'c/d');
    assert.strictEqual(blob.slice(5, 2).size, 0);
  });

  test('reads text as UTF-8, whole or not', async () => {
    assert.strictEqual(
      await new Blob([new Uint8Array([0xe2, 0x82]), new Uint8Array([0xac])]).text(),
      '\u20ac',
    );
    assert.strictEqual(await new Blob([new Uint8Array([0xe2, 0x82])]).text(), '\ufffd');
    assert.strictEqual(await new Blob(['\ufeffa', '\ud800']).text(), 'a\ufffd');
  });

  test("makes line ends the system's where asked to", async () => {
    assert.strictEqual(await new Blob(['a\r\nb'], { endings: 'transparent' }).text(), 'a\r\nb');
    if (process.platform !== 'win32')
      assert.strictEqual(await new Blob(['a\r\nb'], { endings: 'native' }).text(), 'a\nb');
    assert.throws(() => new Blob([], { endings: 'mine' }), { code: 'ERR_INVALID_ARG_VALUE' });
  });

  test('refuses what is no sequence', () => {
    for (const wrong of [null, 'text', 5, {}])
      assert.throws(() => new Blob(wrong), { code: 'ERR_INVALID_ARG_TYPE' });
    assert.throws(() => Blob(), TypeError);
  });

  test('is the same class wherever it comes from, and is printed', () => {
    assert.strictEqual(buffer.Blob, Blob);
    assert.strictEqual(buffer.File, File);
    assert.strictEqual(inspect(new Blob(['abc'])), "Blob { size: 3, type: '' }");
    assert.strictEqual(Object.prototype.toString.call(new Blob()), '[object Blob]');
  });

  test('rejects a wrong receiver', async () => {
    await assert.rejects(Blob.prototype.text.call({}), { code: 'ERR_INVALID_THIS' });
    assert.throws(() => Blob.prototype.slice.call({}, 0, 1), { code: 'ERR_INVALID_THIS' });
  });

  test('can be subclassed', () => {
    class Own extends Blob {
      constructor() {
        super(['own']);
      }
    }
    const own = new Own();
    assert.ok(own instanceof Blob && own instanceof Own);
    assert.strictEqual(own.size, 3);
    assert.strictEqual(own.slice().constructor, Blob);
  });
});

describe('File', () => {
  test('is a Blob with a name and a time', async () => {
    const file = new File(['abc'], 'a.txt', { type: 'text/plain', lastModified: 5 });
    assert.ok(file instanceof Blob);
    assert.deepStrictEqual(
      [file.name, file.lastModified, file.type, await file.text()],
      ['a.txt', 5, 'text/plain', 'abc'],
    );
    assert.strictEqual(new File([], '\ud800').name, '\ufffd');
    assert.ok(Math.abs(new File([], 'now').lastModified - Date.now()) < 60_000);
  });

  test('needs bytes and a name', () => {
    assert.throws(() => new File([]), { code: 'ERR_MISSING_ARGS' });
  });
});

describe('resolveObjectURL', () => {
  test('knows nothing of other URLs', () => {
    for (const url of ['', 'blob:', 'blob:nodedata:nobody', 'http://a/'])
      assert.strictEqual(buffer.resolveObjectURL(url), undefined);
  });
});

describe('globals that are made when first read', () => {
  test('one place in a script reads them again and again', () => {
    const made = [];
    for (let i = 0; i < 3; i++)
      made.push(new Blob(['a']).size, new TextDecoder().encoding, new TextEncoder().encoding);
    assert.deepStrictEqual(made, [1, 'utf-8', 'utf-8', 1, 'utf-8', 'utf-8', 1, 'utf-8', 'utf-8']);
  });
});
