'use strict';
// `node:readline`

const { addAbortListener } = require('node:events');
const { emitKeypressEvents } = require('internal:readline/keys');
const { clearLine, clearScreenDown, cursorTo, moveCursor } = require('internal:readline/screen');
const { Interface: Base, ask, checkSignal, kCancel, kQuestion } = require('internal:readline/interface');

function Interface(input, output, completer, terminal) {
  return Reflect.construct(Base, [input, output, completer, terminal], new.target ?? Interface);
}
Object.setPrototypeOf(Interface.prototype, Base.prototype);
Object.setPrototypeOf(Interface, Base);

Interface.prototype.question = function question(query, options, callback) {
  const answer = typeof options === 'function' ? options : callback;
  const signal = options?.signal;
  if (!signal) {
    if (typeof answer === 'function') this[kQuestion](query, answer);
    return;
  }
  checkSignal(signal);
  if (signal.aborted || typeof answer !== 'function') return;
  const listening = addAbortListener(signal, () => this[kCancel]());
  this[kQuestion](query, (line) => {
    listening[Symbol.dispose]();
    return answer(line);
  });
};
Interface.prototype.question[Symbol.for('nodejs.util.promisify.custom')] = function question(query, options) {
  return ask(this, query, options?.signal);
};

function createInterface(input, output, completer, terminal) {
  return new Interface(input, output, completer, terminal);
}

module.exports = {
  Interface,
  clearLine,
  clearScreenDown,
  createInterface,
  cursorTo,
  emitKeypressEvents,
  moveCursor,
};
Object.defineProperty(module.exports, 'promises', {
  __proto__: null,
  get: () => require('node:readline/promises'),
  enumerable: true,
  configurable: true,
});
