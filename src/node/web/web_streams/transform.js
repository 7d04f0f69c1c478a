'use strict';
// `TransformStream` of the Streams standard: a writable side, and a readable side
// that gives what was made of the chunks written.

const {
  kState,
  kPrivate,
  illegalConstructor,
  stateOf,
  deferred,
  promised,
  checkObject,
  checkDictionary,
  callbackOf,
  highWaterMarkOf,
  invalidState,
  invalidValue,
  sizeOf,
  describe,
  printed,
} = require('internal:web_streams/shared');
const readable = require('internal:web_streams/readable');
const writable = require('internal:web_streams/writable');

class TransformStream {
  constructor(transformer = {}, writableStrategy = {}, readableStrategy = {}) {
    transformer = checkObject(transformer, 'transformer');
    writableStrategy = checkDictionary(writableStrategy, 'writableStrategy');
    readableStrategy = checkDictionary(readableStrategy, 'readableStrategy');
    const { readableType, writableType } = transformer;
    if (readableType !== undefined) throw invalidValue('transformer.readableType', readableType);
    if (writableType !== undefined) throw invalidValue('transformer.writableType', writableType);
    const readableMark = highWaterMarkOf(readableStrategy, 0);
    const readableSize = sizeOf(readableStrategy);
    const writableMark = highWaterMarkOf(writableStrategy, 1);
    const writableSize = sizeOf(writableStrategy);
    const started = deferred();
    initialize(this, started.promise, writableMark, writableSize, readableMark, readableSize);
    setUp(this, transformer);
    const start = callbackOf(transformer, 'start', 'transformer');
    started.resolve(start?.call(transformer, this[kState].controller));
  }

  get readable() {
    return stateOf(this, TransformStream).readable;
  }

  get writable() {
    return stateOf(this, TransformStream).writable;
  }
}

class TransformStreamDefaultController {
  constructor(key = undefined) {
    if (key !== kPrivate) throw illegalConstructor();
  }

  get desiredSize() {
    const { stream } = stateOf(this, TransformStreamDefaultController);
    return readable.desiredSize(readableController(stream));
  }

  enqueue(chunk = undefined) {
    enqueue(stateOf(this, TransformStreamDefaultController).stream, chunk);
  }

  error(reason = undefined) {
    errorStream(stateOf(this, TransformStreamDefaultController).stream, reason);
  }

  terminate() {
    const { stream } = stateOf(this, TransformStreamDefaultController);
    readable.closeDefault(readableController(stream));
    errorWritable(stream, invalidState('TransformStream has been terminated'));
  }
}

const readableController = (stream) => stream[kState].readable[kState].controller;

function initialize(stream, started, writableMark, writableSize, readableMark, readableSize) {
  const state = { Class: TransformStream, backpressure: undefined, change: undefined, controller: undefined };
  stream[kState] = state;
  state.writable = writable.createWritable(
    {
      start: () => started,
      write: (chunk) => writeStep(stream, chunk),
      abort: (reason) =>
        finishOnce(
          stream,
          () => cancelOf(stream, reason),
          () => readable.errorDefault(readableController(stream), reason),
          reason,
          state.readable,
        ),
      close: () => closeStep(stream),
    },
    writableMark,
    writableSize,
  );
  state.readable = readable.createReadable(
    {
      start: () => started,
      pull() {
        setBackpressure(stream, false);
        return state.change.promise;
      },
      cancel: (reason) =>
        finishOnce(
          stream,
          () => cancelOf(stream, reason),
          () => {
            writable.errorIfNeeded(state.writable[kState].controller, reason);
            unblock(stream);
          },
          reason,
          state.writable,
        ),
    },
    readableMark,
    readableSize,
  );
  setBackpressure(stream, true);
}

function setUp(stream, transformer) {
  const transform = callbackOf(transformer, 'transform', 'transformer');
  const flush = callbackOf(transformer, 'flush', 'transformer');
  const cancel = callbackOf(transformer, 'cancel', 'transformer');
  const controller = new TransformStreamDefaultController(kPrivate);
  controller[kState] = {
    Class: TransformStreamDefaultController,
    stream,
    finish: undefined,
    transform:
      transform === undefined
        ? (chunk) => enqueue(stream, chunk)
        : (chunk) => transform.call(transformer, chunk, controller),
    flush: () => flush?.call(transformer, controller),
    cancel: (reason) => cancel?.call(transformer, reason),
  };
  stream[kState].controller = controller;
}

function clearAlgorithms(stream) {
  const state = stream[kState].controller[kState];
  state.transform = state.flush = state.cancel = () => {};
}

function cancelOf(stream, reason) {
  return stream[kState].controller[kState].cancel(reason);
}

function setBackpressure(stream, backpressure) {
  const state = stream[kState];
  state.change?.resolve();
  state.change = deferred();
  state.backpressure = backpressure;
}

function unblock(stream) {
  if (stream[kState].backpressure) setBackpressure(stream, false);
}

function enqueue(stream, chunk) {
  const controller = readableController(stream);
  if (!readable.canGoOn(controller)) throw invalidState('Unable to enqueue');
  try {
    readable.enqueueDefault(controller, chunk);
  } catch (error) {
    errorWritable(stream, error);
    throw stream[kState].readable[kState].storedError;
  }
  if (readable.hasBackpressure(controller) !== stream[kState].backpressure) setBackpressure(stream, true);
}

function errorStream(stream, error) {
  readable.errorDefault(readableController(stream), error);
  errorWritable(stream, error);
}

function errorWritable(stream, error) {
  clearAlgorithms(stream);
  writable.errorIfNeeded(stream[kState].writable[kState].controller, error);
  unblock(stream);
}

async function writeStep(stream, chunk) {
  const state = stream[kState];
  if (state.backpressure) {
    await state.change.promise;
    const target = state.writable[kState];
    if (target.state === 'erroring') throw target.storedError;
  }
  try {
    await state.controller[kState].transform(chunk);
  } catch (error) {
    errorStream(stream, error);
    throw error;
  }
}

function closeStep(stream) {
  const state = stream[kState];
  const controller = state.controller[kState];
  if (controller.finish !== undefined) return controller.finish.promise;
  controller.finish = deferred();
  const { resolve, reject } = controller.finish;
  const flushed = promised(() => controller.flush());
  clearAlgorithms(stream);
  flushed.then(
    () => {
      if (state.readable[kState].state === 'errored') {
        reject(state.readable[kState].storedError);
        return;
      }
      readable.closeDefault(readableController(stream));
      resolve();
    },
    (error) => {
      readable.errorDefault(readableController(stream), error);
      reject(error);
    },
  );
  return controller.finish.promise;
}

/** Runs the transformer's `cancel` for the side that ends first, then ends the other. */
function finishOnce(stream, cancel, endOther, reason, other) {
  const controller = stream[kState].controller[kState];
  if (controller.finish !== undefined) return controller.finish.promise;
  controller.finish = deferred();
  const { resolve, reject } = controller.finish;
  const result = promised(cancel);
  clearAlgorithms(stream);
  result.then(
    () => {
      if (other[kState].state === 'errored') {
        reject(other[kState].storedError);
        return;
      }
      endOther();
      resolve();
    },
    (error) => {
      errorStream(stream, error);
      reject(error);
    },
  );
  return controller.finish.promise;
}

describe(TransformStream, ['readable', 'writable']);
describe(TransformStreamDefaultController, ['desiredSize', 'enqueue', 'error', 'terminate']);
printed(TransformStream, (stream) => ({
  readable: stream.readable,
  writable: stream.writable,
  backpressure: stream[kState].backpressure,
}));
printed(TransformStreamDefaultController, (controller) => ({ stream: controller[kState].stream }));

module.exports = { TransformStream, TransformStreamDefaultController };
