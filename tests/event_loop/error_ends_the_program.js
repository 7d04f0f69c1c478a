process.on('exit', (code) => print('exit', code, process.exitCode));
setTimeout(() => print('never'), 1);
setTimeout(() => { throw new Error('end'); }, 0);
