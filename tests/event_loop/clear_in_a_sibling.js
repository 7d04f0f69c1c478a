const timers = [];
timers.push(setTimeout(() => { print(1); clearTimeout(timers[1]); }, 1));
timers.push(setTimeout(() => print(2), 1));
timers.push(setTimeout(() => print(3), 1));
const immediates = [];
immediates.push(setImmediate(() => { print('a'); clearImmediate(immediates[1]); }));
immediates.push(setImmediate(() => print('b')));
immediates.push(setImmediate(() => print('c')));
wait(5);
