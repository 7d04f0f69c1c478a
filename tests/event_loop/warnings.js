const show = (warning) => print(warning.name, warning.code, warning.message, warning.detail, Object.keys(warning).join());
process.removeAllListeners('warning');
process.on('warning', show);
const arguments_ = [
  [], [1], ['m'], ['m', 1], ['m', 'T', 'c'], ['m', 'DeprecationWarning', 'DEP1'],
  ['m', { type: 'Q', code: 'C', detail: 'd' }], ['m', {}], [new TypeError('e')], ['m', 'T', 5], ['m', null], ['m', []],
  ['m', ''], ['m', () => {}], ['m', 'T', () => {}], ['m', { detail: 5 }],
];
for (const list of arguments_) try { process.emitWarning(...list); } catch (error) { print(String(error)); }
process.nextTick(() => {
  process.noDeprecation = true;
  process.emitWarning('silent', 'DeprecationWarning');
  process.noDeprecation = false;
  process.throwDeprecation = true;
  process.on('uncaughtException', (error) => print('thrown', error.message));
  process.emitWarning('thrown', 'DeprecationWarning');
});
