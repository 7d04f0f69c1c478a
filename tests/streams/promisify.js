const { promisify } = require('util');
const { pipeline, finished, Readable, PassThrough } = require('stream');
(async () => {
  console.log(promisify(pipeline) === require('stream/promises').pipeline, promisify(finished) === require('stream/promises').finished);
  await promisify(pipeline)(Readable.from(['a']), new PassThrough().resume()); console.log('piped');
})();
