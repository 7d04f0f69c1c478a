Promise.resolve().then(() => print('microtask'));
process.nextTick(() => print('tick'));
queueMicrotask(() => print('queued'));
print('script');
