setTimeout(() => {
  print('timer 1');
  Promise.resolve().then(() => print('microtask 1'));
  process.nextTick(() => print('tick 1'));
}, 1);
setTimeout(() => print('timer 2'), 2);
wait(8);
