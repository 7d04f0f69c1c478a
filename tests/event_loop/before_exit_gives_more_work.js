let rounds = 0;
process.on('beforeExit', (code) => {
  print('beforeExit', code);
  process.nextTick(() => print('tick'));
  if (rounds++ < 2) setTimeout(() => print('more'), 1);
});
process.on('exit', (code) => {
  print('exit', code);
  setTimeout(() => print('too late'), 0);
  process.nextTick(() => print('too late'));
  queueMicrotask(() => print('too late'));
});
