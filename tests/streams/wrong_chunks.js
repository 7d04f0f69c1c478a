const { Readable, Writable } = require('stream');
for (const chunk of [5, {}, true, [], () => {}, Symbol('s'), 1n]) {
  const r = new Readable({ read() {} });
  r.on('error', (error) => console.log('r', error.name, error.code, error.message));
  console.log(r.push(chunk));
  const w = new Writable({ write() {} });
  try { w.write(chunk); } catch (error) { console.log('w', error.name, error.code, error.message); }
}
const r = new Readable({ read() {} });
console.log(r.push(undefined), r.push(''), r.push(Buffer.alloc(0)), r.readableLength);
try { new Writable().write(null); } catch (error) { console.log(error.name, error.code, error.message); }
try { new Writable({ objectMode: true }).write(null); } catch (error) { console.log(error.name, error.code, error.message); }
