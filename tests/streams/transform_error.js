const { Transform } = require('stream');
const t = new Transform({ transform(chunk, encoding, callback) { callback(new Error('bad ' + chunk)); } });
t.on('error', (error) => console.log('error', error.message, t.destroyed));
t.on('close', () => console.log('close'));
t.on('data', () => console.log('never'));
t.write('x'); t.end();
const f = new Transform({ transform(chunk, encoding, callback) { callback(); }, flush(callback) { callback(new Error('flush')); } });
f.on('error', (error) => console.log('error', error.message));
f.resume(); f.end('x');
const n = new Transform();
n.on('error', (error) => console.log('never', error.code));
try { n.write('x'); } catch (error) { console.log(error.code, error.message); }
