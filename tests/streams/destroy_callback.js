const { Writable } = require('stream');
const w = new Writable({ write() {} });
w.on('error', (error) => console.log('error', error.message));
w.destroy(new Error('x'), (error) => console.log('callback', error.message));
w.destroy(null, (error) => console.log('again', error));
w.on('close', () => console.log('close'));
