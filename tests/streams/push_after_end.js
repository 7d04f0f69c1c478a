const { Readable } = require('stream');
const r = new Readable({ read() {} });
r.on('error', (error) => console.log('error', error.name, error.code, error.message));
r.on('close', () => console.log('close'));
r.push('a'); r.push(null);
console.log(r.push('b'));
console.log(r.destroyed, r.errored.code);
