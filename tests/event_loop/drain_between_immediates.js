setImmediate(() => {
  print('immediate 1');
  Promise.resolve().then(() => print('microtask'));
  process.nextTick(() => print('tick'));
});
setImmediate(() => print('immediate 2'));
