const { Readable } = require('stream');
const r = new Readable({ read() {} });
r.on('readable', () => console.log('never'));
r.removeAllListeners();
r.on('data', (chunk) => console.log('data', String(chunk)));
r.resume();
r.push('x');
setTimeout(() => { r.push('y'); r.push(null); }, 1);
console.log(r.listenerCount('readable'), r.readableFlowing);
