const { pipeline, Readable } = require('stream');
pipeline(
  async function* () { yield 'a'; yield 'b'; },
  async function* (source) { for await (const chunk of source) yield chunk + chunk; },
  async function (source) { let all = ''; for await (const chunk of source) all += chunk; return all; },
  (error, value) => console.log(error, value));
const out = pipeline(['x', 'y'], async function* (source) { for await (const chunk of source) yield chunk.toUpperCase(); }, (error) => console.log('done', error));
out.on('data', (chunk) => console.log('out', chunk));
pipeline(Readable.from(['z']), async () => { throw new Error('last'); }, (error) => console.log(error.message));
