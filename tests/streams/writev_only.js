const { Writable } = require('stream');
const w = new Writable({ decodeStrings: false, writev(chunks, callback) { console.log(chunks.map(({ chunk, encoding }) => [chunk, encoding]), chunks.allBuffers); setTimeout(callback, 1); } });
w.write('a', 'latin1'); w.write('b'); w.write(Buffer.from('c')); w.end();
w.on('finish', () => console.log('finish'));
