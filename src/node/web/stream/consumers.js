'use strict';
// All that a stream or any other iterable gives, as one value.

async function bytesOf(stream) {
  const chunks = [];
  for await (const chunk of stream) {
    chunks.push(
      ArrayBuffer.isView(chunk)
        ? new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength)
        : Buffer.from(chunk instanceof ArrayBuffer ? new Uint8Array(chunk) : `${chunk}`),
    );
  }
  const size = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  const all = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}

async function arrayBuffer(stream) {
  return (await bytesOf(stream)).buffer;
}

async function buffer(stream) {
  return Buffer.from(await arrayBuffer(stream));
}

async function bytes(stream) {
  return bytesOf(stream);
}

async function text(stream) {
  const decoder = new TextDecoder();
  let all = '';
  for await (const chunk of stream) {
    all += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
  }
  return all + decoder.decode(undefined, { stream: false });
}

async function json(stream) {
  return JSON.parse(await text(stream));
}

async function blob(stream) {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return new (require('node:buffer').Blob)(chunks);
}

module.exports = { arrayBuffer, blob, buffer, bytes, text, json };
