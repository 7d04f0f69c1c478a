const { Readable } = require('stream');
const r = new Readable({ read() {} });
const listener = () => { console.log('readable'); r.removeListener('readable', listener); console.log(r.readableFlowing); };
r.on('readable', listener);
r.on('data', (chunk) => console.log('data', String(chunk)));
r.push('one');
setTimeout(() => { console.log(r.readableFlowing); r.push('two'); r.push(null); }, 2);
r.on('end', () => console.log('end'));
