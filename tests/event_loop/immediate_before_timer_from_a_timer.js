setTimeout(() => {
  setTimeout(() => print('timer'), 0);
  setImmediate(() => print('immediate'));
  wait(5);
}, 1);
