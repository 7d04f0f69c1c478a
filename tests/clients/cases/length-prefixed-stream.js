'use strict';
const lpstream = require('length-prefixed-stream');
const encode = lpstream.encode(), decode = lpstream.decode(); decode.on('data', (c) => console.log(String(c).length)); decode.on('end', () => console.log('end'));
encode.write('hi'); encode.write(Buffer.alloc(300, 'x')); encode.end('last');
encode.on('data', (bytes) => { for (const byte of bytes) decode.write(Buffer.from([byte])); }); encode.on('end', () => decode.end());
