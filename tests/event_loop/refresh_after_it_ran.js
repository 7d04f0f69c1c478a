let runs = 0;
const timer = setTimeout(() => {
  print('run', ++runs);
  if (runs === 1) setTimeout(() => { timer.refresh(); print(timer.hasRef()); }, 2);
  if (runs === 2) timer.refresh();
}, 5);
