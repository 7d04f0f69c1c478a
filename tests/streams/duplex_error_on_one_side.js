const { Duplex } = require('stream');
const d = new Duplex({ read() {}, write(chunk, encoding, callback) { callback(new Error('w')); } });
for (const event of ['error', 'close', 'end']) d.on(event, (error) => console.log(event, error && error.message));
d.on('data', () => {});
d.write('x');
setTimeout(() => console.log(d.destroyed, d.readable, d.writable, d._readableState.errored === d._writableState.errored), 1);
