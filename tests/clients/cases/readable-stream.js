'use strict';
const { Readable, Writable, Transform, pipeline, PassThrough, finished } = require('readable-stream');
const { bytes, digest, pieces } = require('../lib/data');

const data = bytes(50000);
const upper = new Transform({ transform(chunk, encoding, done) { done(null, chunk.map((byte) => byte ^ 255)); } });
const out = [];
pipeline(Readable.from(pieces(data, 1000, 17)), upper, new PassThrough(), new Writable({ write(chunk, encoding, done) { out.push(chunk); setImmediate(done); } }), (error) => {
  console.log('pipeline', error, digest(Buffer.concat(out)));
});
(async () => {
  let total = 0;
  for await (const chunk of Readable.from(pieces(data, 777))) total += chunk.length;
  console.log('iterated', total);
  const source = new Readable({ read() {} });
  source.push('ü€');
  source.push(Buffer.from([0xf0, 0x9f]));
  source.push(Buffer.from([0x98, 0x80]));
  source.push(null);
  source.setEncoding('utf8');
  let text = '';
  for await (const part of source) text += part;
  console.log(text);
  const failing = new Readable({ read() { this.destroy(new Error('broken')); } });
  finished(failing, (error) => console.log('finished', error.message));
  failing.resume();
})();
