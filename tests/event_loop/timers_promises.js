const timers = process.getBuiltinModule('timers');
const tp = process.getBuiltinModule('timers/promises');
const custom = Symbol.for('nodejs.util.promisify.custom');
print(timers.promises === tp, setTimeout[custom] === tp.setTimeout, setImmediate[custom] === tp.setImmediate);
print(Object.keys(timers).join(), Object.keys(tp).join(), timers.setTimeout === setTimeout);
for (const name of Object.keys(tp)) print(tp[name].name, tp[name].length);
print(Object.prototype.toString.call(tp.scheduler), tp.scheduler.constructor.name);
const tell = (error) => print(error.name, error.code, error.message, error.cause);
(async () => {
  print(await tp.setTimeout(2, 'v'), await tp.setImmediate('i'), await tp.scheduler.wait(1), await tp.scheduler.yield());
  for (const list of [['x'], [1, 1, null], [1, 1, 5], [1, 1, { signal: 5 }], [1, 1, { ref: 1 }], [1, 1, { signal: {} }]]) {
    await tp.setTimeout(...list).then(() => print('accepted'), (error) => print(error.code));
  }
  for (const list of [[1, null], [1, { signal: 5 }], [1, { ref: 1 }]]) {
    await tp.setImmediate(...list).catch((error) => print(error.code));
  }
  // A signal by the few members that are asked of one.
  const signal = {
    aborted: false,
    listeners: new Set(),
    addEventListener(name, listener) { this.listeners.add(listener); },
    removeEventListener(name, listener) { this.listeners.delete(listener); },
    abort(reason) { this.aborted = true; this.reason = reason; for (const listener of this.listeners) listener(); },
  };
  if (typeof AbortController === 'function') {
    const controller = new AbortController();
    signal.abort = (reason) => controller.abort(reason);
    signal.real = controller.signal;
  }
  const given = { signal: signal.real ?? signal };
  await tp.setTimeout(1, 'not aborted', given).then(print);
  setTimeout(() => signal.abort('why'), 5);
  await tp.setTimeout(10000, 1, given).catch(tell);
  await tp.setTimeout(10000, 1, given).catch(tell);
  await tp.setImmediate(1, given).catch(tell);
  let count = 0;
  for await (const value of tp.setInterval(2, 'x')) {
    print(value);
    if (++count === 3) break;
  }
  try { for await (const value of tp.setInterval(2, 'y', given)) print('never'); } catch (error) { tell(error); }
  try { await tp.setInterval('x').next(); } catch (error) { print(error.code); }
  try { new tp.scheduler.constructor(); } catch (error) { print(error.name, error.code, error.message); }
  tp.setTimeout(100000, 1, { ref: false });
})();
