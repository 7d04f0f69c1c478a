const { Readable } = require('stream');
const r = new Readable({ emitClose: false, read() {} });
r.on('close', () => console.log('never'));
r.on('error', () => console.log('error'));
r.destroy(new Error('x'));
setTimeout(() => console.log(r.closed, r.destroyed), 1);
