const { Readable } = require('stream');
const r = new Readable({ read() {} });
r.on('data', (chunk) => console.log('data', String(chunk)));
r.on('readable', () => { console.log('readable', r.readableFlowing); r.read(); });
r.on('end', () => console.log('end'));
r.push('one');
setTimeout(() => { r.push('two'); r.push(null); }, 2);
