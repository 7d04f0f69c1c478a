const timer = setTimeout(() => print('never'), 5);
clearTimeout(timer);
timer.refresh();
setTimeout(() => print('end'), 15);
