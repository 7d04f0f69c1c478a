const Stream = require('stream');
const { PassThrough } = Stream;
console.log(Stream === Stream.Stream, Stream.prototype instanceof require('events'), typeof Stream.prototype.pipe);
const old = new Stream(); old.readable = true;
old.pause = () => console.log('pause'); old.resume = () => console.log('resume');
const target = new PassThrough({ highWaterMark: 2 });
old.pipe(target);
old.emit('data', 'abc'); 
target.on('data', (chunk) => console.log('data', String(chunk)));
target.on('end', () => console.log('end'));
setTimeout(() => old.emit('end'), 2);
const broken = new Stream(); broken.pipe(new PassThrough());
try { broken.emit('error', new Error('unheard')); } catch (error) { console.log(error.message); }
