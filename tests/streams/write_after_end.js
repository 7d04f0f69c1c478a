const { Writable } = require('stream');
const w = new Writable({ write(chunk, encoding, callback) { callback(); } });
w.on('error', (error) => console.log('error', error.code, error.message));
w.on('finish', () => console.log('finish'));
w.on('close', () => console.log('close'));
w.end('x');
console.log(w.write('y', (error) => console.log('cb', error.code)));
w.end('z', (error) => console.log('end', error.code));
