const { Writable } = require('stream');
const w = new Writable({ write() {} });
w.on('error', (error) => console.log(error.code, error.message));
console.log(w.pipe(process.stdout));
