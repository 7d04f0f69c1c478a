process.on('unhandledRejection', (reason) => print('unhandled', reason));
process.on('rejectionHandled', (promise) => print('handled', promise === rejected));
const rejected = Promise.reject('late');
setTimeout(() => rejected.catch(() => print('caught')), 2);
