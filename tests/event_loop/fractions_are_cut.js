setTimeout(() => print('1.9'), 1.9);
setTimeout(() => print('1'), 1);
setTimeout(() => print('1.1'), 1.1);
wait(8);
