process.on('uncaughtException', (error) => print('caught', error.message));
setTimeout(() => print('timer'), 1);
process.nextTick(() => print('tick'));
throw new Error('thrown');
