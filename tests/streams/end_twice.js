const { Writable } = require('stream');
const w = new Writable({ write(chunk, encoding, callback) { callback(); } });
w.end((error) => console.log('first', error));
w.end((error) => console.log('second', error));
w.on('finish', () => { console.log('finish'); w.end((error) => console.log('third', error.code, error.message)); });
w.on('close', () => w.end('x', (error) => console.log('fourth', error.code)));
w.on('error', (error) => console.log('error', error.code));
