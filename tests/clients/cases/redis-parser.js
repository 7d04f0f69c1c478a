'use strict';
const Parser = require('redis-parser');
const { bytes, digest, pieces } = require('../lib/data');

const wire = Buffer.concat([Buffer.from('+OK\r\n:-12345\r\n$6\r\nfoobar\r\n$-1\r\n*3\r\n$3\r\nfoo\r\n:5\r\n*2\r\n+a\r\n$-1\r\n-ERR bad thing\r\n*0\r\n*-1\r\n$0\r\n\r\n'),
  Buffer.from('$70000\r\n'), bytes(70000), Buffer.from('\r\n+ü€\r\n')]);
for (const sizes of [[wire.length], [1, 2, 3, 5000], [4096]]) for (const returnBuffers of [false, true]) {
  const seen = [];
  const show = (reply) => (Buffer.isBuffer(reply) ? `<${digest(reply)}>` : Array.isArray(reply) ? `[${reply.map(show)}]` : typeof reply === 'string' && reply.length > 100 ? digest(reply) : String(reply));
  const parser = new Parser({ returnBuffers, returnReply: (reply) => seen.push(show(reply)), returnError: (error) => seen.push(`${error.name}: ${error.message}`), returnFatalError: (error) => seen.push(`fatal ${error.message}`) });
  for (const piece of pieces(wire, ...sizes)) parser.execute(piece);
  console.log(sizes.length, returnBuffers, seen.join(' '));
}
const parser = new Parser({ returnReply() {}, returnError() {}, returnFatalError: (error) => console.log(error.message) });
parser.execute(Buffer.from('?what'));
