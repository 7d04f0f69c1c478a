const { addAbortSignal, Readable, Writable } = require('stream');
const controller = new AbortController();
const r = addAbortSignal(controller.signal, new Readable({ read() {} }));
const w = new Writable({ signal: controller.signal, write() {} });
for (const [name, s] of [['r', r], ['w', w]]) { s.on('error', (error) => console.log(name, error.name, error.code, error.message, error.cause)); s.on('close', () => console.log(name, 'close')); }
setTimeout(() => controller.abort(new Error('late').message), 1);
const before = new Readable({ read() {}, signal: AbortSignal.abort('x') });
before.on('error', (error) => console.log('before', error.name, error.cause));
for (const wrong of [() => addAbortSignal({}, r), () => addAbortSignal(controller.signal, {}), () => addAbortSignal(5, r)]) try { wrong(); } catch (error) { console.log(error.code, error.message); }
