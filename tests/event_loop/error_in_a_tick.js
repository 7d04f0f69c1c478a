process.on('uncaughtException', (error) => print('caught', error.message));
process.nextTick(() => {
  process.nextTick(() => print('tick 3'));
  Promise.resolve().then(() => print('microtask'));
  throw new Error('thrown');
});
process.nextTick(() => print('tick 2'));
setTimeout(() => print('timer'), 1);
setImmediate(() => print('immediate'));
wait(5);
