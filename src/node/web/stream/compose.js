'use strict';
// `compose`: several streams as one Duplex, written at the first and read at the last.

const condition = require('internal:stream/condition');
const { destroyAny } = require('internal:stream/destroy');
const { Duplex } = require('internal:stream/duplex');
const faults = require('internal:stream/faults');
const { finished } = require('internal:stream/finished');
const { Waiting, forwardReads, forwardWrites } = require('internal:stream/from');
const { pipeline } = require('internal:stream/pipeline');

function canRead(stream) {
  return (
    !!condition.isReadable(stream) ||
    condition.isReadableStream(stream) ||
    condition.isTransformStream(stream)
  );
}

function canWrite(stream) {
  return (
    !!condition.isWritable(stream) ||
    condition.isWritableStream(stream) ||
    condition.isTransformStream(stream)
  );
}

function check(streams, given) {
  streams.forEach((stream, at) => {
    if (!condition.isStream(stream) && !condition.isWebStream(stream)) return;
    const fail = (reason) => {
      throw errors.invalidArgValue(`streams[${at}]`, given[at], reason);
    };
    if (at < streams.length - 1 && !canRead(stream)) fail('must be readable');
    if (at > 0 && !canWrite(stream)) fail('must be writable');
  });
}

const web = () => require('internal:stream/web');

function compose(...given) {
  if (given.length === 0) throw faults.missingStreams();
  if (given.length === 1) return Duplex.from(given[0]);
  const streams = [...given];
  for (const at of [0, streams.length - 1]) {
    if (typeof streams[at] === 'function') streams[at] = Duplex.from(streams[at]);
  }
  check(streams, given);
  const waiting = new Waiting();
  let stream;
  // Called at the end; null once that was noticed.
  let onClose;
  let isOpen;
  const head = streams[0];
  const tail = pipeline(...streams, (error) => {
    const callback = onClose;
    onClose = null;
    if (callback) callback(error);
    else if (error) stream.destroy(error);
    else if (!isOpen) stream.destroy();
  });
  const writable = canWrite(head);
  const readable = canRead(tail);
  isOpen = writable || readable;
  stream = new Duplex({
    writableObjectMode: !!head?.writableObjectMode,
    readableObjectMode: !!tail?.readableObjectMode,
    writable,
    readable,
  });
  if (writable) {
    if (condition.isStream(head)) forwardWrites(stream, head, waiting);
    else web().writeToWeb(stream, head, waiting);
    const end = condition.isTransformStream(tail) ? tail.readable : tail;
    finished(end, () => waiting.tell('finish'));
  }
  if (readable && condition.isStream(tail)) forwardReads(stream, tail, waiting);
  else if (readable) web().readFromWeb(stream, tail);
  stream._destroy = (error, callback) => {
    if (!error && onClose !== null) error = faults.abortError();
    waiting.forget();
    if (condition.isStream(tail)) destroyAny(tail, error);
    if (onClose === null) callback(error);
    else onClose = callback;
  };
  return stream;
}

module.exports = { compose };
