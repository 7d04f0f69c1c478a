'use strict';
// `node:readline/promises`

const { Interface: Base, ask } = require('internal:readline/interface');

class Interface extends Base {
  question(query, options = {}) {
    return ask(this, query, options?.signal);
  }
}

function createInterface(input, output, completer, terminal) {
  return new Interface(input, output, completer, terminal);
}

module.exports = { Interface, createInterface };
