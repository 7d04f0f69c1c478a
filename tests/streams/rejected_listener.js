const { Readable, Writable } = require('stream');
const r = new Readable({ captureRejections: true, read() {} });
r.on('data', async () => { throw new Error('rejected'); });
r.on('error', (error) => console.log('error', error.message, r.destroyed));
r.push('x');
const w = new Writable({ captureRejections: true, write(c, e, cb) { cb(); } });
w.on('drain', () => {}); w.on('finish', async () => { throw new Error('late'); });
w.on('error', (error) => console.log('w', error.message)); w.on('close', () => console.log('close')); w.end();
