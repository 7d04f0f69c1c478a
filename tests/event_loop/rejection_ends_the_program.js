process.on('exit', (code) => print('exit', code));
Promise.reject(new Error('nobody cares'));
process.nextTick(() => print('tick'));
setTimeout(() => print('never'), 1);
