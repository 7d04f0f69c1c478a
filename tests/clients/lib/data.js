'use strict';
// What the cases share: bytes that are the same everywhere, a digest without a
// built-in module, and one line for what a function throws.

/** `length` bytes that depend on `seed` only. */
function bytes(length, seed = 1) {
  const out = Buffer.alloc(length);
  let state = seed >>> 0 || 1;
  for (let at = 0; at < length; at++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    out[at] = state >>> 24;
  }
  return out;
}

/** Length and a sum that tells bytes or texts apart. */
function digest(value) {
  const data = typeof value === 'string' ? Buffer.from(value, 'utf8') : value;
  let [a, b] = [1, 0];
  for (const byte of data) {
    a = (a + byte) % 65521;
    b = (b + a) % 65521;
  }
  return `${data.length}/${((b * 65536 + a) >>> 0).toString(16)}`;
}

function thrown(act) {
  try {
    act();
  } catch (error) {
    return `${error.name}: ${error.message}`;
  }
  return 'nothing thrown';
}

/** Cuts bytes into pieces of changing sizes. */
function pieces(data, ...sizes) {
  const out = [];
  for (let at = 0, turn = 0; at < data.length; turn++) {
    const size = sizes[turn % sizes.length];
    out.push(data.subarray(at, at + size));
    at += size;
  }
  return out;
}

const WORDS = ['buffer', 'naïve', '€9', '日本', '😀', 'offset', 'end.'];
const text = (count) => Array.from({ length: count }, (_, at) => WORDS[(at * 5 + (at >> 3)) % WORDS.length]).join(' ');

module.exports = { bytes, digest, thrown, pieces, text };
