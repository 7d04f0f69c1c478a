process.on('exit', (code) => { print('exit', code); process.exitCode = 9; });
throw new Error('uncaught');
