'use strict';
const concat = require('concat-stream');
const { bytes, digest, pieces } = require('../lib/data');

const into = (name, show, chunks, options = {}) => {
  const stream = concat(options, (whole) => console.log(name, Buffer.isBuffer(whole), show(whole)));
  for (const chunk of chunks) stream.write(chunk);
  stream.end();
};
into('buffers', digest, pieces(bytes(10000), 1, 999));
into('strings', String, ['a', 'ü', '€']);
into('mixed', String, [Buffer.from('a'), 'b', new Uint8Array([99])]);
into('nothing', JSON.stringify, []);
into('arrays', JSON.stringify, [[1], [2, 3]]);
into('objects', JSON.stringify, [{ a: 1 }, { b: 2 }], { encoding: 'object' });
into('forced', digest, ['1', '2'], { encoding: 'buffer' });
into('typed', (whole) => whole.constructor.name + whole.length, [Buffer.from('xyz')], { encoding: 'uint8array' });
