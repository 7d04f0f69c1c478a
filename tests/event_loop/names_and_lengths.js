const functions = [
  setTimeout, setInterval, setImmediate, clearTimeout, clearInterval, clearImmediate, queueMicrotask,
  process.nextTick, process.exit, process.emitWarning, process.hrtime, process.hrtime.bigint,
  process.memoryUsage, process.memoryUsage.rss, process.cpuUsage, process.uptime, process.emit, process.once,
];
for (const f of functions) print(f.name, f.length);
for (const name of ['setTimeout', 'setImmediate', 'clearTimeout', 'queueMicrotask', 'process']) {
  const { writable, enumerable, configurable } = Object.getOwnPropertyDescriptor(globalThis, name);
  print(name, writable, enumerable, configurable);
}
for (const object of [setTimeout(() => {}), setImmediate(() => {})]) {
  print(object.constructor.name, object.constructor.length, Object.prototype.toString.call(object));
}
