'use strict';
// Lines by `for await`: what `events.on(readline, 'line')` would give, but that lines
// which arrive together are taken together.

// With more lines than this waiting the input is paused until they are read.
const MOST_WAITING = 1024;

const AsyncIteratorPrototype = Object.getPrototypeOf(Object.getPrototypeOf(async function* () {}).prototype);

/** What `Symbol.asyncIterator` of an interface gives. */
function iterate(readline) {
  let lines = [];
  let at = 0;
  let waiting = [];
  let failure = null;
  let isPaused = false;
  let isOver = false;

  function onLine(line) {
    if (waiting.length > 0) {
      waiting.shift().resolve({ done: false, value: line });
      return;
    }
    if (at > MOST_WAITING) {
      lines = lines.slice(at);
      at = 0;
    }
    lines.push(line);
    if (isPaused || lines.length - at <= MOST_WAITING) return;
    isPaused = true;
    readline.pause();
  }

  function onError(error) {
    if (waiting.length > 0) waiting.shift().reject(error);
    else failure = error;
    close();
  }

  function close() {
    readline.off('line', onLine);
    readline.off('error', onError);
    readline.off('close', close);
    isOver = true;
    const result = { done: true, value: undefined };
    const left = waiting;
    waiting = [];
    for (const promise of left) promise.resolve(result);
    return Promise.resolve(result);
  }

  function resumeWhenEmpty() {
    if (at < lines.length) return;
    lines = [];
    at = 0;
    if (!isPaused || isOver) return;
    isPaused = false;
    readline.resume();
  }

  function next() {
    if (at < lines.length) {
      const value = lines[at++];
      if (at === lines.length) resumeWhenEmpty();
      return Promise.resolve({ done: false, value });
    }
    if (failure) {
      const rejected = Promise.reject(failure);
      failure = null;
      return rejected;
    }
    if (isOver) return close();
    return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
  }

  readline.on('line', onLine);
  readline.on('error', onError);
  readline.on('close', close);
  return Object.setPrototypeOf(
    {
      next,
      return: close,
      throw(error) {
        if (!(error instanceof Error)) {
          throw errors.invalidArgType('EventEmitter.AsyncIterator', 'Error', error);
        }
        onError(error);
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    },
    AsyncIteratorPrototype,
  );
}

module.exports = { iterate };
