const cells = new Int32Array(new SharedArrayBuffer(8));
Atomics.waitAsync(cells, 0, 0).value.then(() => print('never'));
setTimeout(() => print('timer'), 1);
