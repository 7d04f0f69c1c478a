let count = 0;
let last = 0;
const interval = setInterval(() => {
  const now = Date.now();
  print(last === 0 || now - last >= 9);
  last = now;
  if (++count === 4) clearInterval(interval);
  if (count === 2) wait(60);
}, 10);
