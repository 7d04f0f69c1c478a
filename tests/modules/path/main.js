const path = require('path');
const print = (...parts) => process.stdout.write(`${parts.map((part) => JSON.stringify(part) ?? 'undefined').join(' ')}\n`);
const samples = ['', '.', '..', '/', '//', '///', 'a', 'a/', '/a', '/a/', '/a/b', '/a/b/', 'a/b/../c', './a', '../a', '/..', '/../a', 'a//b', '/a/./b',
  'a.js', '/x/a.b.js', '.bashrc', 'a.', 'a..', '..js', '/x/.y/', 'file.tar.gz', 'a/.', 'a/..', 'a/b/.', '//a', '//a/b', '/a//', 'a\\b', ' ', '/a b/c',
  'C:', 'C:\\', 'C:a', 'C:\\a', 'C:/a/b', 'c:\\a\\..\\..\\b', '\\\\server\\share', '\\\\server\\share\\', '\\\\server\\share\\dir\\file.txt', '\\a\\b', '//server/share/x', '\\\\', 'a\\..\\b', 'C:\\a.b\\c.d', 'C:..\\x', '\\\\?\\C:\\x'];
for (const flavour of ['posix', 'win32']) {
  const p = path[flavour];
  for (const sample of samples) {
    print(flavour, sample, p.normalize(sample), p.isAbsolute(sample), p.dirname(sample), p.basename(sample), p.extname(sample), sample === '/..' ? '' : p.parse(sample));
  }
  for (const [base, suffix] of [['a.js', '.js'], ['.js', '.js'], ['a.js', 'js'], ['/x/a.js', 'a.js'], ['a.js/', '.js'], ['a.js', ''], ['aaa', 'a'], ['a.js', '.ts']]) print('suffix', p.basename(base, suffix));
}
for (const parts of [[], [''], ['', ''], ['a', 'b'], ['/a', '../b'], ['a', '', 'c'], ['..', 'a', '..'], ['/', 'a'], ['a', '/b'], ['.', '.'], ['a/', '/b']]) {
  print('join', parts, path.posix.join(...parts), path.win32.join(...parts));
}
for (const parts of [['/a', 'b'], ['/a', '/b'], ['/a', '..', 'c'], ['/a/b', '../../..', 'c'], ['/', ''], ['/a/', '.']]) print('resolve', path.posix.resolve(...parts));
for (const parts of [['C:\\a', 'b'], ['C:\\a', '\\b'], ['C:\\a', 'D:\\b'], ['C:\\a', '..\\..\\c'], ['\\\\s\\h\\a', 'b'], ['C:\\', 'x', 'D:y', 'C:z']]) print('resolve', path.win32.resolve(...parts));
for (const [from, to] of [['/a/b/c', '/a/b/d'], ['/a', '/a'], ['/a/b', '/'], ['/', '/a'], ['/a/b', '/a/b/c/d'], ['/a/bc', '/a/b'], ['/x/y', '/z']]) print('relative', path.posix.relative(from, to));
for (const [from, to] of [['C:\\a\\b', 'C:\\a\\c'], ['C:\\A', 'c:\\a\\b'], ['C:\\a', 'D:\\b'], ['C:\\', 'C:\\x']]) print('relative', path.win32.relative(from, to));
for (const object of [{}, { base: 'x' }, { dir: '/a', base: 'b' }, { root: '/', base: 'b' }, { dir: '/', root: '/', base: 'b' }, { name: 'n', ext: '.e' }, { name: 'n', ext: 'e' }, { dir: 'd', name: 'n' }]) print('format', path.posix.format(object), path.win32.format(object));
for (const [file, glob] of [['/a/b.js', '/a/*.js'], ['/a/b/c.js', '/a/**/*.js'], ['/a/c.js', '/a/**/*.js'], ['a.ts', '*.{js,ts}'], ['a.css', '*.{js,ts}'], ['ab', 'a?'], ['abc', 'a[bc]c'], ['axc', 'a[!bc]c']]) print('glob', path.posix.matchesGlob(file, glob));
for (const call of [() => path.join(1), () => path.basename({}), () => path.basename('a', 1), () => path.format(null), () => path.format('x'), () => path.relative('a'), () => path.resolve('a', null), () => path.isAbsolute(), () => path.parse(true), () => path.dirname(5)]) {
  try { print(call()); } catch (error) { print(error.code, error.message); }
}
print(path.sep, path.delimiter, path.win32.sep, path.win32.delimiter, path.posix === path, path.win32.posix === path, path.toNamespacedPath('/a'), path.win32.toNamespacedPath('C:\\a'), path.win32.toNamespacedPath('\\\\s\\h\\x'), Object.keys(path));
