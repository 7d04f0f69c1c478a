let count = 0;
const interval = setInterval(() => {
  print('interval');
  wait(5);
  if (++count === 3) clearInterval(interval);
}, 1);
setTimeout(() => setImmediate(() => print('immediate')), 1);
wait(4);
