const { Duplex, Readable, Writable } = require('stream');
const names = ['readable', 'writable', 'readableFlowing', 'readableLength', 'readableHighWaterMark', 'readableObjectMode', 'readableEncoding', 'readableEnded',
  'readableDidRead', 'readableAborted', 'writableEnded', 'writableFinished', 'writableHighWaterMark', 'writableObjectMode', 'writableLength', 'writableCorked', 'writableNeedDrain',
  'writableAborted', 'destroyed', 'closed', 'errored', 'allowHalfOpen'];
const show = (s) => console.log(names.map((name) => `${name}=${s[name]}`).join(' '));
const streams = [new Readable({ read() {} }), new Writable({ write() {} }), new Duplex({ read() {}, write() {} })];
streams.forEach(show);
for (const s of streams) s.destroy();
streams.forEach(show);
