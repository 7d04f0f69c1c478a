process.on('uncaughtExceptionMonitor', (error, origin) => print('monitor', error.message, origin));
process.on('uncaughtException', (error) => print('handler', error.message));
setTimeout(() => { throw new Error('thrown'); }, 1);
Promise.reject(new Error('rejected'));
