'use strict';
const iconv = require('iconv-lite');
const { bytes, digest, pieces, thrown, text } = require('../lib/data');

const sample = 'Hello ü é ß € Привет 日本語 中文 한국어 😀';
for (const name of ['utf8', 'utf16le', 'utf16be', 'utf-16', 'utf32', 'utf7', 'latin1', 'win1251', 'cp437', 'shift_jis', 'euc-jp', 'gbk', 'gb18030', 'big5', 'euc-kr', 'koi8-r', 'macroman', 'base64', 'hex']) {
  const encoded = iconv.encode(name === 'base64' ? 'aGk=' : name === 'hex' ? 'beef' : sample, name);
  console.log(name, Buffer.isBuffer(encoded), digest(encoded), iconv.decode(encoded, name));
}
console.log(iconv.decode(bytes(256), 'cp1252').length, digest(iconv.decode(bytes(3000), 'gbk')), digest(iconv.decode(bytes(3000, 8), 'sjis')));
console.log(iconv.encodingExists('nope'), thrown(() => iconv.decode(Buffer.from(''), 'nope')), thrown(() => iconv.decode('str', 'utf8')));
console.log(iconv.decode(Buffer.from('efbbbf61', 'hex'), 'utf8').length, iconv.encode('a', 'utf16', { addBOM: false }).toString('hex'), iconv.decode(Buffer.from('feff0061', 'hex'), 'utf16'));
const decoder = iconv.getDecoder('shift_jis');
let out = '';
for (const piece of pieces(iconv.encode(text(100), 'shift_jis'), 1, 2, 3)) out += decoder.write(piece);
console.log(digest(out + (decoder.end() || '')));
const stream = iconv.decodeStream('utf16be');
let whole = '';
stream.on('data', (part) => { whole += part; });
stream.on('end', () => console.log('stream', whole === text(200), typeof whole));
for (const piece of pieces(iconv.encode(text(200), 'utf16be'), 1, 3, 50)) stream.write(piece);
stream.end();
