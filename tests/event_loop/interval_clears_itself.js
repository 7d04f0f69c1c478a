let count = 0;
const interval = setInterval(() => {
  print('interval', ++count);
  if (count === 3) clearInterval(interval);
}, 2);
