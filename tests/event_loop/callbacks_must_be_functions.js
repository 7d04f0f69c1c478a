for (const schedule of [setTimeout, setInterval, setImmediate, queueMicrotask, process.nextTick]) {
  for (const value of [undefined, null, 1, 'code', {}, [], Symbol('s'), true, 5n]) {
    try { schedule(value); print('accepted'); } catch (error) { print(String(error)); }
  }
}
