const { Writable } = require('stream');
const w = new Writable({
  construct(callback) { setTimeout(callback, 1, null); },
  destroy(error, callback) { console.log('destroy', error && error.message); callback(error); },
  write() {},
});
for (const event of ['error', 'close']) w.on(event, (error) => console.log(event, error && error.message));
w.destroy(new Error('early'));
console.log('after');
