'use strict';
const { test } = require('node:test');
const assert = require('node:assert');
const { posix, win32 } = require('node:path');

const NORMAL = [
  ['.\\a:b', '.\\a:b'],
  ['./a:', '.\\a:'],
  ['a/../C:/x', '.\\C:\\x'],
  ['/', '\\'],
  ['C:', 'C:.'],
  ['C:..\\x', 'C:..\\x'],
  ['C:/a/../..', 'C:\\'],
  ['//s/t', '\\\\s\\t\\'],
  ['//s/t/../x/', '\\\\s\\t\\x\\'],
  ['\\\\?\\C:\\a\\..\\b', '\\\\?\\C:\\b'],
  ['con:', '.\\con:.'],
  ['a/con:', '.\\a\\con:'],
  ['nul/x', 'nul\\x'],
];

test('win32.normalize leaves no path that means something else', () => {
  for (const [path, expected] of NORMAL) assert.strictEqual(win32.normalize(path), expected, path);
});

test('win32 knows devices and shares', () => {
  assert.strictEqual(win32.join('a', 'con:', 'b'), 'a\\con:\\b');
  assert.strictEqual(win32.join('//s', 't'), '\\\\s\\t\\');
  assert.strictEqual(win32.join('/', '/s', 't'), '\\s\\t');
  assert.strictEqual(win32.relative('C:\\a\\b', 'C:\\A\\c'), '..\\c');
  assert.strictEqual(win32.relative('C:\\a', 'D:\\a'), 'D:\\a');
  assert.strictEqual(win32.toNamespacedPath('C:\\a'), '\\\\?\\C:\\a');
  assert.strictEqual(win32.toNamespacedPath('\\\\s\\t\\a'), '\\\\?\\UNC\\s\\t\\a');
});

test('basename cuts suffixes as Node does', () => {
  const cases = [
    [['/', 'x'], '/'],
    [['//', 'x'], '//'],
    [['/a/b.c', '.c'], 'b'],
    [['/a/.c', '.c'], '.c'],
    [['b.c', 'b.c'], ''],
    [['a/b/', '.b'], 'b/'],
    [['a', 'aaa'], 'a'],
  ];
  for (const [args, expected] of cases) assert.strictEqual(posix.basename(...args), expected, args.join(' '));
  assert.strictEqual(win32.basename('C:\\', 'x'), '\\');
});

test('posix.join and normalize', () => {
  const cases = [
    [['/a/b', '../c', './d'], '/a/c/d'],
    [['', ''], '.'],
    [['a', '', 'b/'], 'a/b/'],
    [['..', '../x'], '../../x'],
    [['/..', 'é', '中'], '/é/中'],
    [['./'], './'],
  ];
  for (const [args, expected] of cases) {
    assert.strictEqual(posix.join(...args), expected);
    assert.strictEqual(posix.normalize(args.filter(Boolean).join('/')), expected);
  }
  assert.throws(() => posix.join('a', 1), { code: 'ERR_INVALID_ARG_TYPE' });
});

test('matchesGlob', { skip: posix.matchesGlob === undefined }, () => {
  const cases = [
    ['ab', '!(a)', true],
    ['a', '!(a)', false],
    ['ac', 'a@(b|c)', true],
    ['abab', '+(ab)', true],
    ['', '*(a)', true],
    ['', '*', false],
    ['a/b', '*', false],
    ['a/b/c.js', '**/*.js', true],
    ['.a', '*', false],
    ['a.js', '*.{js,ts}', true],
    ['a1', 'a[0-9]', true],
  ];
  for (const [path, pattern, expected] of cases) {
    assert.strictEqual(posix.matchesGlob(path, pattern), expected, `${path} ${pattern}`);
  }
});
