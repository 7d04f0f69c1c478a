process.on('exit', (code) => print('exit', code));
setTimeout(() => { process.nextTick(() => print('never')); process.exit(); }, 1);
setTimeout(() => print('nor this'), 1);
process.exitCode = 11;
