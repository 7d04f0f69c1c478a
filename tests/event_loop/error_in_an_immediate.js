process.on('uncaughtException', (error) => print('caught', error.message));
setImmediate(() => {
  process.nextTick(() => print('tick'));
  Promise.resolve().then(() => print('microtask'));
  throw new Error('thrown');
});
setImmediate(() => print('immediate 2'));
setImmediate(() => print('immediate 3'));
