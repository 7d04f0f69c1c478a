'use strict';
// `ReadableStream` of the Streams standard, its readers and its two controllers.

const {
  kState,
  kPrivate,
  noop,
  invalidState,
  illegalConstructor,
  stateOf,
  tellOver,
  defineMarks,
  isOf,
  deferred,
  handled,
  settled,
  promised,
  checkObject,
  checkDictionary,
  callbackOf,
  highWaterMarkOf,
  invalidValue,
  sizeOf,
  resetQueue,
  enqueueSized,
  dequeueSized,
  describe,
  printed,
} = require('internal:web_streams/shared');
const { coded, invalidArgType, invalidArgValue } = errors;

const AsyncIteratorPrototype = Object.getPrototypeOf(Object.getPrototypeOf(async function* () {}).prototype);

class ReadableStream {
  constructor(source = {}, strategy = {}) {
    source = checkObject(source, 'source');
    strategy = checkDictionary(strategy, 'strategy');
    initialize(this);
    const { type } = source;
    if (`${type}` === 'bytes') {
      if (strategy.size !== undefined) throw invalidValue('strategy.size', strategy.size);
      setUpBytes(this, source, highWaterMarkOf(strategy, 0));
      return;
    }
    if (type !== undefined) throw invalidArgValue('source.type', type, 'is invalid');
    const size = sizeOf(strategy);
    setUpDefault(this, source, highWaterMarkOf(strategy, 1), size);
  }

  get locked() {
    return stateOf(this, ReadableStream).reader !== undefined;
  }

  static from(iterable) {
    return fromIterable(iterable);
  }

  cancel(reason = undefined) {
    if (!isOf(this, ReadableStream)) return promised(() => stateOf(this, ReadableStream));
    if (isLocked(this)) return Promise.reject(invalidState('ReadableStream is locked'));
    return cancelStream(this, reason);
  }

  getReader(options = {}) {
    stateOf(this, ReadableStream);
    const { mode } = checkDictionary(options, 'options');
    if (mode === undefined) return new ReadableStreamDefaultReader(this);
    if (`${mode}` !== 'byob') throw invalidArgValue('options.mode', mode, 'is invalid');
    return new ReadableStreamBYOBReader(this);
  }

  pipeThrough(transform, options = {}) {
    stateOf(this, ReadableStream);
    const { isWritable, isLocked: isWritableLocked } = require('internal:web_streams/writable');
    const { readable, writable } = transform ?? {};
    if (!isOf(readable, ReadableStream))
      throw invalidArgType('transform.readable', 'ReadableStream', readable);
    if (!isWritable(writable)) throw invalidArgType('transform.writable', 'WritableStream', writable);
    const how = pipeOptions(options);
    if (isLocked(this)) throw invalidState('The ReadableStream is locked');
    if (isWritableLocked(writable)) throw invalidState('The WritableStream is locked');
    handled(pipe(this, writable, how));
    return readable;
  }

  pipeTo(destination, options = {}) {
    try {
      stateOf(this, ReadableStream);
      const { isWritable, isLocked: isWritableLocked } = require('internal:web_streams/writable');
      if (!isWritable(destination)) throw invalidArgType('transform.writable', 'WritableStream', destination);
      const how = pipeOptions(options);
      if (isLocked(this)) throw invalidState('The ReadableStream is locked');
      if (isWritableLocked(destination)) throw invalidState('The WritableStream is locked');
      return pipe(this, destination, how);
    } catch (error) {
      return Promise.reject(error);
    }
  }

  tee() {
    stateOf(this, ReadableStream);
    return tee(this);
  }

  values(options = {}) {
    stateOf(this, ReadableStream);
    const { preventCancel = false } = checkDictionary(options, 'options');
    return iterate(this, !!preventCancel);
  }
}

function initialize(stream) {
  stream[kState] = {
    Class: ReadableStream,
    state: 'readable',
    reader: undefined,
    storedError: undefined,
    isDisturbed: false,
    controller: undefined,
    error: (error) => {
      const { controller } = stream[kState];
      (isBytes(controller) ? errorBytes : errorDefault)(controller, error);
    },
  };
}

const isLocked = (stream) => stream[kState].reader !== undefined;
const isDefaultReader = (reader) => isOf(reader, ReadableStreamDefaultReader);
const isBytes = (controller) => isOf(controller, ReadableByteStreamController);

// ---- the stream

function cancelStream(stream, reason) {
  const state = stream[kState];
  state.isDisturbed = true;
  if (state.state === 'closed') return Promise.resolve();
  if (state.state === 'errored') return Promise.reject(state.storedError);
  closeStream(stream);
  const { reader } = state;
  if (reader !== undefined && !isDefaultReader(reader)) {
    const requests = reader[kState].requests;
    reader[kState].requests = [];
    for (const request of requests) request.close(undefined);
  }
  return cancelSteps(state.controller, reason).then(noop);
}

function closeStream(stream) {
  const state = stream[kState];
  state.state = 'closed';
  tellOver(state);
  const { reader } = state;
  if (reader === undefined) return;
  reader[kState].closed.resolve();
  if (!isDefaultReader(reader)) return;
  const requests = reader[kState].requests;
  reader[kState].requests = [];
  for (const request of requests) request.close();
}

function errorStream(stream, error) {
  const state = stream[kState];
  state.state = 'errored';
  state.storedError = error;
  tellOver(state);
  const { reader } = state;
  if (reader === undefined) return;
  reader[kState].closed.reject(error);
  handled(reader[kState].closed.promise);
  failRequests(reader, error);
}

function failRequests(reader, error) {
  const requests = reader[kState].requests;
  reader[kState].requests = [];
  for (const request of requests) request.error(error);
}

/** Gives the first waiting request a chunk, or the end. */
function fulfill(stream, chunk, done) {
  const request = stream[kState].reader[kState].requests.shift();
  if (done) request.close(chunk);
  else request.chunk(chunk);
}

function waiting(stream, isByob) {
  const { reader } = stream[kState];
  if (reader === undefined || isDefaultReader(reader) === isByob) return 0;
  return reader[kState].requests.length;
}

// ---- the controllers, whichever they are

function cancelSteps(controller, reason) {
  const state = controller[kState];
  if (isBytes(controller)) state.pending = [];
  resetQueue(state);
  const result = promised(() => state.cancel(reason));
  clearAlgorithms(state);
  return result;
}

function clearAlgorithms(state) {
  state.pull = state.cancel = state.size = undefined;
}

function pullSteps(controller, request) {
  if (isBytes(controller)) pullBytes(controller, request);
  else pullDefault(controller, request);
}

function releaseSteps(controller) {
  if (!isBytes(controller)) return;
  const { pending } = controller[kState];
  if (pending.length === 0) return;
  pending[0].reader = 'none';
  controller[kState].pending = [pending[0]];
}

function startController(stream, controller, start, pullIfNeeded, fail) {
  Promise.resolve(start()).then(
    () => {
      controller[kState].isStarted = true;
      pullIfNeeded(controller);
    },
    (error) => fail(controller, error),
  );
}

function desiredSize(controller) {
  const { stream, mark, queueSize } = controller[kState];
  switch (stream[kState].state) {
    case 'errored':
      return null;
    case 'closed':
      return 0;
    default:
      return mark - queueSize;
  }
}

/** Asks the source for more, once at a time. */
function pullWhen(should, fail) {
  return function pullIfNeeded(controller) {
    const state = controller[kState];
    if (!should(controller)) return;
    if (state.isPulling) {
      state.pullsAgain = true;
      return;
    }
    state.isPulling = true;
    promised(() => state.pull()).then(
      () => {
        state.isPulling = false;
        if (!state.pullsAgain) return;
        state.pullsAgain = false;
        pullIfNeeded(controller);
      },
      (error) => fail(controller, error),
    );
  };
}

// ---- the controller of chunks of any kind

class ReadableStreamDefaultController {
  constructor(key = undefined) {
    if (key !== kPrivate) throw illegalConstructor();
  }

  get desiredSize() {
    stateOf(this, ReadableStreamDefaultController);
    return desiredSize(this);
  }

  close() {
    stateOf(this, ReadableStreamDefaultController);
    if (!canGoOn(this)) throw invalidState('Controller is already closed');
    closeDefault(this);
  }

  enqueue(chunk = undefined) {
    stateOf(this, ReadableStreamDefaultController);
    if (!canGoOn(this)) throw invalidState('Controller is already closed');
    enqueueDefault(this, chunk);
  }

  error(error = undefined) {
    stateOf(this, ReadableStreamDefaultController);
    errorDefault(this, error);
  }
}

function setUpDefault(stream, source, mark, size) {
  const pull = callbackOf(source, 'pull', 'source');
  const cancel = callbackOf(source, 'cancel', 'source');
  const start = callbackOf(source, 'start', 'source');
  const controller = new ReadableStreamDefaultController(kPrivate);
  setUpDefaultController(
    stream,
    controller,
    {
      start: () => start?.call(source, controller),
      pull: () => pull?.call(source, controller),
      cancel: (reason) => cancel?.call(source, reason),
    },
    mark,
    size,
  );
}

function setUpDefaultController(stream, controller, { start, pull, cancel }, mark, size) {
  controller[kState] = {
    Class: ReadableStreamDefaultController,
    stream,
    isStarted: false,
    isClosing: false,
    isPulling: false,
    pullsAgain: false,
    mark,
    size,
    pull,
    cancel,
  };
  resetQueue(controller[kState]);
  stream[kState].controller = controller;
  startController(stream, controller, start, pullDefaultIfNeeded, errorDefault);
}

/** A stream made of functions, without the detour by a source. */
function createReadable(algorithms, mark = 1, size = () => 1) {
  const stream = Object.create(ReadableStream.prototype);
  initialize(stream);
  setUpDefaultController(stream, new ReadableStreamDefaultController(kPrivate), algorithms, mark, size);
  return stream;
}

function canGoOn(controller) {
  const { stream, isClosing } = controller[kState];
  return !isClosing && stream[kState].state === 'readable';
}

/** Whether nobody waits for a chunk and the queue is full. */
function hasBackpressure(controller) {
  return (
    !canGoOn(controller) || (waiting(controller[kState].stream, false) === 0 && desiredSize(controller) <= 0)
  );
}

const pullDefaultIfNeeded = pullWhen(
  (controller) => controller[kState].isStarted && !hasBackpressure(controller),
  errorDefault,
);

function pullDefault(controller, request) {
  const state = controller[kState];
  const { stream } = state;
  if (state.queue.length === 0) {
    stream[kState].reader[kState].requests.push(request);
    pullDefaultIfNeeded(controller);
    return;
  }
  const chunk = dequeueSized(state);
  if (state.isClosing && state.queue.length === 0) {
    clearAlgorithms(state);
    closeStream(stream);
  } else {
    pullDefaultIfNeeded(controller);
  }
  request.chunk(chunk);
}

function closeDefault(controller) {
  if (!canGoOn(controller)) return;
  const state = controller[kState];
  state.isClosing = true;
  if (state.queue.length > 0) return;
  clearAlgorithms(state);
  closeStream(state.stream);
}

function enqueueDefault(controller, chunk) {
  if (!canGoOn(controller)) return;
  const state = controller[kState];
  const { stream } = state;
  if (waiting(stream, false) > 0) {
    fulfill(stream, chunk, false);
  } else {
    try {
      enqueueSized(state, chunk, state.size(chunk));
    } catch (error) {
      errorDefault(controller, error);
      throw error;
    }
  }
  pullDefaultIfNeeded(controller);
}

function errorDefault(controller, error) {
  const state = controller[kState];
  if (state.stream[kState].state !== 'readable') return;
  resetQueue(state);
  clearAlgorithms(state);
  errorStream(state.stream, error);
}

// ---- the controller of bytes

class ReadableByteStreamController {
  constructor(key = undefined) {
    if (key !== kPrivate) throw illegalConstructor();
  }

  get byobRequest() {
    stateOf(this, ReadableByteStreamController);
    return requestOf(this);
  }

  get desiredSize() {
    stateOf(this, ReadableByteStreamController);
    return desiredSize(this);
  }

  close() {
    const state = stateOf(this, ReadableByteStreamController);
    if (state.isClosing) throw invalidState('Controller is already closed');
    if (state.stream[kState].state !== 'readable') throw invalidState('ReadableStream is already closed');
    closeBytes(this);
  }

  enqueue(chunk) {
    const state = stateOf(this, ReadableByteStreamController);
    if (!ArrayBuffer.isView(chunk))
      throw invalidArgType('chunk', ['Buffer', 'TypedArray', 'DataView'], chunk);
    if (chunk.byteLength === 0) throw invalidState('chunk ArrayBuffer is zero-length or detached');
    if (chunk.buffer.byteLength === 0) throw invalidState('chunk ArrayBuffer is zero-length or detached');
    if (state.isClosing) throw invalidState('Controller is already closed');
    if (state.stream[kState].state !== 'readable') throw invalidState('ReadableStream is already closed');
    enqueueBytes(this, chunk);
  }

  error(error = undefined) {
    stateOf(this, ReadableByteStreamController);
    errorBytes(this, error);
  }
}

class ReadableStreamBYOBRequest {
  constructor(key = undefined) {
    if (key !== kPrivate) throw illegalConstructor();
  }

  get view() {
    return stateOf(this, ReadableStreamBYOBRequest).view;
  }

  respond(bytesWritten) {
    const { controller, view } = stateOf(this, ReadableStreamBYOBRequest);
    if (controller === undefined) throw invalidState('This BYOB request has been invalidated');
    if (view.buffer.detached) throw invalidState('Viewed ArrayBuffer is detached');
    respond(controller, toCount(bytesWritten));
  }

  respondWithNewView(view) {
    const { controller } = stateOf(this, ReadableStreamBYOBRequest);
    if (controller === undefined) throw invalidState('This BYOB request has been invalidated');
    if (!ArrayBuffer.isView(view)) throw invalidArgType('view', ['Buffer', 'TypedArray', 'DataView'], view);
    if (view.buffer.detached) throw invalidState('Viewed ArrayBuffer is detached');
    respondWithView(controller, view);
  }
}

function toCount(value) {
  const count = Math.trunc(+value);
  if (!(count >= 0 && count <= Number.MAX_SAFE_INTEGER)) throw invalidValue('bytesWritten', value);
  return count;
}

function setUpBytes(stream, source, mark) {
  const pull = callbackOf(source, 'pull', 'source');
  const cancel = callbackOf(source, 'cancel', 'source');
  const start = callbackOf(source, 'start', 'source');
  const { autoAllocateChunkSize } = source;
  if (
    autoAllocateChunkSize !== undefined &&
    !(Number.isInteger(+autoAllocateChunkSize) && +autoAllocateChunkSize > 0)
  ) {
    throw invalidArgValue('source.autoAllocateChunkSize', autoAllocateChunkSize, 'is invalid');
  }
  const controller = new ReadableByteStreamController(kPrivate);
  setUpByteController(
    stream,
    controller,
    {
      start: () => start?.call(source, controller),
      pull: () => pull?.call(source, controller),
      cancel: (reason) => cancel?.call(source, reason),
    },
    mark,
    autoAllocateChunkSize === undefined ? undefined : +autoAllocateChunkSize,
  );
}

function setUpByteController(stream, controller, { start, pull, cancel }, mark, chunkSize) {
  controller[kState] = {
    Class: ReadableByteStreamController,
    stream,
    isStarted: false,
    isClosing: false,
    isPulling: false,
    pullsAgain: false,
    mark,
    pull,
    cancel,
    chunkSize,
    pending: [],
    request: undefined,
  };
  resetQueue(controller[kState]);
  stream[kState].controller = controller;
  startController(stream, controller, start, pullBytesIfNeeded, errorBytes);
}

/** A stream of bytes made of functions. */
function createByteReadable(algorithms) {
  const stream = Object.create(ReadableStream.prototype);
  initialize(stream);
  setUpByteController(stream, new ReadableByteStreamController(kPrivate), algorithms, 0, undefined);
  return stream;
}

const pullBytesIfNeeded = pullWhen((controller) => {
  const { stream, isStarted, isClosing } = controller[kState];
  if (stream[kState].state !== 'readable' || isClosing || !isStarted) return false;
  return waiting(stream, false) > 0 || waiting(stream, true) > 0 || desiredSize(controller) > 0;
}, errorBytes);

function requestOf(controller) {
  const state = controller[kState];
  if (state.request === undefined && state.pending.length > 0) {
    const { buffer, byteOffset, filled, byteLength } = state.pending[0];
    const request = new ReadableStreamBYOBRequest(kPrivate);
    request[kState] = {
      Class: ReadableStreamBYOBRequest,
      controller,
      view: new Uint8Array(buffer, byteOffset + filled, byteLength - filled),
    };
    state.request = request;
  }
  return state.request ?? null;
}

function invalidateRequest(state) {
  if (state.request === undefined) return;
  state.request[kState].controller = undefined;
  state.request[kState].view = null;
  state.request = undefined;
}

function closeBytes(controller) {
  const state = controller[kState];
  const { stream } = state;
  if (state.isClosing || stream[kState].state !== 'readable') return;
  if (state.queueSize > 0) {
    state.isClosing = true;
    return;
  }
  if (state.pending.length > 0) {
    const first = state.pending[0];
    if (first.filled % first.elementSize !== 0) {
      const error = invalidState('Partial read');
      errorBytes(controller, error);
      throw error;
    }
  }
  clearAlgorithms(state);
  closeStream(stream);
}

function errorBytes(controller, error) {
  const state = controller[kState];
  if (state.stream[kState].state !== 'readable') return;
  invalidateRequest(state);
  state.pending = [];
  resetQueue(state);
  clearAlgorithms(state);
  errorStream(state.stream, error);
}

function pushBytes(state, buffer, byteOffset, byteLength) {
  state.queue.push({ buffer, byteOffset, byteLength });
  state.queueSize += byteLength;
}

function enqueueBytes(controller, chunk) {
  const state = controller[kState];
  const { stream } = state;
  if (state.isClosing || stream[kState].state !== 'readable') return;
  const { byteOffset, byteLength } = chunk;
  const buffer = chunk.buffer.transfer();
  if (state.pending.length > 0) {
    const first = state.pending[0];
    if (first.buffer.detached) throw invalidState('Destination ArrayBuffer is detached');
    invalidateRequest(state);
    first.buffer = first.buffer.transfer();
    if (first.reader === 'none') enqueueRestOf(controller, first);
  }
  if (!isLocked(stream)) {
    pushBytes(state, buffer, byteOffset, byteLength);
  } else if (isDefaultReader(stream[kState].reader)) {
    feedDefaultRequests(controller);
    if (waiting(stream, false) === 0) {
      pushBytes(state, buffer, byteOffset, byteLength);
    } else {
      state.pending.shift();
      fulfill(stream, new Uint8Array(buffer, byteOffset, byteLength), false);
    }
  } else {
    pushBytes(state, buffer, byteOffset, byteLength);
    for (const filled of fillPending(controller)) commit(stream, filled);
  }
  pullBytesIfNeeded(controller);
}

/** What was filled for a reader that has let go goes into the queue. */
function enqueueRestOf(controller, pending) {
  if (pending.filled > 0) cloneIntoQueue(controller, pending.buffer, pending.byteOffset, pending.filled);
  controller[kState].pending.shift();
}

function cloneIntoQueue(controller, buffer, byteOffset, byteLength) {
  let clone;
  try {
    clone = buffer.slice(byteOffset, byteOffset + byteLength);
  } catch (error) {
    errorBytes(controller, error);
    throw error;
  }
  pushBytes(controller[kState], clone, 0, byteLength);
}

function feedDefaultRequests(controller) {
  const state = controller[kState];
  const { reader } = state.stream[kState];
  while (reader[kState].requests.length > 0 && state.queueSize > 0) {
    giveFromQueue(controller, reader[kState].requests.shift());
  }
}

function giveFromQueue(controller, request) {
  const state = controller[kState];
  const { buffer, byteOffset, byteLength } = state.queue.shift();
  state.queueSize -= byteLength;
  drained(controller);
  request.chunk(new Uint8Array(buffer, byteOffset, byteLength));
}

/** After a chunk was taken from the queue: close, or continue. */
function drained(controller) {
  const state = controller[kState];
  if (state.queueSize === 0 && state.isClosing) {
    clearAlgorithms(state);
    closeStream(state.stream);
  } else {
    pullBytesIfNeeded(controller);
  }
}

function pullBytes(controller, request) {
  const state = controller[kState];
  const { stream } = state;
  if (state.queueSize > 0) {
    giveFromQueue(controller, request);
    return;
  }
  if (state.chunkSize !== undefined) {
    let buffer;
    try {
      buffer = new ArrayBuffer(state.chunkSize);
    } catch (error) {
      request.error(error);
      return;
    }
    state.pending.push({
      buffer,
      bufferLength: state.chunkSize,
      byteOffset: 0,
      byteLength: state.chunkSize,
      filled: 0,
      least: 1,
      elementSize: 1,
      View: Uint8Array,
      reader: 'default',
    });
  }
  stream[kState].reader[kState].requests.push(request);
  pullBytesIfNeeded(controller);
}

/** Reads into a view of the script's. */
function pullInto(controller, view, least, request) {
  const state = controller[kState];
  const { stream } = state;
  const View = view instanceof DataView ? DataView : view.constructor;
  const elementSize = view instanceof DataView ? 1 : view.BYTES_PER_ELEMENT;
  const { byteOffset, byteLength } = view;
  let buffer;
  try {
    buffer = view.buffer.transfer();
  } catch (error) {
    request.error(error);
    return;
  }
  const pending = {
    buffer,
    bufferLength: buffer.byteLength,
    byteOffset,
    byteLength,
    filled: 0,
    least: least * elementSize,
    elementSize,
    View,
    reader: 'byob',
  };
  if (state.pending.length > 0) {
    state.pending.push(pending);
    stream[kState].reader[kState].requests.push(request);
    return;
  }
  if (stream[kState].state === 'closed') {
    request.close(new View(pending.buffer, byteOffset, 0));
    return;
  }
  if (state.queueSize > 0) {
    if (fill(controller, pending)) {
      const filled = viewOf(pending);
      drained(controller);
      request.chunk(filled);
      return;
    }
    if (state.isClosing) {
      const error = invalidState('ReadableStream closed');
      errorBytes(controller, error);
      request.error(error);
      return;
    }
  }
  state.pending.push(pending);
  stream[kState].reader[kState].requests.push(request);
  pullBytesIfNeeded(controller);
}

/** Moves bytes from the queue into a pending view; whether that has enough then. */
function fill(controller, pending) {
  const state = controller[kState];
  const most = Math.min(state.queueSize, pending.byteLength - pending.filled);
  const reached = pending.filled + most;
  const aligned = reached - (reached % pending.elementSize);
  const isReady = aligned >= pending.least;
  let left = isReady ? aligned - pending.filled : most;
  while (left > 0) {
    const head = state.queue[0];
    const count = Math.min(left, head.byteLength);
    const target = new Uint8Array(pending.buffer, pending.byteOffset + pending.filled, count);
    target.set(new Uint8Array(head.buffer, head.byteOffset, count));
    if (head.byteLength === count) {
      state.queue.shift();
    } else {
      head.byteOffset += count;
      head.byteLength -= count;
    }
    state.queueSize -= count;
    if (state.pending.length === 0 || state.pending[0] === pending) invalidateRequest(state);
    pending.filled += count;
    left -= count;
  }
  return isReady;
}

/** The pending views that the queue has filled, taken off their list. */
function fillPending(controller) {
  const state = controller[kState];
  const filled = [];
  while (state.pending.length > 0 && state.queueSize > 0 && fill(controller, state.pending[0])) {
    invalidateRequest(state);
    filled.push(state.pending.shift());
  }
  return filled;
}

function viewOf({ buffer, byteOffset, filled, elementSize, View }) {
  return new View(buffer.transfer(), byteOffset, filled / elementSize);
}

/** Hands a filled view to the request that asked for it. */
function commit(stream, pending) {
  const done = stream[kState].state === 'closed';
  fulfill(stream, viewOf(pending), done);
}

/** Answers the view that waits first, if one does. */
function respondIfAsked(controller, count) {
  if (controller[kState].pending.length > 0) respond(controller, count);
}

function respond(controller, count) {
  const state = controller[kState];
  const first = state.pending[0];
  if (state.stream[kState].state === 'closed') {
    if (count !== 0) throw invalidArgValue('bytesWritten', count, 'is invalid');
  } else {
    if (count === 0) throw invalidArgValue('bytesWritten', count, 'is invalid');
    if (first.filled + count > first.byteLength) throw invalidValue('bytesWritten', count);
  }
  first.buffer = first.buffer.transfer();
  respondInternally(controller, count);
}

function respondWithView(controller, view) {
  const state = controller[kState];
  const first = state.pending[0];
  if (state.stream[kState].state === 'closed') {
    if (view.byteLength !== 0) throw invalidArgValue('view', view, 'is invalid');
  } else if (view.byteLength === 0) {
    throw invalidArgValue('view', view, 'is invalid');
  }
  if (first.byteOffset + first.filled !== view.byteOffset) throw invalidValue('view', view);
  if (first.bufferLength !== view.buffer.byteLength) throw invalidValue('view', view);
  if (first.filled + view.byteLength > first.byteLength) throw invalidValue('view', view);
  const { byteLength } = view;
  first.buffer = view.buffer.transfer();
  respondInternally(controller, byteLength);
}

function respondInternally(controller, count) {
  const state = controller[kState];
  const first = state.pending[0];
  invalidateRequest(state);
  if (state.stream[kState].state === 'closed') respondWhenClosed(controller, first);
  else respondWhenReadable(controller, count, first);
  pullBytesIfNeeded(controller);
}

function respondWhenClosed(controller, first) {
  const state = controller[kState];
  if (first.reader === 'none') state.pending.shift();
  const { stream } = state;
  if (stream[kState].reader === undefined || isDefaultReader(stream[kState].reader)) return;
  while (waiting(stream, true) > 0) commit(stream, state.pending.shift());
}

function respondWhenReadable(controller, count, first) {
  const state = controller[kState];
  first.filled += count;
  if (first.reader === 'none') {
    enqueueRestOf(controller, first);
    for (const filled of fillPending(controller)) commit(state.stream, filled);
    return;
  }
  if (first.filled < first.least) return;
  state.pending.shift();
  const rest = first.filled % first.elementSize;
  if (rest > 0) {
    const end = first.byteOffset + first.filled;
    cloneIntoQueue(controller, first.buffer, end - rest, rest);
    first.filled -= rest;
  }
  const filled = fillPending(controller);
  commit(state.stream, first);
  for (const pending of filled) commit(state.stream, pending);
}

// ---- readers

function attach(reader, Class, stream) {
  const { state, storedError } = stream[kState];
  stream[kState].reader = reader;
  let closed = deferred();
  if (state === 'closed') closed = settled.resolved();
  if (state === 'errored') closed = settled.rejected(storedError);
  reader[kState] = { Class, stream, closed, requests: [] };
}

function detach(reader) {
  const state = reader[kState];
  const { stream } = state;
  const released = invalidState('Reader released');
  if (stream[kState].state === 'readable') {
    state.closed.reject(released);
    handled(state.closed.promise);
  } else {
    state.closed = settled.rejected(released);
  }
  releaseSteps(stream[kState].controller);
  stream[kState].reader = undefined;
  state.stream = undefined;
  failRequests(reader, invalidState('Releasing reader'));
}

function unattached() {
  return Promise.reject(invalidState('The reader is not attached to a stream'));
}

/** A request that settles a promise with what an iterator gives. */
function resultRequest() {
  const { promise, resolve, reject } = deferred();
  return {
    promise,
    chunk: (value) => resolve({ done: false, value }),
    close: (value) => resolve({ done: true, value }),
    error: reject,
  };
}

class ReadableStreamDefaultReader {
  constructor(stream) {
    if (!isOf(stream, ReadableStream)) throw invalidArgType('stream', 'ReadableStream', stream);
    if (isLocked(stream)) throw invalidState('ReadableStream is locked');
    attach(this, ReadableStreamDefaultReader, stream);
  }

  get closed() {
    if (!isDefaultReader(this)) return promised(() => stateOf(this, ReadableStreamDefaultReader));
    return this[kState].closed.promise;
  }

  cancel(reason = undefined) {
    if (!isDefaultReader(this)) return promised(() => stateOf(this, ReadableStreamDefaultReader));
    const { stream } = this[kState];
    return stream === undefined ? unattached() : cancelStream(stream, reason);
  }

  read() {
    if (!isDefaultReader(this)) return promised(() => stateOf(this, ReadableStreamDefaultReader));
    if (this[kState].stream === undefined) return unattached();
    const request = resultRequest();
    readInto(this, request);
    return request.promise;
  }

  releaseLock() {
    if (stateOf(this, ReadableStreamDefaultReader).stream !== undefined) detach(this);
  }
}

function readInto(reader, request) {
  const { stream } = reader[kState];
  const state = stream[kState];
  state.isDisturbed = true;
  if (state.state === 'closed') request.close(undefined);
  else if (state.state === 'errored') request.error(state.storedError);
  else pullSteps(state.controller, request);
}

class ReadableStreamBYOBReader {
  constructor(stream) {
    if (!isOf(stream, ReadableStream)) throw invalidArgType('stream', 'ReadableStream', stream);
    if (isLocked(stream)) throw invalidState('ReadableStream is locked');
    if (!isBytes(stream[kState].controller)) throw invalidArgValue('stream', stream, 'must be a byte stream');
    attach(this, ReadableStreamBYOBReader, stream);
  }

  get closed() {
    if (!isOf(this, ReadableStreamBYOBReader)) return promised(() => stateOf(this, ReadableStreamBYOBReader));
    return this[kState].closed.promise;
  }

  cancel(reason = undefined) {
    if (!isOf(this, ReadableStreamBYOBReader)) return promised(() => stateOf(this, ReadableStreamBYOBReader));
    const { stream } = this[kState];
    return stream === undefined ? unattached() : cancelStream(stream, reason);
  }

  read(view, options = {}) {
    try {
      stateOf(this, ReadableStreamBYOBReader);
      const least = checkView(view, options);
      if (this[kState].stream === undefined) return unattached();
      const request = resultRequest();
      readIntoView(this, view, least, request);
      return request.promise;
    } catch (error) {
      return Promise.reject(error);
    }
  }

  releaseLock() {
    if (stateOf(this, ReadableStreamBYOBReader).stream !== undefined) detach(this);
  }
}

/** Refuses a view that can't be read into; gives how many elements it is to get at least. */
function checkView(view, options) {
  if (!ArrayBuffer.isView(view)) throw invalidArgType('view', ['Buffer', 'TypedArray', 'DataView'], view);
  const { min = 1 } = checkDictionary(options, 'options');
  if (view.byteLength === 0 || view.buffer.byteLength === 0)
    throw invalidState('View or Viewed ArrayBuffer is zero-length or detached');
  const least = Math.trunc(+min);
  if (!(least > 0)) throw invalidArgValue('options.min', min, 'must be greater than 0');
  const most = view instanceof DataView ? view.byteLength : view.length;
  if (least > most)
    throw coded(
      'RangeError',
      'ERR_OUT_OF_RANGE',
      `The value of "options.min" is out of range. It must be <= ${most}. Received ${least}`,
    );
  return least;
}

function readIntoView(reader, view, least, request) {
  const { stream } = reader[kState];
  const state = stream[kState];
  state.isDisturbed = true;
  if (state.state === 'errored') request.error(state.storedError);
  else pullInto(state.controller, view, least, request);
}

// ---- going through a stream

function iterate(stream, preventCancel) {
  const reader = new ReadableStreamDefaultReader(stream);
  let isFinished = false;
  let ongoing;

  const nextStep = () => {
    if (isFinished) return Promise.resolve({ done: true, value: undefined });
    const { promise, resolve, reject } = deferred();
    const finish = () => {
      isFinished = true;
      detach(reader);
    };
    readInto(reader, {
      chunk: (value) => resolve({ done: false, value }),
      close() {
        finish();
        resolve({ done: true, value: undefined });
      },
      error(error) {
        finish();
        reject(error);
      },
    });
    return promise;
  };
  const returnStep = async (value) => {
    if (isFinished) return { done: true, value };
    isFinished = true;
    if (preventCancel) {
      detach(reader);
    } else {
      const result = cancelStream(stream, value);
      detach(reader);
      await result;
    }
    return { done: true, value };
  };
  const after = (step) => {
    ongoing = ongoing === undefined ? step() : ongoing.then(step, step);
    return ongoing;
  };
  return Object.setPrototypeOf(
    {
      next: () => after(nextStep),
      return: (value) => after(() => returnStep(value)),
    },
    AsyncIteratorPrototype,
  );
}

function fromIterable(iterable) {
  const isIterable = iterable !== null && iterable !== undefined;
  const method = isIterable ? (iterable[Symbol.asyncIterator] ?? iterable[Symbol.iterator]) : undefined;
  if (typeof method !== 'function') {
    throw coded(
      'TypeError',
      'ERR_ARG_NOT_ITERABLE',
      `${require('internal:inspect')(iterable)} must be iterable`,
    );
  }
  const iterator = method.call(iterable);
  if (iterator === null || typeof iterator !== 'object')
    throw invalidState('The iterator method must return an object');
  const stream = createReadable(
    {
      start: noop,
      async pull() {
        const result = await iterator.next();
        if (result === null || typeof result !== 'object')
          throw invalidState(
            'The promise returned by the iterator.next() method must fulfill with an object',
          );
        if (result.done) closeDefault(stream[kState].controller);
        else enqueueDefault(stream[kState].controller, await result.value);
      },
      async cancel(reason) {
        const end = iterator.return;
        if (end === undefined) return;
        const result = await end.call(iterator, reason);
        if (result === null || typeof result !== 'object')
          throw invalidState('The iterator.return() method must return an object');
      },
    },
    0,
  );
  return stream;
}

// ---- two of one

function tee(stream) {
  return isBytes(stream[kState].controller) ? teeBytes(stream) : teeDefault(stream);
}

/** What the two branches of a stream share: the source is cancelled when both are. */
function sharedCancel(stream) {
  const { promise, resolve } = deferred();
  const reasons = [undefined, undefined];
  const isCancelled = [false, false];
  return {
    promise,
    resolve,
    isCancelled,
    cancel: (branch) => (reason) => {
      isCancelled[branch] = true;
      reasons[branch] = reason;
      if (isCancelled[1 - branch]) resolve(cancelStream(stream, reasons));
      return promise;
    },
  };
}

function teeDefault(stream) {
  const reader = new ReadableStreamDefaultReader(stream);
  const shared = sharedCancel(stream);
  const branches = [];
  let isReading = false;
  let readsAgain = false;
  const controllers = () => branches.map((branch) => branch[kState].controller);
  const live = () => controllers().filter((_, at) => !shared.isCancelled[at]);
  const pull = () => {
    if (isReading) {
      readsAgain = true;
      return Promise.resolve();
    }
    isReading = true;
    readInto(reader, {
      chunk(chunk) {
        queueMicrotask(() => {
          readsAgain = false;
          for (const controller of live()) enqueueDefault(controller, chunk);
          isReading = false;
          if (readsAgain) pull();
        });
      },
      close() {
        isReading = false;
        for (const controller of live()) closeDefault(controller);
        if (live().length > 0) shared.resolve();
      },
      error() {
        isReading = false;
      },
    });
    return Promise.resolve();
  };
  for (const at of [0, 1]) branches.push(createReadable({ start: noop, pull, cancel: shared.cancel(at) }));
  reader[kState].closed.promise.then(undefined, (error) => {
    for (const controller of controllers()) errorDefault(controller, error);
    if (live().length > 0) shared.resolve();
  });
  return branches;
}

function cloned(view) {
  return new Uint8Array(view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength));
}

function teeBytes(stream) {
  let reader = new ReadableStreamDefaultReader(stream);
  const shared = sharedCancel(stream);
  const branches = [];
  let isReading = false;
  const readsAgain = [false, false];
  const controllerOf = (at) => branches[at][kState].controller;
  const live = () => [0, 1].filter((at) => !shared.isCancelled[at]);

  const forward = (current) => {
    current[kState].closed.promise.then(undefined, (error) => {
      if (current !== reader) return;
      for (const at of [0, 1]) errorBytes(controllerOf(at), error);
      if (live().length > 0) shared.resolve();
    });
  };
  const fail = (error) => {
    for (const at of [0, 1]) errorBytes(controllerOf(at), error);
    shared.resolve(cancelStream(stream, error));
  };
  const again = () => {
    isReading = false;
    const at = readsAgain[0] ? 0 : readsAgain[1] ? 1 : undefined;
    if (at !== undefined) pull(at);
  };
  const readDefault = () => {
    if (!isDefaultReader(reader)) {
      detach(reader);
      reader = new ReadableStreamDefaultReader(stream);
      forward(reader);
    }
    readInto(reader, {
      chunk(chunk) {
        queueMicrotask(() => {
          readsAgain[0] = readsAgain[1] = false;
          let second = chunk;
          if (live().length === 2) {
            try {
              second = cloned(chunk);
            } catch (error) {
              fail(error);
              return;
            }
          }
          if (!shared.isCancelled[0]) enqueueBytes(controllerOf(0), chunk);
          if (!shared.isCancelled[1]) enqueueBytes(controllerOf(1), second);
          again();
        });
      },
      close() {
        isReading = false;
        for (const at of live()) closeBytes(controllerOf(at));
        for (const at of [0, 1]) respondIfAsked(controllerOf(at), 0);
        if (live().length > 0) shared.resolve();
      },
      error() {
        isReading = false;
      },
    });
  };
  const readByob = (view, first) => {
    if (isDefaultReader(reader)) {
      detach(reader);
      reader = new ReadableStreamBYOBReader(stream);
      forward(reader);
    }
    const other = 1 - first;
    readIntoView(reader, view, 1, {
      chunk(chunk) {
        queueMicrotask(() => {
          readsAgain[0] = readsAgain[1] = false;
          if (!shared.isCancelled[other]) {
            let clone;
            try {
              clone = cloned(chunk);
            } catch (error) {
              fail(error);
              return;
            }
            if (!shared.isCancelled[first]) respondWithView(controllerOf(first), chunk);
            enqueueBytes(controllerOf(other), clone);
          } else if (!shared.isCancelled[first]) {
            respondWithView(controllerOf(first), chunk);
          }
          again();
        });
      },
      close(chunk) {
        isReading = false;
        for (const at of live()) closeBytes(controllerOf(at));
        if (chunk !== undefined) {
          if (!shared.isCancelled[first]) respondWithView(controllerOf(first), chunk);
          if (!shared.isCancelled[other]) respondIfAsked(controllerOf(other), 0);
        }
        if (live().length > 0) shared.resolve();
      },
      error() {
        isReading = false;
      },
    });
  };
  function pull(at) {
    if (isReading) {
      readsAgain[at] = true;
      return Promise.resolve();
    }
    isReading = true;
    const request = requestOf(controllerOf(at));
    if (request === null) readDefault();
    else readByob(request[kState].view, at);
    return Promise.resolve();
  }
  for (const at of [0, 1])
    branches.push(createByteReadable({ start: noop, pull: () => pull(at), cancel: shared.cancel(at) }));
  forward(reader);
  return branches;
}

// ---- piping

function pipeOptions(options) {
  const { preventAbort, preventCancel, preventClose, signal } = checkDictionary(options, 'options');
  if (signal !== undefined && !(signal instanceof AbortSignal))
    throw invalidArgType('options.signal', 'AbortSignal', signal);
  return {
    preventAbort: !!preventAbort,
    preventCancel: !!preventCancel,
    preventClose: !!preventClose,
    signal,
  };
}

function pipe(source, destination, { preventAbort, preventCancel, preventClose, signal }) {
  const { WritableStreamDefaultWriter, piping } = require('internal:web_streams/writable');
  const reader = new ReadableStreamDefaultReader(source);
  const writer = new WritableStreamDefaultWriter(destination);
  source[kState].isDisturbed = true;
  const { promise, resolve, reject } = deferred();
  let isShuttingDown = false;
  let lastWrite = Promise.resolve();

  const finalize = (hasError, error) => {
    piping.release(writer);
    detach(reader);
    signal?.removeEventListener('abort', onAbort);
    if (hasError) reject(error);
    else resolve();
  };
  /** Waits until all chunks that were read are written. */
  const written = async () => {
    let last;
    while (last !== lastWrite) {
      last = lastWrite;
      await last;
    }
  };
  const shutDown = async (action, hasError, error) => {
    if (isShuttingDown) return;
    isShuttingDown = true;
    if (piping.stateOf(destination) === 'writable' && !piping.isClosing(destination)) await written();
    try {
      await action?.();
    } catch (thrown) {
      finalize(true, thrown);
      return;
    }
    finalize(hasError, error);
  };
  function onAbort() {
    const error = signal.reason;
    shutDown(
      () =>
        Promise.all([
          preventAbort || piping.stateOf(destination) !== 'writable'
            ? undefined
            : piping.abort(destination, error),
          preventCancel || source[kState].state !== 'readable' ? undefined : cancelStream(source, error),
        ]),
      true,
      error,
    );
  }
  const sourceFailed = (error) =>
    shutDown(preventAbort ? undefined : () => piping.abort(destination, error), true, error);
  const sourceClosed = () => shutDown(preventClose ? undefined : () => piping.close(writer), false);
  const destinationFailed = (error) =>
    shutDown(preventCancel ? undefined : () => cancelStream(source, error), true, error);
  const destinationClosed = () => {
    const error = invalidState('Destination WritableStream is closed');
    shutDown(preventCancel ? undefined : () => cancelStream(source, error), true, error);
  };

  if (signal?.aborted) {
    onAbort();
    return promise;
  }
  signal?.addEventListener('abort', onAbort);

  const check = () => {
    const { state, storedError } = source[kState];
    if (state === 'errored') sourceFailed(storedError);
    else if (piping.stateOf(destination) === 'errored' || piping.stateOf(destination) === 'erroring')
      destinationFailed(piping.errorOf(destination));
    else if (state === 'closed') sourceClosed();
    else if (piping.isClosing(destination) || piping.stateOf(destination) === 'closed') destinationClosed();
  };
  check();
  reader[kState].closed.promise.then(sourceClosed, sourceFailed);
  writer.closed.then(destinationClosed, destinationFailed);

  /** Reads a chunk and writes it; whether the source has ended. */
  const step = async () => {
    if (isShuttingDown) return true;
    await writer.ready;
    if (isShuttingDown) return true;
    const { promise: read, resolve: done, reject: failed } = deferred();
    readInto(reader, {
      chunk(chunk) {
        lastWrite = handled(piping.write(writer, chunk)).then(noop, noop);
        done(false);
      },
      close: () => done(true),
      error: failed,
    });
    return read;
  };
  (async () => {
    while (!isShuttingDown) if (await step()) return;
  })().catch(noop);
  return promise;
}

describe(ReadableStream, ['locked', 'cancel', 'getReader', 'pipeThrough', 'pipeTo', 'tee', 'values']);
Object.defineProperty(ReadableStream, 'from', { __proto__: null, enumerable: true });
Object.defineProperty(ReadableStream.prototype, Symbol.asyncIterator, {
  __proto__: null,
  value: ReadableStream.prototype.values,
  writable: true,
  configurable: true,
});
describe(ReadableStreamDefaultReader, ['closed', 'cancel', 'read', 'releaseLock']);
describe(ReadableStreamBYOBReader, ['closed', 'cancel', 'read', 'releaseLock']);
describe(ReadableStreamDefaultController, ['desiredSize', 'close', 'enqueue', 'error']);
describe(ReadableByteStreamController, ['byobRequest', 'desiredSize', 'close', 'enqueue', 'error']);
describe(ReadableStreamBYOBRequest, ['view', 'respond', 'respondWithNewView']);
printed(ReadableStream, (stream) => ({
  locked: stream.locked,
  state: stream[kState].state,
  supportsBYOB: isBytes(stream[kState].controller),
}));
for (const Class of [ReadableStreamDefaultReader, ReadableStreamBYOBReader]) {
  printed(Class, (reader) => ({
    stream: reader[kState].stream,
    requests: reader[kState].requests.length,
    close: reader.closed,
  }));
}
for (const Class of [ReadableStreamDefaultController, ReadableByteStreamController])
  printed(Class, () => ({}));
printed(ReadableStreamBYOBRequest, (request) => ({
  view: request.view,
  controller: request[kState].controller,
}));

defineMarks(ReadableStream, {
  readable: ({ state }) => state === 'readable',
  errored: ({ state }) => state === 'errored',
  disturbed: ({ isDisturbed }) => isDisturbed,
});

module.exports = {
  ReadableStream,
  ReadableStreamDefaultReader,
  ReadableStreamBYOBReader,
  ReadableStreamBYOBRequest,
  ReadableByteStreamController,
  ReadableStreamDefaultController,
  createReadable,
  createByteReadable,
  controllerOf: (stream) => stream[kState].controller,
  enqueueBytes,
  closeBytes,
  respond: respondIfAsked,
  enqueueDefault,
  closeDefault,
  errorDefault,
  desiredSize,
  canGoOn,
  hasBackpressure,
};
