const { Writable, Readable } = require('stream');
const w = new Writable({ construct(callback) { callback(new Error('no')); }, write() { console.log('never'); } });
w.write('x', (error) => console.log('write', error.message));
for (const event of ['error', 'close']) w.on(event, (error) => console.log(event, error && error.message));
const r = new Readable({ construct(callback) { callback(); callback(); }, read() { console.log('read'); } });
r.on('error', (error) => console.log(error.code));
const t = new Readable({ construct() { throw new Error('thrown'); } });
t.on('error', (error) => console.log(error.message));
