'use strict';
const getRawBody = require('raw-body');
const { PassThrough, Readable } = require('node:stream');

(async () => {
  console.log(await getRawBody(Readable.from([Buffer.from('na'), Buffer.from('ïve')]), 'utf8'), await getRawBody(Readable.from([Buffer.from([0xe4])]), { encoding: 'latin1' }), await getRawBody(Readable.from([Buffer.from('abc')])));
  for (const options of [{ limit: 2 }, { length: 5 }, { encoding: 'nope' }, { limit: '1kb', length: '3' }]) {
    const stream = new PassThrough();
    stream.end('abc');
    await getRawBody(stream, options).then((body) => console.log('body', body), (error) => console.log(error.name, error.type, error.status, error.message, error.limit, error.received));
  }
  getRawBody(Readable.from(['text']), true, (error, text) => console.log(error?.type, text));
})();
