setImmediate(() => {
  print('immediate 1');
  setImmediate(() => print('immediate 3'));
  setTimeout(() => print('timer'), 0);
  wait(5);
});
setImmediate(() => print('immediate 2'));
