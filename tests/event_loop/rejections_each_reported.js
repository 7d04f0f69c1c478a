process.on('uncaughtException', (error, origin) => print(error.message, origin));
Promise.reject(new Error('first'));
Promise.reject(new Error('second'));
process.nextTick(() => print('tick'));
setTimeout(() => print('alive'), 2);
