setTimeout(() => {
  print('start');
  setImmediate(() => {
    print('immediate');
    process.nextTick(() => print('tick of immediate'));
    Promise.resolve().then(() => print('microtask of immediate'));
    setTimeout(() => print('timer of immediate'), 1);
    wait(4);
  });
  setTimeout(() => {
    print('timer');
    setImmediate(() => print('immediate of timer'));
  }, 1);
  process.nextTick(() => print('tick'));
  queueMicrotask(() => print('microtask'));
  wait(4);
}, 1);
