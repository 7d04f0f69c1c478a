const { Readable } = require('stream');
async function* asynchronous() { yield 'a'; await null; yield 'b'; }
function* synchronous() { yield 1; yield 2; }
const show = (name, source, options) => {
  const r = Readable.from(source, options);
  r.on('data', (chunk) => console.log(name, chunk));
  r.on('end', () => console.log(name, 'end'));
  r.on('error', (error) => console.log(name, error.code || error.message));
};
show('array', [1, 2]); show('set', new Set(['s'])); show('string', 'text'); show('buffer', Buffer.from('b'));
show('sync', synchronous()); show('async', asynchronous()); show('promises', [Promise.resolve('p'), 'q']);
show('bytes', ['x', 'y'], { objectMode: false }); show('null', [1, null]); show('rejects', [Promise.reject(new Error('r'))]);
for (const wrong of [5, null, undefined, {}]) try { Readable.from(wrong); } catch (error) { console.log(error.code, error.message); }
