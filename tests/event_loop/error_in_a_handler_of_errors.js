process.on('uncaughtException', () => { print('handler'); throw new Error('again'); });
process.on('exit', (code) => print('exit', code));
setTimeout(() => { throw new Error('first'); }, 1);
