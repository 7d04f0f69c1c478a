const { finished, Duplex } = require('stream');
const make = () => new Duplex({ read() { this.push(null); }, write(chunk, encoding, callback) { callback(); } });
const a = make(); finished(a, { readable: false }, () => console.log('writable side')); a.end();
const b = make(); finished(b, { writable: false }, () => console.log('readable side')); b.resume();
const c = make(); finished(c, () => console.log('both')); c.resume(); c.end();
const controller = new AbortController();
const d = make(); finished(d, { signal: controller.signal }, (error) => console.log(error.name, error.code, error.cause)); controller.abort('reason');
finished(make(), { signal: AbortSignal.abort('before') }, (error) => console.log(error.name, error.cause));
