'use strict';
// Streams that move with `structuredClone`: the old one is locked, and the new one gives, or
// takes, copies of its chunks.

const { kState } = require('internal:web_streams/shared');
const { ReadableStream } = require('internal:web_streams/readable');
const { WritableStream } = require('internal:web_streams/writable');
const { TransformStream } = require('internal:web_streams/transform');

/** Why `stream` can't move. */
function refusal(stream) {
  const { name } = stream[kState].Class;
  const isLocked =
    name === 'TransformStream' ? stream.readable.locked || stream.writable.locked : stream.locked;
  return isLocked ? `Cannot transfer a locked ${name}` : undefined;
}

function takeReadable(stream) {
  const reader = stream.getReader();
  return new ReadableStream(
    {
      async pull(controller) {
        const { done, value } = await reader.read();
        if (done) controller.close();
        else controller.enqueue(structuredClone(value));
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}

function takeWritable(stream) {
  const writer = stream.getWriter();
  return new WritableStream({
    write: (chunk) => writer.write(structuredClone(chunk)),
    close: () => writer.close(),
    abort: (reason) => writer.abort(reason),
  });
}

/** The stream that takes the place of `stream`. */
function take(stream) {
  switch (stream[kState].Class.name) {
    case 'ReadableStream':
      return takeReadable(stream);
    case 'WritableStream':
      return takeWritable(stream);
    default: {
      const taken = Object.create(TransformStream.prototype);
      taken[kState] = {
        Class: TransformStream,
        readable: takeReadable(stream.readable),
        writable: takeWritable(stream.writable),
      };
      return taken;
    }
  }
}

module.exports = { refusal, take };
