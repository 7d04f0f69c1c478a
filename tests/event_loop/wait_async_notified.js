const cells = new Int32Array(new SharedArrayBuffer(8));
Atomics.waitAsync(cells, 0, 0).value.then((how) => print(how));
setTimeout(() => print('notified', Atomics.notify(cells, 0)), 1);
setTimeout(() => print('end'), 30);
