'use strict';
// What a Readable holds: an array of chunks, taken from the front by an index so
// that nothing moves. Its fields are the state's own, since packages read them.

// From here on the taken front of the array is cut off.
const MOST_TAKEN = 1024;

function push(state, chunk) {
  state.buffer.push(chunk);
}

function unshift(state, chunk) {
  if (state.bufferIndex > 0) state.buffer[--state.bufferIndex] = chunk;
  else state.buffer.unshift(chunk);
}

function clear(state) {
  state.buffer.length = 0;
  state.bufferIndex = 0;
}

/** Takes the first chunk. */
function shift(state) {
  const { buffer, bufferIndex } = state;
  const chunk = buffer[bufferIndex];
  if (bufferIndex + 1 === buffer.length) {
    clear(state);
    return chunk;
  }
  buffer[bufferIndex] = null;
  state.bufferIndex++;
  if (state.bufferIndex > MOST_TAKEN) {
    buffer.splice(0, state.bufferIndex);
    state.bufferIndex = 0;
  }
  return chunk;
}

/** Takes everything, as one chunk. */
function takeAll(state) {
  const { buffer, bufferIndex } = state;
  let all;
  // Bytes that were put back are text too, where text is read.
  if (state.decoder)
    all = buffer.length - bufferIndex === 1 ? `${buffer[bufferIndex]}` : buffer.slice(bufferIndex).join('');
  else if (buffer.length - bufferIndex === 1) all = buffer[bufferIndex];
  else if (buffer.length === bufferIndex) all = Buffer.alloc(0);
  else all = Buffer.concat(buffer.slice(bufferIndex), state.length);
  clear(state);
  return all;
}

/** Takes `count` bytes, or units of a string, that are less than all. */
function takePart(state, count) {
  const first = state.buffer[state.bufferIndex];
  if (count === first.length) return shift(state);
  const parts = [];
  for (let left = count; left > 0;) {
    const chunk = state.buffer[state.bufferIndex];
    if (chunk.length <= left) {
      parts.push(shift(state));
      left -= chunk.length;
    } else {
      parts.push(chunk.slice(0, left));
      state.buffer[state.bufferIndex] = chunk.slice(left);
      left = 0;
    }
  }
  if (parts.length === 1) return parts[0];
  return state.decoder ? parts.join('') : Buffer.concat(parts, count);
}

/** Takes `count` of what is there: an object, or that many bytes; null when there is nothing. */
function take(state, count) {
  if (state.length === 0) return null;
  if (state.objectMode) return shift(state);
  return !count || count >= state.length ? takeAll(state) : takePart(state, count);
}

module.exports = { clear, push, take, unshift };
