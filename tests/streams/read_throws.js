const { Readable } = require('stream');
const r = new Readable({ read() { throw new Error('from _read'); } });
r.on('error', (error) => console.log('error', error.message));
r.on('close', () => console.log('close'));
r.resume();
const plain = new Readable();
plain.on('error', (error) => console.log(error.code, error.message));
plain.read();
