const print = (...parts) => process.stdout.write(`${parts.map(String).join(' ')}\n`);
const specifiers = [
  'exp', 'exp/a', 'exp/null', 'exp/bad', 'exp/bad2', 'exp/miss', 'exp/cond', 'exp/p/k', 'exp/p/priv/z', 'exp/arr', 'exp/zzz',
  'exp/dir/k', 'exp/num', 'exp/esc', 'exp/nm', 'nomain', 'badjson', 'bad', 'sub', 'sub/', '#a', '#x', '#n', '#q', '#', '#/a',
  '#p/z', '#b', '#c', '#f', '#u', '#cond', '#num', 'self', 'self/main', 'self/cond', 'self/u', 'exp/', '.', './', '..',
  'node_modules', 'exp%2f', '@x', '@x/y', './a%2fb', 'exp/p/%2e%2e', 'm1', 'm2', 'm1/x', '@scope/pkg', '@scope/pkg/r',
  '@scope/pkg/r.js', '@scope/pkg/lib/r.cjs', '@scope/pkg/a/r/b', '@scope/pkg/nothing', '@scope', 'path', 'node:path', 'node:x',
];
for (const specifier of specifiers) {
  try {
    print('require', specifier, require.resolve(specifier));
  } catch (error) {
    print('require', specifier, error.name, error.constructor.name, error.code, JSON.stringify(error.message), Object.keys(error).join());
  }
}
for (const specifier of ['@scope/pkg', '@scope/pkg/r', '#cond', 'self/cond']) print(specifier, require(specifier));
