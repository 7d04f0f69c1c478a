const { Readable } = require('stream');
const r = new Readable({
  read() {},
  destroy(error, callback) { console.log('_destroy', error && error.message); setTimeout(() => { console.log('done'); callback(error); }, 1); },
});
r.on('error', (error) => console.log('error', error.message, r.destroyed, r.closed));
r.on('close', () => console.log('close', r.closed));
r.push('lost');
r.on('data', () => console.log('never'));
console.log(r.destroy(new Error('boom')) === r, r.destroyed, r.errored.message, r.readable, r.readableAborted);
r.destroy(new Error('second'));
console.log(r.push('x'));
