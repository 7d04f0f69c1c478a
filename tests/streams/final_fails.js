const { Writable } = require('stream');
for (const final of [(cb) => cb(new Error('sync')), (cb) => setTimeout(cb, 1, new Error('late')), () => { throw new Error('thrown'); }]) {
  const w = new Writable({ write(chunk, encoding, callback) { callback(); }, final });
  w.on('error', (error) => console.log('error', error.message));
  w.on('finish', () => console.log('never'));
  w.on('close', () => console.log('close'));
  w.end((error) => console.log('end', error.message));
}
