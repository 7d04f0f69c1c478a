process.on('uncaughtException', (error, origin) => {
  print(origin, error?.name, error?.code, error?.message, Object.keys(error).join());
});
class Named {}
const reasons = [
  null, undefined, 0, -0, 1.5, 10n, true, 'text', Symbol('s'), {}, [1, 2], new Map(), new Named(), { stack: 1 },
  function f() { return 1; }, { toString() { return 'not called'; } }, Object.create(null), new Error('an error'),
];
for (const reason of reasons) Promise.reject(reason);
