const print = (...parts) => process.stdout.write(`${parts.map(String).join(' ')}\n`);
const specifiers = [
  'exp', 'exp/a', 'exp/null', 'exp/bad', 'exp/bad2', 'exp/miss', 'exp/cond', 'exp/p/k', 'exp/p/priv/z', 'exp/arr', 'exp/zzz',
  'exp/dir/k', 'exp/num', 'exp/esc', 'exp/nm', 'nomain', 'badjson', 'bad', 'sub', 'sub/', '#a', '#x', '#n', '#q', '#', '#/a',
  '#p/z', '#b', '#c', '#f', '#u', '#cond', '#num', 'self', 'self/main', 'self/cond', 'self/u', 'exp/', '.', './', '..',
  'node_modules', 'exp%2f', '@x', '@x/y', './a%2fb', 'exp/p/%2e%2e', 'm1', 'm2', 'm1/x', '@scope/pkg', '@scope/pkg/r',
  '@scope/pkg/r.js', '@scope/pkg/lib/r.cjs', '@scope/pkg/a/r/b', '@scope/pkg/nothing', '@scope', 'path', 'node:path', 'node:x',
];
for (const specifier of specifiers.slice(0, -1)) {
  try {
    print('resolve', specifier, import.meta.resolve(specifier));
  } catch (error) {
    print('resolve', specifier, error.name, error.constructor.name, error.code, JSON.stringify(error.message), Object.keys(error).join());
  }
}
for (const specifier of ['@scope/pkg', '@scope/pkg/r', '#cond', 'self/cond']) print(specifier, (await import(specifier)).default);
const imports = [
  'exp', 'exp/a', 'exp/null', 'exp/bad', 'exp/miss', 'nomain', 'badjson', 'bad', 'sub', '#a', '#x', '#n', '#q', 'self', '.', './',
  './nope', './node_modules', '/nope', 'http://x/', 'data:text/javascript,export default 1', 'data:text/javascript;base64,ZXhwb3J0IGRlZmF1bHQgMg==',
  'data:text/plain,x', './a%2fb', './package.json', 'node:nope', 'path/x', 'test', './main', './file.foo', 'file:///nope.js',
  './file.foo?x', './own/i.mjs?query#hash', `file://${import.meta.dirname}/own/i.mjs`,
];
for (const specifier of imports) {
  try {
    print('import', specifier, Object.keys(await import(specifier)).join());
  } catch (error) {
    print('import', specifier, error.name, error.constructor.name, error.code, JSON.stringify(error.message), Object.keys(error).join());
  }
}
