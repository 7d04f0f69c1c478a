process.on('uncaughtException', (error) => print('caught', error.message));
setTimeout(() => {
  process.nextTick(() => print('tick'));
  setImmediate(() => print('immediate'));
  throw new Error('thrown');
}, 1);
wait(5);
