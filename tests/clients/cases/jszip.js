'use strict';
const JSZip = require('jszip');
const { bytes, digest, text } = require('../lib/data');

(async () => {
  const zip = new JSZip();
  const options = { date: new Date(Date.UTC(2020, 0, 2, 3, 4, 6)), createFolders: false };
  zip.file('a.txt', text(300), options).file('dir/ü.bin', bytes(5000), options).file('b64', 'aGk=', { base64: true, ...options }).file('empty', '', options);
  for (const compression of ['STORE', 'DEFLATE']) {
    const out = await zip.generateAsync({ type: 'nodebuffer', compression, platform: 'UNIX' });
    console.log(compression, Buffer.isBuffer(out), out.toString('hex', 0, 4), compression === 'STORE' ? digest(out) : out.length < 6000);
    const back = await JSZip.loadAsync(out);
    for (const name of Object.keys(back.files)) console.log(name, digest(await back.file(name).async('nodebuffer')), back.files[name].date.toISOString());
  }
  console.log(await zip.file('a.txt').async('string') === text(300), (await zip.file('b64').async('base64')), (await zip.generateAsync({ type: 'uint8array' })).constructor.name);
  await JSZip.loadAsync(Buffer.from('no zip')).catch((error) => console.log(error.message.split(' : ')[0]));
  const stream = zip.generateNodeStream({ compression: 'DEFLATE' });
  const chunks = [];
  stream.on('data', (chunk) => chunks.push(chunk));
  stream.on('end', async () => console.log('stream', Object.keys((await JSZip.loadAsync(Buffer.concat(chunks))).files).join()));
})();
