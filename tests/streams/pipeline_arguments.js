const { pipeline, Readable, PassThrough } = require('stream');
const attempt = (...args) => { try { pipeline(...args); console.log('fine'); } catch (error) { console.log(error.name, error.code, error.message); } };
attempt(); attempt(() => {}); attempt(new PassThrough(), () => {}); attempt(Readable.from([]), new PassThrough());
attempt([Readable.from([]), new PassThrough()], () => console.log('array'));
attempt(5, new PassThrough(), () => {});
attempt(() => 5, new PassThrough(), () => {});
attempt(['a'], () => 5, new PassThrough(), () => {});
const closed = new PassThrough(); closed.destroy();
attempt(Readable.from([]), closed, () => {});
