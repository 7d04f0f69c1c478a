'use strict';
// Streams that encode, decode, compress and decompress (the Encoding and the Compression
// Streams standards).

const { describe, kState, printed, stateOf } = require('internal:web_streams/shared');
const { TextDecoder, TextEncoder } = require('node:util');
const { TransformStream } = require('internal:web_streams/transform');

/** Cuts text so that no pair of surrogates is split between two chunks. */
class Surrogates {
  high = '';

  /** The text that is whole by now. */
  whole(chunk) {
    if (chunk === '') return chunk;
    const text = this.high + chunk;
    const last = text.charCodeAt(text.length - 1);
    const isOpen = last >= 0xd800 && last <= 0xdbff;
    this.high = isOpen ? text[text.length - 1] : '';
    return isOpen ? text.slice(0, -1) : text;
  }
}

/** What encodes text, piece by piece. */
function encodingTransform() {
  const encoder = new TextEncoder();
  const surrogates = new Surrogates();
  return new TransformStream({
    transform(chunk, controller) {
      const bytes = encoder.encode(surrogates.whole(`${chunk}`));
      if (bytes.length > 0) controller.enqueue(bytes);
    },
    flush(controller) {
      if (surrogates.high !== '') controller.enqueue(encoder.encode(surrogates.high));
    },
  });
}

function decodingTransform(decoder) {
  return new TransformStream({
    transform(chunk, controller) {
      const text = decoder.decode(chunk, { stream: true });
      if (text) controller.enqueue(text);
    },
    flush(controller) {
      const text = decoder.decode();
      if (text) controller.enqueue(text);
    },
  });
}

class TextEncoderStream {
  constructor() {
    this[kState] = { Class: TextEncoderStream, pair: encodingTransform() };
  }

  get encoding() {
    stateOf(this, TextEncoderStream);
    return 'utf-8';
  }

  get readable() {
    return stateOf(this, TextEncoderStream).pair.readable;
  }

  get writable() {
    return stateOf(this, TextEncoderStream).pair.writable;
  }
}

class TextDecoderStream {
  constructor(encoding = 'utf-8', options = {}) {
    const decoder = new TextDecoder(encoding, options);
    this[kState] = { Class: TextDecoderStream, decoder, pair: decodingTransform(decoder) };
  }

  get encoding() {
    return stateOf(this, TextDecoderStream).decoder.encoding;
  }

  get fatal() {
    return stateOf(this, TextDecoderStream).decoder.fatal;
  }

  get ignoreBOM() {
    return stateOf(this, TextDecoderStream).decoder.ignoreBOM;
  }

  get readable() {
    return stateOf(this, TextDecoderStream).pair.readable;
  }

  get writable() {
    return stateOf(this, TextDecoderStream).pair.writable;
  }
}

// Each format with the functions of `node:zlib` that make and read it.
const FORMATS = {
  __proto__: null,
  deflate: ['createDeflate', 'createInflate'],
  'deflate-raw': ['createDeflateRaw', 'createInflateRaw'],
  gzip: ['createGzip', 'createGunzip'],
  brotli: ['createBrotliCompress', 'createBrotliDecompress'],
};

/** A pair of streams over a codec of `node:zlib`. */
function codecPair(format, direction, options) {
  const names = FORMATS[`${format}`];
  if (names === undefined) {
    const known = Object.keys(FORMATS).map((name) => `'${name}'`);
    throw errors.invalidArgValue('format', format, `must be one of: ${known.join(', ')}`);
  }
  const codec = require('node:zlib')[names[direction]](options);
  return require('internal:stream/web').duplexToWeb(codec);
}

class CompressionStream {
  constructor(format) {
    this[kState] = { Class: CompressionStream, pair: codecPair(format, 0) };
  }

  get readable() {
    return stateOf(this, CompressionStream).pair.readable;
  }

  get writable() {
    return stateOf(this, CompressionStream).pair.writable;
  }
}

class DecompressionStream {
  constructor(format) {
    const pair = codecPair(format, 1, { rejectGarbageAfterEnd: true });
    this[kState] = { Class: DecompressionStream, pair };
  }

  get readable() {
    return stateOf(this, DecompressionStream).pair.readable;
  }

  get writable() {
    return stateOf(this, DecompressionStream).pair.writable;
  }
}

const MEMBERS = [
  [TextEncoderStream, ['encoding', 'readable', 'writable']],
  [TextDecoderStream, ['encoding', 'fatal', 'ignoreBOM', 'readable', 'writable']],
  [CompressionStream, ['readable', 'writable']],
  [DecompressionStream, ['readable', 'writable']],
];
for (const [Class, members] of MEMBERS) {
  describe(Class, members);
  printed(Class, (stream) => Object.fromEntries(members.map((name) => [name, stream[name]])));
}

module.exports = { TextEncoderStream, TextDecoderStream, CompressionStream, DecompressionStream };
