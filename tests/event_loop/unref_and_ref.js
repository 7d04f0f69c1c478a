const timer = setTimeout(() => print('runs', timer.hasRef()), 60);
print(timer.unref() === timer, timer.hasRef(), timer.ref() === timer, timer.hasRef());
let count = 0;
const interval = setInterval(() => {
  print('interval', interval.unref().hasRef());
  if (++count === 2) clearInterval(interval);
}, 5);
