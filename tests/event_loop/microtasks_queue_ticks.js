Promise.resolve().then(() => {
  print('microtask 1');
  process.nextTick(() => print('tick'));
  queueMicrotask(() => print('microtask 2'));
}).then(() => print('microtask 3'));
