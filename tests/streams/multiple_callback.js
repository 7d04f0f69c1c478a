const { Writable, Transform } = require('stream');
const w = new Writable({ write(chunk, encoding, callback) { callback(); callback(); } });
w.on('error', (error) => console.log(error.code, error.message));
w.write('x');
const t = new Transform({ transform(chunk, encoding, callback) { callback(); callback(); } });
t.on('error', (error) => console.log(error.code));
t.write('x');
