'use strict';
const byline = require('byline'); const { PassThrough } = require('stream');
const source = new PassThrough(); byline(source).on('data', (line) => console.log(String(line))).on('end', () => console.log('end'));
source.write('one\n\ntw'); source.end('o\r\nthree');
const keep = byline.createStream(undefined, { keepEmptyLines: true, encoding: 'utf8' }); keep.on('data', (line) => console.log(JSON.stringify(line))); keep.end('a\n\nb');
