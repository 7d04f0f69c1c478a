const rejected = Promise.reject(new Error('in time'));
process.nextTick(() => rejected.catch((error) => print('caught', error.message)));
const other = Promise.reject(1);
queueMicrotask(() => queueMicrotask(() => other.catch((reason) => print('caught', reason))));
(async () => { try { await Promise.reject(2); } catch (reason) { print('caught', reason); } })();
