process.exitCode = 3;
process.on('exit', (code) => print('exit', code));
setTimeout(() => print('timer'), 1);
