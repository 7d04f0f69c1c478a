process.nextTick(() => {
  print('tick 1');
  process.nextTick(() => print('tick 3'));
  Promise.resolve().then(() => print('microtask'));
});
process.nextTick(() => print('tick 2'));
