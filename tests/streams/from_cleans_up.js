const { Readable } = require('stream');
async function* source() { try { yield 1; yield 2; } catch (error) { console.log('thrown in', error.message); } finally { console.log('cleaned'); } }
const r = Readable.from(source());
r.on('error', (error) => console.log('error', error.message));
r.on('close', () => console.log('close'));
r.once('data', (item) => { console.log(item); r.destroy(new Error('stop')); });
