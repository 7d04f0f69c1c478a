const { finished, Readable, Writable } = require('stream');
const report = (name) => (error) => console.log(name, error && (error.code || error.message));
const r = Readable.from(['a']); finished(r, report('readable')); r.resume();
const w = new Writable({ write(chunk, encoding, callback) { callback(); } }); finished(w, report('writable')); w.end('x');
const d = new Readable({ read() {} }); finished(d, report('destroyed')); d.destroy();
const e = new Readable({ read() {} }); finished(e, report('errored')); e.destroy(new Error('oops'));
const u = new Writable({ write() {} }); finished(u, report('unfinished')); u.destroy();
const over = Readable.from([]); over.resume(); over.on('close', () => finished(over, report('after close')));
const cleanup = finished(Readable.from([]).resume(), report('never')); cleanup();
for (const wrong of [() => finished({}, () => {}), () => finished(r), () => finished(r, {}, 5), () => finished(r, 5, () => {}), () => finished(r, { signal: 5 }, () => {})]) {
  try { wrong(); } catch (error) { console.log(error.code, error.message); }
}
