process.on('unhandledRejection', (reason, promise) => print('unhandled', reason, promise === rejected));
const rejected = Promise.reject('reason');
process.nextTick(() => print('tick'));
queueMicrotask(() => print('microtask'));
setImmediate(() => print('immediate'));
