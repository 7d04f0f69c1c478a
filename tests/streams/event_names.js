const { Duplex, Readable, Writable } = require('stream');
const r = new Readable({ read() {} });
console.log(r.eventNames());
r.on('end', () => {}); r.on('data', () => {}); r.on('custom', () => {}); r.once('close', () => {});
console.log(r.eventNames());
const d = new Duplex(); d.on('readable', () => {}); d.on('finish', () => {}); d.on('x', () => {}); d.removeAllListeners('finish');
console.log(d.eventNames(), new Writable().eventNames());
