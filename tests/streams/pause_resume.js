const { Readable } = require('stream');
const r = new Readable({ read() {} });
for (const event of ['pause', 'resume', 'end', 'close']) r.on(event, () => console.log(event));
r.push('a'); r.push('b'); r.push('c'); r.push(null);
console.log(r.isPaused());
r.on('data', (chunk) => {
  console.log('data', String(chunk), r.readableFlowing);
  r.pause();
  console.log('paused', r.isPaused(), r.readableFlowing);
  setTimeout(() => { console.log('resuming'); r.resume(); }, 1);
});
