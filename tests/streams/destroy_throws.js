const { Readable } = require('stream');
const r = new Readable({ read() {}, destroy() { throw new Error('in destroy'); } });
r.on('error', (error) => console.log('error', error.message));
r.on('close', () => console.log('close'));
r.destroy(null);
