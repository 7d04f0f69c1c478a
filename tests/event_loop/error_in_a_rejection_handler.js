process.on('unhandledRejection', (reason) => { print('unhandled', reason); throw new Error('in handler'); });
process.on('uncaughtException', (error, origin) => print('caught', error.message, origin));
Promise.reject(1);
setTimeout(() => print('alive'), 5);
