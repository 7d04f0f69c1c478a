const { pipeline, Readable, PassThrough } = require('stream');
const source = new Readable({ read() {} });
const sink = new PassThrough();
source.push('x');
pipeline(source, sink, (error) => console.log(error.code, error.message, sink.destroyed));
setTimeout(() => source.destroy(), 1);
