process.removeAllListeners('warning');
process.on('warning', (warning) => print(warning.name, warning.message));
process.on('unhandledRejection', () => {});
const first = Promise.reject(1);
const second = Promise.reject(2);
setTimeout(() => { second.catch(() => {}); first.catch(() => {}); }, 2);
