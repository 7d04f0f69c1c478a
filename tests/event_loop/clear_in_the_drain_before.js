setTimeout(() => { print(1); process.nextTick(() => clearTimeout(second)); }, 1);
const second = setTimeout(() => print(2), 1);
setImmediate(() => { print('a'); queueMicrotask(() => clearImmediate(other)); });
const other = setImmediate(() => print('b'));
wait(5);
