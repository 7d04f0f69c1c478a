process.on('exit', (code) => { print('exit', code); process.exit(12); });
setTimeout(() => { throw new Error('uncaught'); }, 1);
