process.on('uncaughtException', (error, origin) => print('caught', error.message, origin));
setTimeout(() => {
  process.nextTick(() => print('tick'));
  Promise.resolve().then(() => print('microtask'));
  throw new Error('thrown');
}, 1);
setTimeout(() => print('timer 2'), 1);
setTimeout(() => print('timer 3'), 2);
setImmediate(() => print('immediate'));
wait(8);
