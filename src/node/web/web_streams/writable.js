'use strict';
// `WritableStream` of the Streams standard, its writer and its controller.

const {
  kState,
  kPrivate,
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
const { invalidArgType } = errors;

/** In the queue, what closes the stream. */
const CLOSE = Symbol('close');

class WritableStream {
  constructor(sink = {}, strategy = {}) {
    sink = checkObject(sink, 'sink');
    strategy = checkDictionary(strategy, 'strategy');
    const { type } = sink;
    if (type !== undefined) throw invalidValue('sink.type', type);
    const size = sizeOf(strategy);
    const mark = highWaterMarkOf(strategy, 1);
    initialize(this);
    setUp(this, sink, mark, size);
  }

  get locked() {
    return stateOf(this, WritableStream).writer !== undefined;
  }

  abort(reason = undefined) {
    if (!isOf(this, WritableStream)) return Promise.reject(wrong(this));
    if (isLocked(this)) return Promise.reject(invalidState('WritableStream is locked'));
    return abortStream(this, reason);
  }

  close() {
    if (!isOf(this, WritableStream)) return Promise.reject(wrong(this));
    if (isLocked(this)) return Promise.reject(invalidState('WritableStream is locked'));
    if (isClosing(this[kState])) return Promise.reject(invalidState('Failure closing WritableStream'));
    return closeStream(this);
  }

  getWriter() {
    stateOf(this, WritableStream);
    return new WritableStreamDefaultWriter(this);
  }
}

function wrong(object) {
  try {
    return stateOf(object, WritableStream) && undefined;
  } catch (error) {
    return error;
  }
}

function initialize(stream) {
  stream[kState] = {
    Class: WritableStream,
    state: 'writable',
    storedError: undefined,
    writer: undefined,
    controller: undefined,
    requests: [],
    inFlight: undefined,
    closeRequest: undefined,
    inFlightClose: undefined,
    pendingAbort: undefined,
    backpressure: false,
    error: (error) => errorIfNeeded(stream[kState].controller, error),
  };
}

const isLocked = (stream) => stream[kState].writer !== undefined;
const isClosing = (state) => state.closeRequest !== undefined || state.inFlightClose !== undefined;

// ---- the stream

function abortStream(stream, reason) {
  const state = stream[kState];
  if (state.state === 'closed' || state.state === 'errored') return Promise.resolve();
  state.controller[kState].abortController.abort(reason);
  if (state.state === 'closed' || state.state === 'errored') return Promise.resolve();
  if (state.pendingAbort !== undefined) return state.pendingAbort.promise;
  const wasErroring = state.state === 'erroring';
  const abort = deferred();
  state.pendingAbort = { ...abort, reason: wasErroring ? undefined : reason, wasErroring };
  if (!wasErroring) startErroring(stream, reason);
  return abort.promise;
}

function closeStream(stream) {
  const state = stream[kState];
  if (state.state === 'closed' || state.state === 'errored')
    return Promise.reject(invalidState('WritableStream is closed'));
  const close = deferred();
  state.closeRequest = close;
  const { writer } = state;
  if (writer !== undefined && state.backpressure && state.state === 'writable')
    writer[kState].ready.resolve();
  enqueueSized(state.controller[kState], CLOSE, 0);
  advance(state.controller);
  return close.promise;
}

function dealWithRejection(stream, error) {
  if (stream[kState].state === 'writable') startErroring(stream, error);
  else finishErroring(stream);
}

function startErroring(stream, reason) {
  const state = stream[kState];
  state.state = 'erroring';
  state.storedError = reason;
  if (state.writer !== undefined) rejectReady(state.writer, reason);
  const isBusy = state.inFlight !== undefined || state.inFlightClose !== undefined;
  if (!isBusy && state.controller[kState].isStarted) finishErroring(stream);
}

function finishErroring(stream) {
  const state = stream[kState];
  state.state = 'errored';
  const controller = state.controller[kState];
  resetQueue(controller);
  for (const request of state.requests) request.reject(state.storedError);
  state.requests = [];
  const abort = state.pendingAbort;
  if (abort === undefined) {
    rejectClose(stream);
    return;
  }
  state.pendingAbort = undefined;
  if (abort.wasErroring) {
    abort.reject(state.storedError);
    rejectClose(stream);
    return;
  }
  const result = promised(() => controller.abort(abort.reason));
  clearAlgorithms(controller);
  result.then(
    () => {
      abort.resolve();
      rejectClose(stream);
    },
    (error) => {
      abort.reject(error);
      rejectClose(stream);
    },
  );
}

function rejectClose(stream) {
  const state = stream[kState];
  tellOver(state);
  if (state.closeRequest !== undefined) {
    state.closeRequest.reject(state.storedError);
    state.closeRequest = undefined;
  }
  if (state.writer !== undefined) {
    state.writer[kState].closed.reject(state.storedError);
    handled(state.writer[kState].closed.promise);
  }
}

function finishWrite(stream) {
  const state = stream[kState];
  state.inFlight.resolve();
  state.inFlight = undefined;
}

function finishWriteWithError(stream, error) {
  const state = stream[kState];
  state.inFlight.reject(error);
  state.inFlight = undefined;
  dealWithRejection(stream, error);
}

function finishClose(stream) {
  const state = stream[kState];
  state.inFlightClose.resolve();
  state.inFlightClose = undefined;
  if (state.state === 'erroring') {
    state.storedError = undefined;
    state.pendingAbort?.resolve();
    state.pendingAbort = undefined;
  }
  state.state = 'closed';
  state.writer?.[kState].closed.resolve();
  tellOver(state);
}

function finishCloseWithError(stream, error) {
  const state = stream[kState];
  state.inFlightClose.reject(error);
  state.inFlightClose = undefined;
  state.pendingAbort?.reject(error);
  state.pendingAbort = undefined;
  dealWithRejection(stream, error);
}

function updateBackpressure(stream, backpressure) {
  const state = stream[kState];
  if (state.writer !== undefined && backpressure !== state.backpressure) {
    const writer = state.writer[kState];
    if (backpressure) writer.ready = deferred();
    else writer.ready.resolve();
  }
  state.backpressure = backpressure;
}

// ---- the writer

class WritableStreamDefaultWriter {
  constructor(stream) {
    if (!isOf(stream, WritableStream)) throw invalidArgType('stream', 'WritableStream', stream);
    if (isLocked(stream)) throw invalidState('WritableStream is locked');
    const state = stream[kState];
    const { storedError } = state;
    state.writer = this;
    this[kState] = { Class: WritableStreamDefaultWriter, stream, ...promisesFor(state, storedError) };
  }

  get closed() {
    if (!isOf(this, WritableStreamDefaultWriter)) return wrongWriter(this);
    return this[kState].closed.promise;
  }

  get desiredSize() {
    const { stream } = stateOf(this, WritableStreamDefaultWriter);
    if (stream === undefined) throw invalidState('Writer is not bound to a WritableStream');
    return desiredSizeOf(stream);
  }

  get ready() {
    if (!isOf(this, WritableStreamDefaultWriter)) return wrongWriter(this);
    return this[kState].ready.promise;
  }

  abort(reason = undefined) {
    if (!isOf(this, WritableStreamDefaultWriter)) return wrongWriter(this);
    const { stream } = this[kState];
    return stream === undefined ? unbound() : abortStream(stream, reason);
  }

  close() {
    if (!isOf(this, WritableStreamDefaultWriter)) return wrongWriter(this);
    const { stream } = this[kState];
    if (stream === undefined) return unbound();
    if (isClosing(stream[kState])) return Promise.reject(invalidState('Failure to close WritableStream'));
    return closeStream(stream);
  }

  releaseLock() {
    const { stream } = stateOf(this, WritableStreamDefaultWriter);
    if (stream !== undefined) releaseWriter(this);
  }

  write(chunk = undefined) {
    if (!isOf(this, WritableStreamDefaultWriter)) return wrongWriter(this);
    return this[kState].stream === undefined ? unbound() : writeChunk(this, chunk);
  }
}

function wrongWriter(object) {
  return promised(() => stateOf(object, WritableStreamDefaultWriter));
}

function unbound() {
  return Promise.reject(invalidState('Writer is not bound to a WritableStream'));
}

/** The promises `ready` and `closed` of a writer of a stream in this state. */
function promisesFor(state, storedError) {
  switch (state.state) {
    case 'writable': {
      const isFull = !isClosing(state) && state.backpressure;
      return { ready: isFull ? deferred() : settled.resolved(), closed: deferred() };
    }
    case 'erroring':
      return { ready: settled.rejected(storedError), closed: deferred() };
    case 'closed':
      return { ready: settled.resolved(), closed: settled.resolved() };
    default:
      return { ready: settled.rejected(storedError), closed: settled.rejected(storedError) };
  }
}

function rejectReady(writer, error) {
  const state = writer[kState];
  const { stream } = state;
  // Settled already when there was no backpressure.
  const isPending =
    state.ready.isSettled !== true &&
    stream !== undefined &&
    stream[kState].backpressure &&
    !isClosing(stream[kState]);
  if (isPending) {
    state.ready.reject(error);
    handled(state.ready.promise);
    state.ready.isSettled = true;
  } else {
    state.ready = settled.rejected(error);
  }
}

function rejectClosedOfWriter(writer, error) {
  const state = writer[kState];
  const { stream } = state;
  const isOpen = stream[kState].state === 'writable' || stream[kState].state === 'erroring';
  if (isOpen) {
    state.closed.reject(error);
    handled(state.closed.promise);
  } else {
    state.closed = settled.rejected(error);
  }
}

function releaseWriter(writer) {
  const state = writer[kState];
  const { stream } = state;
  const released = invalidState('Writer has been released');
  rejectReady(writer, released);
  rejectClosedOfWriter(writer, released);
  stream[kState].writer = undefined;
  state.stream = undefined;
}

function desiredSizeOf(stream) {
  const state = stream[kState];
  if (state.state === 'errored' || state.state === 'erroring') return null;
  if (state.state === 'closed') return 0;
  return roomOf(state.controller[kState]);
}

function writeChunk(writer, chunk) {
  const { stream } = writer[kState];
  const state = stream[kState];
  const { controller } = state;
  const size = chunkSize(controller, chunk);
  if (writer[kState].stream !== stream) return Promise.reject(invalidState('Mismatched WritableStreams'));
  if (state.state === 'errored') return Promise.reject(state.storedError);
  if (isClosing(state) || state.state === 'closed')
    return Promise.reject(invalidState('WritableStream is closed'));
  if (state.state === 'erroring') return Promise.reject(state.storedError);
  const request = deferred();
  state.requests.push(request);
  enqueueWrite(controller, chunk, size);
  return request.promise;
}

// ---- the controller

class WritableStreamDefaultController {
  constructor(key = undefined) {
    if (key !== kPrivate) throw illegalConstructor();
  }

  get signal() {
    return stateOf(this, WritableStreamDefaultController).abortController.signal;
  }

  error(reason = undefined) {
    const { stream } = stateOf(this, WritableStreamDefaultController);
    if (stream[kState].state === 'writable') errorController(this, reason);
  }
}

const roomOf = (controller) => controller.mark - controller.queueSize;

function clearAlgorithms(controller) {
  controller.write = controller.close = controller.abort = controller.size = undefined;
}

/** Sets a stream up with the sink's methods. */
function setUp(stream, sink, mark, size) {
  const write = callbackOf(sink, 'write', 'sink');
  const close = callbackOf(sink, 'close', 'sink');
  const abort = callbackOf(sink, 'abort', 'sink');
  const start = callbackOf(sink, 'start', 'sink');
  const controller = new WritableStreamDefaultController(kPrivate);
  setUpController(
    stream,
    controller,
    {
      start: () => start?.call(sink, controller),
      write: (chunk) => write?.call(sink, chunk, controller),
      close: () => close?.call(sink),
      abort: (reason) => abort?.call(sink, reason),
    },
    mark,
    size,
  );
}

function setUpController(stream, controller, algorithms, mark, size) {
  const state = {
    Class: WritableStreamDefaultController,
    stream,
    isStarted: false,
    mark,
    size,
    abortController: new AbortController(),
    ...algorithms,
  };
  controller[kState] = state;
  resetQueue(state);
  stream[kState].controller = controller;
  updateBackpressure(stream, roomOf(state) <= 0);
  Promise.resolve(algorithms.start()).then(
    () => {
      state.isStarted = true;
      advance(controller);
    },
    (error) => {
      state.isStarted = true;
      dealWithRejection(stream, error);
    },
  );
}

/** A stream made of functions, without the detour by a sink. */
function createWritable(algorithms, mark = 1, size = () => 1) {
  const stream = Object.create(WritableStream.prototype);
  initialize(stream);
  setUpController(stream, new WritableStreamDefaultController(kPrivate), algorithms, mark, size);
  return stream;
}

function chunkSize(controller, chunk) {
  const { size } = controller[kState];
  if (size === undefined) return 1;
  try {
    return size(chunk);
  } catch (error) {
    errorIfNeeded(controller, error);
    return 1;
  }
}

function enqueueWrite(controller, chunk, size) {
  const state = controller[kState];
  try {
    enqueueSized(state, { chunk }, size);
  } catch (error) {
    errorIfNeeded(controller, error);
    return;
  }
  const { stream } = state;
  if (!isClosing(stream[kState]) && stream[kState].state === 'writable')
    updateBackpressure(stream, roomOf(state) <= 0);
  advance(controller);
}

function errorIfNeeded(controller, error) {
  if (controller[kState].stream[kState].state === 'writable') errorController(controller, error);
}

function errorController(controller, error) {
  const { stream } = controller[kState];
  clearAlgorithms(controller[kState]);
  startErroring(stream, error);
}

/** Hands on what is next in the queue, unless the sink is busy. */
function advance(controller) {
  const state = controller[kState];
  const { stream } = state;
  if (!state.isStarted || stream[kState].inFlight !== undefined) return;
  if (stream[kState].state === 'erroring') {
    finishErroring(stream);
    return;
  }
  if (state.queue.length === 0) return;
  const { value } = state.queue[0];
  if (value === CLOSE) processClose(controller);
  else processWrite(controller, value.chunk);
}

function processClose(controller) {
  const state = controller[kState];
  const { stream } = state;
  stream[kState].inFlightClose = stream[kState].closeRequest;
  stream[kState].closeRequest = undefined;
  dequeueSized(state);
  const result = promised(() => state.close());
  clearAlgorithms(state);
  result.then(
    () => finishClose(stream),
    (error) => finishCloseWithError(stream, error),
  );
}

function processWrite(controller, chunk) {
  const state = controller[kState];
  const { stream } = state;
  stream[kState].inFlight = stream[kState].requests.shift();
  promised(() => state.write(chunk)).then(
    () => {
      finishWrite(stream);
      dequeueSized(state);
      if (!isClosing(stream[kState]) && stream[kState].state === 'writable')
        updateBackpressure(stream, roomOf(state) <= 0);
      advance(controller);
    },
    (error) => {
      if (stream[kState].state === 'writable') clearAlgorithms(state);
      finishWriteWithError(stream, error);
    },
  );
}

describe(WritableStream, ['locked', 'abort', 'close', 'getWriter']);
describe(WritableStreamDefaultWriter, [
  'closed',
  'desiredSize',
  'ready',
  'abort',
  'close',
  'releaseLock',
  'write',
]);
describe(WritableStreamDefaultController, ['signal', 'error']);
printed(WritableStream, (stream) => ({ locked: stream.locked, state: stream[kState].state }));
printed(WritableStreamDefaultWriter, (writer) => ({
  stream: writer[kState].stream,
  close: writer.closed,
  ready: writer.ready,
  desiredSize: writer.desiredSize,
}));
printed(WritableStreamDefaultController, (controller) => ({ stream: controller[kState].stream }));

/** What `pipeTo` asks of a writer. */
const piping = {
  isClosing: (stream) => isClosing(stream[kState]),
  stateOf: (stream) => stream[kState].state,
  errorOf: (stream) => stream[kState].storedError,
  abort: abortStream,
  write: writeChunk,
  release: releaseWriter,
  desiredSize: (writer) => desiredSizeOf(writer[kState].stream),
  close(writer) {
    const { stream } = writer[kState];
    const state = stream[kState];
    if (isClosing(state) || state.state === 'closed') return Promise.resolve();
    if (state.state === 'errored') return Promise.reject(state.storedError);
    return closeStream(stream);
  },
};

defineMarks(WritableStream, {
  writable: ({ state }) => state === 'writable',
  errored: ({ state }) => state === 'errored' || state === 'erroring',
});

module.exports = {
  WritableStream,
  WritableStreamDefaultWriter,
  WritableStreamDefaultController,
  createWritable,
  errorIfNeeded,
  piping,
  isWritable: (value) => isOf(value, WritableStream),
  isLocked,
};
