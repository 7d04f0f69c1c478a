process.on('uncaughtException', (error, origin) => print('caught', error.message, origin));
queueMicrotask(() => {
  process.nextTick(() => print('tick'));
  Promise.resolve().then(() => print('microtask 3'));
  throw new Error('thrown');
});
queueMicrotask(() => print('microtask 2'));
