const { Readable } = require('stream');
const EventEmitter = require('events');
const old = new EventEmitter();
old.pause = () => console.log('pause'); old.resume = () => console.log('resume'); old.extra = () => 'extra';
const r = new Readable({ highWaterMark: 3 }).wrap(old);
console.log(r.extra());
old.emit('data', Buffer.from('abc')); old.emit('data', Buffer.from('def'));
setTimeout(() => { r.on('data', (chunk) => console.log(String(chunk))); setTimeout(() => { old.emit('data', Buffer.from('g')); old.emit('end'); }, 1); }, 1);
r.on('end', () => console.log('end'));
