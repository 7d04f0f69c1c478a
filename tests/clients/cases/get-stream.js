'use strict';
const getStream = require('get-stream'); const { Readable } = require('stream');
(async () => {
  console.log(await getStream(Readable.from([Buffer.from('a'), Buffer.from('€')])), await getStream.buffer(Readable.from([Buffer.from([1])])), await getStream.array(Readable.from([1, 2])));
  await getStream(Readable.from([Buffer.from('too long')]), { maxBuffer: 3 }).catch((error) => console.log(error.name, error.bufferedData));
})();
