'use strict';
const { test } = require('node:test');
const assert = require('node:assert');
const querystring = require('node:querystring');
const url = require('node:url');

test('URLs are read by the standard', () => {
  const cases = [
    ['///a', 'http://base/x', 'http://a/'],
    ['////a/b', 'https://base/x', 'https://a/b'],
    ['\\\\\\a', 'ws://base/', 'ws://a/'],
    ['file:///C|/a', undefined, 'file:///C:/a'],
    ['file:///C|', undefined, 'file:///C:'],
    ['data:a ?q', undefined, 'data:a%20?q'],
    ['non:/.//p', undefined, 'non:/.//p'],
    ['http://a/^`', undefined, 'http://a/%5E%60'],
    ['http://0x7f.1', undefined, 'http://127.0.0.1/'],
  ];
  for (const [input, base, expected] of cases) assert.strictEqual(new URL(input, base).href, expected, input);
});

test('setters', () => {
  const cases = [
    ['non:/a', 'pathname', '//b', 'non:/.//b'],
    ['non:/a', 'pathname', '/..//c', 'non:/.//c'],
    ['non:/a?q#h', 'pathname', 'b?c#d', 'non:/b%3Fc%23d?q#h'],
    ['non:///x', 'pathname', '', 'non://'],
    ['http://h/', 'pathname', '\t/x', 'http://h/x'],
    ['http://h/', 'protocol', 'file', 'file://h/'],
    ['http://h:8/', 'protocol', 'file', 'http://h:8/'],
    ['http://h/', 'protocol', 'non', 'http://h/'],
    ['mailto:x', 'pathname', 'y', 'mailto:x'],
    ['http://h/', 'port', '80', 'http://h/'],
  ];
  for (const [input, part, value, expected] of cases) {
    const changed = new URL(input);
    changed[part] = value;
    assert.strictEqual(changed.href, expected, `${input} ${part} ${value}`);
  }
});

test('an invalid URL is named', () => {
  assert.throws(
    () => new URL('x', 'y'),
    (error) => {
      assert.strictEqual(String(error), 'TypeError: Invalid URL');
      assert.deepStrictEqual(Object.entries(error), [
        ['code', 'ERR_INVALID_URL'],
        ['input', 'x'],
        ['base', 'y'],
      ]);
      return true;
    },
  );
});

test('domains', () => {
  const cases = [
    ['1.2.3', '1.2.0.3'],
    ['0x10', '0.0.0.16'],
    ['256', '0.0.1.0'],
    ['español.com', 'xn--espaol-zwa.com'],
    ['中文.com', 'xn--fiq228c.com'],
    ['a b', ''],
    ['[::1]', '[::1]'],
    ['a/b', 'a'],
    ['a%41', 'aa'],
    ['A', 'a'],
  ];
  for (const [domain, expected] of cases) assert.strictEqual(url.domainToASCII(domain), expected, domain);
  assert.strictEqual(url.domainToUnicode('xn--fiq228c.com'), '中文.com');
});

test('hosts of the old interface hold what Node lets them hold', () => {
  for (const mark of '!$&()*+,-.=_~')
    assert.strictEqual(url.parse(`http://a${mark}b/c`).host, `a${mark}b`, mark);
  for (const mark of ';"<>|{}`') assert.strictEqual(url.parse(`http://a${mark}b/c`).host, 'a', mark);
});

test('a query holds what it holds, decoded where it can be', () => {
  const cases = [
    ['n=\u00e4%', { n: '\u00e4%' }],
    ['a=\u4e2d%4', { a: '\u4e2d%4' }],
    ['\u00e9%41=\u00fc%', { '\u00e9A': '\u00fc%' }],
    ['a=%zz', { a: '%zz' }],
    ['a=%E4', { a: '\ufffd' }],
    ['a+b=c+d', { 'a b': 'c d' }],
    ['a=b&a=c', { a: ['b', 'c'] }],
    ['&&a&=b', { a: '', '': 'b' }],
  ];
  for (const [text, expected] of cases)
    assert.deepStrictEqual({ ...querystring.parse(text) }, expected, text);
});
