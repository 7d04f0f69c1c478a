'use strict';
// node:url and the globals URL and URLSearchParams; node:querystring; node:punycode.

const { test, describe } = require('node:test');
const assert = require('node:assert');
const util = require('node:util');
const url = require('node:url');
const querystring = require('node:querystring');

const PARTS = [
  'href',
  'origin',
  'protocol',
  'username',
  'password',
  'host',
  'hostname',
  'port',
  'pathname',
  'search',
  'hash',
];
const parts = (value) => PARTS.map((part) => value[part]);

describe('URL', () => {
  test('its parts', () => {
    assert.deepStrictEqual(parts(new URL('HTTP://us%20er:p%40@EXAMPLE.com:8080/a/./b/../c%20d?x=1&y#h')), [
      'http://us%20er:p%40@example.com:8080/a/c%20d?x=1&y#h',
      'http://example.com:8080',
      'http:',
      'us%20er',
      'p%40',
      'example.com:8080',
      'example.com',
      '8080',
      '/a/c%20d',
      '?x=1&y',
      '#h',
    ]);
    assert.deepStrictEqual(parts(new URL('mailto:a@b')), [
      'mailto:a@b',
      'null',
      'mailto:',
      '',
      '',
      '',
      '',
      '',
      'a@b',
      '',
      '',
    ]);
  });

  test('texts that are cleaned on the way', () => {
    const pairs = [
      ['  http://a/  ', 'http://a/'],
      ['http://a/ \t\n b', 'http://a/%20%20b'],
      ['http:\\\\x\\y', 'http://x/y'],
      ['https://h:443/', 'https://h/'],
      ['http://0x7f.1', 'http://127.0.0.1/'],
      ['http://[1:0::0:1]', 'http://[1::1]/'],
      ['http://ünï.de/é?ü#ß', 'http://xn--n-nga1b.de/%C3%A9?%C3%BC#%C3%9F'],
      ['http://faß.de', 'http://xn--fa-hia.de/'],
      ['file://localhost/x', 'file:///x'],
      ['non-special://a/b/../c', 'non-special://a/c'],
      ['http://a/?x=\ud800', 'http://a/?x=%EF%BF%BD'],
      ['http://a/^', 'http://a/%5E'],
      ['data:text/plain,hi there', 'data:text/plain,hi there'],
    ];
    for (const [input, href] of pairs) assert.strictEqual(new URL(input).href, href, input);
  });

  test('a base', () => {
    const base = 'http://base/a/b?q#h';
    for (const [input, href] of [
      ['x', 'http://base/a/x'],
      ['/x', 'http://base/x'],
      ['//y/z', 'http://y/z'],
      ['?r', 'http://base/a/b?r'],
      ['#s', 'http://base/a/b?q#s'],
      ['', 'http://base/a/b?q'],
      ['../..', 'http://base/'],
      ['ftp:x', 'ftp://x/'],
    ]) {
      assert.strictEqual(new URL(input, base).href, href, input);
      assert.strictEqual(new URL(input, new URL(base)).href, href, input);
    }
  });

  test('what is none', () => {
    for (const input of [
      'foo',
      '',
      'http://',
      'http://a b',
      'http://[::1',
      'http://a:99999',
      'http://256.256.256.256',
    ]) {
      assert.throws(
        () => new URL(input),
        (error) => {
          assert.ok(error instanceof TypeError);
          assert.strictEqual(error.message, 'Invalid URL');
          assert.deepStrictEqual(Object.keys(error), ['code', 'input']);
          assert.deepStrictEqual([error.code, error.input], ['ERR_INVALID_URL', input]);
          return true;
        },
      );
      assert.strictEqual(URL.canParse(input), false);
      assert.strictEqual(URL.parse(input), null);
    }
    assert.throws(() => new URL('x', 'y'), { code: 'ERR_INVALID_URL', input: 'x', base: 'y' });
    assert.throws(() => new URL(), {
      code: 'ERR_MISSING_ARGS',
      message: 'The "url" argument must be specified',
    });
    assert.ok(URL.canParse('x', 'http://y'));
    assert.strictEqual(URL.parse('x', 'http://y').href, 'http://y/x');
  });

  test('setters change what they can', () => {
    const value = new URL('http://u:p@a:8/b?c#d');
    const cases = [
      ['protocol', 'https', 'https:'],
      ['protocol', 'mailto', 'https:'],
      ['port', '443', ''],
      ['port', '9x', '9'],
      ['port', 'x', '9'],
      ['host', 'h:1', 'h:1'],
      ['hostname', 'i', 'i'],
      ['pathname', 'x y', '/x%20y'],
      ['search', 'q', '?q'],
      ['search', '', ''],
      ['hash', 'a b', '#a%20b'],
      ['username', 'a:b', 'a%3Ab'],
      ['password', '', ''],
    ];
    for (const [part, given, expected] of cases) {
      value[part] = given;
      assert.strictEqual(value[part], expected, `${part} = ${given}`);
    }
    assert.strictEqual(value.href, 'https://a%3Ab@i:1/x%20y#a%20b');
    value.href = 'http://z/?k=v';
    assert.strictEqual(value.searchParams.get('k'), 'v');
    assert.throws(
      () => {
        value.href = 'foo';
      },
      { code: 'ERR_INVALID_URL', input: 'foo' },
    );
    assert.strictEqual(`${value}`, value.toJSON());
    assert.strictEqual(JSON.stringify({ value }), '{"value":"http://z/?k=v"}');
  });

  test('searchParams and search follow each other', () => {
    const value = new URL('http://a/?x=1');
    const params = value.searchParams;
    assert.strictEqual(value.searchParams, params);
    params.append('y', 'ü &');
    assert.strictEqual(value.search, '?x=1&y=%C3%BC+%26');
    value.search = '?z=3';
    assert.deepStrictEqual([...params], [['z', '3']]);
    params.delete('z');
    assert.strictEqual(value.href, 'http://a/');
  });

  test('receivers', () => {
    assert.throws(() => URL.prototype.href, {
      name: 'TypeError',
      message: 'Receiver must be an instance of class URL',
    });
    assert.throws(() => URL.prototype.toString.call({}), { name: 'TypeError' });
    assert.strictEqual(Object.prototype.toString.call(new URL('a:')), '[object URL]');
  });

  test('in a loop, as the globals are read again', () => {
    for (let i = 0; i < 5; i++) {
      assert.strictEqual(new URL(`http://h/${i}`).pathname, `/${i}`);
      assert.strictEqual(new URLSearchParams(`i=${i}`).get('i'), `${i}`);
      assert.strictEqual(new TextEncoder().encode('a').length, 1);
    }
    assert.strictEqual(url.URL, URL);
    assert.strictEqual(url.URLSearchParams, URLSearchParams);
  });

  test('printed', () => {
    class Own extends URL {}
    assert.strictEqual(
      util.inspect(new Own('http://a/?q=1')),
      `Own {
  href: 'http://a/?q=1',
  origin: 'http://a',
  protocol: 'http:',
  username: '',
  password: '',
  host: 'a',
  hostname: 'a',
  port: '',
  pathname: '/',
  search: '?q=1',
  searchParams: URLSearchParams { 'q' => '1' },
  hash: ''
}`,
    );
    assert.strictEqual(util.inspect({ u: new URL('a:') }, { depth: 0 }), '{ u: URL {} }');
    assert.strictEqual(util.inspect(new URLSearchParams()), 'URLSearchParams {}');
    assert.strictEqual(
      util.inspect(new URLSearchParams('a=1&b=2').entries()),
      "URLSearchParams Iterator { [ 'a', '1' ], [ 'b', '2' ] }",
    );
    assert.strictEqual(
      util.inspect(new URLSearchParams('a=1&b=2').values()),
      "URLSearchParams Iterator { '1', '2' }",
    );
  });
});

describe('URLSearchParams', () => {
  test('what it is made of', () => {
    assert.strictEqual(`${new URLSearchParams('?a=1&b=2+3&c=%zz&d')}`, 'a=1&b=2+3&c=%25zz&d=');
    assert.strictEqual(`${new URLSearchParams({ a: 1, b: [1, 2] })}`, 'a=1&b=1%2C2');
    assert.strictEqual(`${new URLSearchParams([['a', 'b'], new Set(['c', 'd'])])}`, 'a=b&c=d');
    assert.strictEqual(`${new URLSearchParams(new Map([['x', 'y']]))}`, 'x=y');
    assert.strictEqual(`${new URLSearchParams(new URLSearchParams('a=1'))}`, 'a=1');
    assert.strictEqual(`${new URLSearchParams(null)}${new URLSearchParams(5)}`, 'null=5=');
    assert.throws(() => new URLSearchParams([['a']]), { code: 'ERR_INVALID_TUPLE' });
    assert.throws(() => new URLSearchParams([5]), { code: 'ERR_INVALID_TUPLE' });
    assert.throws(() => new URLSearchParams({ [Symbol.iterator]: 5 }), { code: 'ERR_ARG_NOT_ITERABLE' });
  });

  test('its methods', () => {
    const params = new URLSearchParams('b=2&a=1&b=1&A=3');
    assert.strictEqual(params.size, 4);
    assert.strictEqual(params.get('b'), '2');
    assert.strictEqual(params.get('none'), null);
    assert.deepStrictEqual(params.getAll('b'), ['2', '1']);
    assert.ok(params.has('b', '1') && !params.has('b', '3'));
    params.sort();
    assert.strictEqual(`${params}`, 'A=3&a=1&b=2&b=1');
    params.set('b', 'x');
    params.delete('a', '9');
    params.delete('A');
    params.append('ü', '\ud800');
    assert.deepStrictEqual([...params.keys()], ['a', 'b', 'ü']);
    assert.deepStrictEqual([...params.values()], ['1', 'x', '\ufffd']);
    const seen = [];
    params.forEach(
      function (value, name, whole) {
        seen.push([this.x, value, name, whole === params]);
      },
      { x: 1 },
    );
    assert.deepStrictEqual(seen[0], [1, '1', 'a', true]);
    assert.throws(() => params.get(), {
      code: 'ERR_MISSING_ARGS',
      message: 'The "name" argument must be specified',
    });
    assert.throws(() => params.set('a'), { message: 'The "name" and "value" arguments must be specified' });
    assert.throws(() => params.forEach(), { code: 'ERR_INVALID_ARG_TYPE' });
    assert.throws(() => URLSearchParams.prototype.get.call({}, 'a'), { code: 'ERR_INVALID_THIS' });
  });

  test('changes while it is walked over', () => {
    const params = new URLSearchParams('a=1&b=2&c=3');
    const seen = [];
    for (const [name] of params) {
      seen.push(name);
      if (name === 'a') params.delete('a');
    }
    assert.deepStrictEqual(seen, ['a', 'c']);
  });
});

describe('paths and URLs', () => {
  test('fileURLToPath', () => {
    assert.strictEqual(url.fileURLToPath('file:///a%20b/%C3%BC'), '/a b/ü');
    assert.strictEqual(url.fileURLToPath(new URL('file:///x')), '/x');
    assert.strictEqual(url.fileURLToPath('file:///C:/x/y', { windows: true }), 'C:\\x\\y');
    assert.strictEqual(url.fileURLToPath('file://host/x', { windows: true }), '\\\\host\\x');
    assert.throws(() => url.fileURLToPath('http://a'), {
      code: 'ERR_INVALID_URL_SCHEME',
      message: 'The URL must be of scheme file',
    });
    assert.throws(() => url.fileURLToPath('file://host/a'), { code: 'ERR_INVALID_FILE_URL_HOST' });
    assert.throws(() => url.fileURLToPath('file:///a%2fb'), { code: 'ERR_INVALID_FILE_URL_PATH' });
    assert.throws(() => url.fileURLToPath(5), { code: 'ERR_INVALID_ARG_TYPE' });
    assert.deepStrictEqual(url.fileURLToPathBuffer(new URL('file:///a%FFb')), Buffer.from('2f61ff62', 'hex'));
  });

  test('pathToFileURL', () => {
    assert.strictEqual(url.pathToFileURL('/a b%#?\\\n\r\t').href, 'file:///a%20b%25%23%3F%5C%0A%0D%09');
    assert.strictEqual(url.pathToFileURL('/a/').href, 'file:///a/');
    assert.strictEqual(url.pathToFileURL('x').href, `file://${process.cwd()}/x`);
    assert.strictEqual(url.pathToFileURL('C:\\x y', { windows: true }).href, 'file:///C:/x%20y');
    assert.throws(() => url.pathToFileURL(5), { code: 'ERR_INVALID_ARG_TYPE' });
  });

  test('domains and options', () => {
    assert.strictEqual(url.domainToASCII('español.com'), 'xn--espaol-zwa.com');
    assert.strictEqual(url.domainToASCII('xn--iñvalid.com'), '');
    assert.strictEqual(url.domainToUnicode('xn--espaol-zwa.com'), 'español.com');
    assert.deepStrictEqual(
      { ...url.urlToHttpOptions(new URL('http://us%20er:p@[::1]:80/p?x#h')) },
      {
        protocol: 'http:',
        hostname: '::1',
        hash: '#h',
        search: '?x',
        pathname: '/p',
        path: '/p?x',
        href: 'http://us%20er:p@[::1]/p?x#h',
        auth: 'us er:p',
      },
    );
  });
});

describe('the interface before the standard', () => {
  test('parse', () => {
    const fields = (value) => Object.fromEntries(Object.entries(value).filter(([, field]) => field !== null));
    assert.deepStrictEqual(fields(url.parse('http://us%20er:p@HOST.com:80/p/a t"h?qu=e#ha')), {
      protocol: 'http:',
      slashes: true,
      auth: 'us er:p',
      host: 'host.com:80',
      port: '80',
      hostname: 'host.com',
      hash: '#ha',
      search: '?qu=e',
      query: 'qu=e',
      pathname: '/p/a%20t%22h',
      path: '/p/a%20t%22h?qu=e',
      href: 'http://us%20er:p@host.com:80/p/a%20t%22h?qu=e#ha',
    });
    assert.deepStrictEqual(fields(url.parse('mailto:a@b.c?x=y')), {
      protocol: 'mailto:',
      auth: 'a',
      host: 'b.c',
      hostname: 'b.c',
      search: '?x=y',
      query: 'x=y',
      path: '?x=y',
      href: 'mailto:a@b.c?x=y',
    });
    assert.deepStrictEqual({ ...url.parse('/a?b=c&b=d', true).query }, { b: ['c', 'd'] });
    assert.strictEqual(url.parse('//host/path', false, true).host, 'host');
    assert.strictEqual(url.parse('//host/path').host, null);
    assert.throws(() => url.parse('http://a:b/'), { code: 'ERR_INVALID_ARG_VALUE' });
    assert.throws(() => url.parse('http://[a b]/'), { code: 'ERR_INVALID_URL' });
    assert.throws(() => url.parse(5), { code: 'ERR_INVALID_ARG_TYPE' });
    assert.strictEqual(util.inspect(url.parse('a')).split(' ')[0], 'Url');
  });

  test('resolve', () => {
    const base = 'http://a/b/c/d;p?q';
    const pairs = [
      ['g', 'http://a/b/c/g'],
      ['./g/', 'http://a/b/c/g/'],
      ['//g', 'http://g/'],
      ['?y', 'http://a/b/c/d;p?y'],
      ['#s', 'http://a/b/c/d;p?q#s'],
      ['..', 'http://a/b/'],
      ['../../../g', 'http://a/g'],
      ['http:g', 'http://a/b/c/g'],
      ['mailto:x@y', 'mailto:x@y'],
      ['', base],
    ];
    for (const [relative, expected] of pairs)
      assert.strictEqual(url.resolve(base, relative), expected, relative);
    assert.strictEqual(url.resolve('/one/two/three', 'four'), '/one/two/four');
    assert.strictEqual(url.resolve('foo/bar', '../../../baz'), '../../baz');
  });

  test('format', () => {
    assert.strictEqual(
      url.format({ hostname: 'a', port: 8, pathname: '/x', query: { a: [1, 2] }, hash: 'h' }),
      'a:8/x?a=1&a=2#h',
    );
    assert.strictEqual(url.format({ protocol: 'https', host: 'h', pathname: 'p#?' }), 'https://h/p%23%3F');
    assert.strictEqual(
      url.format(new URL('http://u:p@xn--espaol-zwa.com/p?x#h'), {
        auth: false,
        fragment: false,
        search: false,
        unicode: true,
      }),
      'http://español.com/p',
    );
    assert.throws(() => url.format(5), { code: 'ERR_INVALID_ARG_TYPE' });
  });
});

describe('querystring', () => {
  test('parse', () => {
    const parse = (...args) => ({ ...querystring.parse(...args) });
    assert.deepStrictEqual(parse('a=1&b=2&a=3&c&=d&&e=%zz&f=a+b%20c'), {
      a: ['1', '3'],
      b: '2',
      c: '',
      '': 'd',
      e: '%zz',
      f: 'a b c',
    });
    assert.deepStrictEqual(parse('a:1;b:2', ';', ':'), { a: '1', b: '2' });
    assert.deepStrictEqual(parse('a&b&c', null, null, { maxKeys: 2 }), { a: '', b: '' });
    assert.deepStrictEqual(parse('a==b&=&a=b=c'), { a: ['=b', 'b=c'], '': '' });
    assert.strictEqual(Object.getPrototypeOf(querystring.parse('')), null);
    assert.deepStrictEqual(parse('a=b+c', null, null, { decodeURIComponent: (text) => `[${text}]` }), {
      '[a]': '[b%20c]',
    });
  });

  test('stringify, escape, unescape', () => {
    assert.strictEqual(
      querystring.stringify({ a: [1, 'x y', true, null], b: undefined, c: NaN, d: 10n, f: 'é&=', g: [] }),
      'a=1&a=x%20y&a=true&a=&b=&c=&d=10&f=%C3%A9%26%3D',
    );
    assert.strictEqual(querystring.stringify({ a: 'b', c: ['d', 'e'] }, ';', ':'), 'a:b;c:d;c:e');
    assert.strictEqual(querystring.escape("a b!'()*~é"), "a%20b!'()*~%C3%A9");
    assert.throws(() => querystring.escape('\ud800'), { name: 'URIError', code: 'ERR_INVALID_URI' });
    assert.strictEqual(querystring.unescape('%41%zz%20'), 'A%zz ');
    assert.deepStrictEqual(querystring.unescapeBuffer('a%20%zz%4'), Buffer.from('a %zz%4'));
  });
});

test('punycode', () => {
  const punycode = require('node:punycode');
  assert.strictEqual(punycode.encode('mañana'), 'maana-pta');
  assert.strictEqual(punycode.decode('maana-pta'), 'mañana');
  assert.strictEqual(punycode.toASCII('džemper@mañana.com'), 'džemper@xn--maana-pta.com');
  assert.strictEqual(punycode.toUnicode('xn--maana-pta.com'), 'mañana.com');
  assert.deepStrictEqual(punycode.ucs2.decode('a😀'), [0x61, 0x1f600]);
  assert.strictEqual(punycode.ucs2.encode([0x61, 0x1f600]), 'a😀');
  for (const [text, encoded] of [
    ['\ud800', 'ib9b'],
    ['a\udc00', 'a-9z5g'],
    ['\ud800x', 'x-qc4g'],
  ]) {
    assert.strictEqual(punycode.encode(text), encoded);
    assert.strictEqual(punycode.decode(encoded), text);
  }
  const overflow = 'Overflow: input needs wider integers to process';
  for (const [text, message] of [
    ['\u00e9-a', 'Illegal input >= 0x80 (not a basic code point)'],
    ['99999999', overflow],
    ['9999999999!', overflow],
    ['!9999999999', 'Invalid input'],
    ['ls8', 'Invalid input'],
    ['999999b', 'Invalid code point 59885513'],
  ]) {
    assert.throws(() => punycode.decode(text), { name: 'RangeError', message });
  }
  assert.throws(() => punycode.decode('\x80'), { name: 'RangeError', message: 'Invalid input' });
});
