'use strict';
// Lines of a stream. Where that is a terminal, its own editing of lines is used.

const EventEmitter = require('node:events');
const { abortError } = require('internal:abort_error');

const kQuestion = Symbol('kQuestion');
const kCancel = Symbol('kCancel');

// How long, in milliseconds, a line feed may follow a carriage return and still be
// the same end of a line.
const LEAST_CRLF_DELAY = 100;

function checkSignal(signal) {
  if (signal === null || typeof signal !== 'object' || !('aborted' in signal)) {
    throw errors.invalidArgType('options.signal', 'AbortSignal', signal);
  }
}

class Interface extends EventEmitter {
  #lines;
  #prompt = '> ';
  // What `question` waits with, and the prompt that it has replaced.
  #answer = null;
  #oldPrompt = '';
  #iterator;
  #editor;

  constructor(input, output, completer, terminal) {
    super();
    const options = input?.input ? input : { input, output, completer, terminal };
    if (options.completer !== undefined && typeof options.completer !== 'function') {
      throw errors.invalidArgValue('completer', options.completer, 'is invalid');
    }
    const { signal, crlfDelay } = options;
    if (signal) checkSignal(signal);
    this.line = '';
    this.cursor = 0;
    this.input = options.input;
    this.output = options.output;
    this.terminal = options.terminal === undefined ? !!this.output?.isTTY : !!options.terminal;
    this.crlfDelay = crlfDelay ? Math.max(LEAST_CRLF_DELAY, crlfDelay) : LEAST_CRLF_DELAY;
    this.#lines = binding.makeLines(this.crlfDelay);
    if (options.prompt !== undefined) this.#prompt = options.prompt;
    if (this.terminal) this.#edit(options);
    this.#listen();
    if (signal) this.#follow(signal);
    this.input.resume();
  }

  /** Edits lines on a terminal. */
  #edit(options) {
    const { input, output } = this;
    const { emitKeypressEvents } = require('internal:readline/keys');
    const { Editor } = require('internal:readline/editor');
    this.#editor = new Editor(this, options, (line) => this.#onLine(line));
    const onKey = (text, key) => {
      this.#editor.press(text, key);
      // Half of a pair of surrogates may have been typed.
      if (key?.sequence && key.sequence.charCodeAt(0) >= 0xd800) this.#editor.refresh();
    };
    const onResize = () => this.#editor.refresh();
    emitKeypressEvents(input, this);
    input.on('keypress', onKey);
    input.setRawMode?.(true);
    output?.on?.('resize', onResize);
    this.once('close', () => {
      input.removeListener('keypress', onKey);
      output?.removeListener?.('resize', onResize);
      input.setRawMode?.(false);
    });
  }

  #listen() {
    const { input } = this;
    const onerror = (error) => this.emit('error', error);
    const ondata = (chunk) => this.#take(chunk);
    const onend = () => {
      if (this.terminal && this.line !== '') this.emit('line', this.line);
      const rest = binding.takeRest(this.#lines);
      if (rest !== undefined) this.emit('line', rest);
      this.close();
    };
    input.on('error', onerror);
    if (!this.terminal) input.on('data', ondata);
    input.on('end', onend);
    this.once('close', () => {
      input.removeListener('data', ondata);
      input.removeListener('error', onerror);
      input.removeListener('end', onend);
    });
  }

  #follow(signal) {
    const close = () => this.close();
    if (signal.aborted) {
      process.nextTick(close);
      return;
    }
    const listening = EventEmitter.addAbortListener(signal, close);
    this.once('close', () => listening[Symbol.dispose]());
  }

  #take(chunk) {
    const lines = binding.cutLines(this.#lines, chunk);
    const count = lines.length;
    // By index, which is the fastest way.
    for (let at = 0; at < count; at++) this.#onLine(lines[at]);
  }

  #onLine(line) {
    const answer = this.#answer;
    if (answer === null) {
      this.emit('line', line);
      return;
    }
    this[kCancel]();
    answer(line);
  }

  #checkOpen() {
    if (this.closed) throw errors.coded('Error', 'ERR_USE_AFTER_CLOSE', 'readline was closed');
  }

  getPrompt() {
    return this.#prompt;
  }

  setPrompt(prompt) {
    this.#prompt = prompt;
  }

  prompt(preserveCursor) {
    this.#checkOpen();
    if (this.paused) this.resume();
    if (typeof this.#prompt !== 'string')
      throw errors.invalidArgType('stringToWrite', 'string', this.#prompt);
    if (this.terminal) {
      if (!preserveCursor) this.cursor = 0;
      this.#editor.refresh();
      return;
    }
    this.output?.write(this.#prompt);
  }

  /** Asks, and calls `answer` with the next line. */
  [kQuestion](query, answer) {
    this.#checkOpen();
    if (this.#answer === null) {
      this.#oldPrompt = this.#prompt;
      this.#prompt = query;
      this.#answer = answer;
    }
    this.prompt();
  }

  /** Waits no longer for an answer. */
  [kCancel]() {
    if (this.#answer === null) return;
    this.#answer = null;
    this.#prompt = this.#oldPrompt;
  }

  write(data, key) {
    this.#checkOpen();
    if (this.paused) this.resume();
    if (this.terminal) this.#editor.press(data, key);
    else if (data !== undefined) this.#take(data);
  }

  /** Where the cursor stands on the terminal, from the beginning of the prompt. */
  getCursorPos() {
    const { Editor } = require('internal:readline/editor');
    const editor = this.#editor ?? new Editor(this, { history: this.history }, () => {});
    return editor.cursorPosition();
  }

  pause() {
    this.#checkOpen();
    if (this.paused) return undefined;
    this.input.pause();
    this.paused = true;
    this.emit('pause');
    return this;
  }

  resume() {
    this.#checkOpen();
    if (!this.paused) return undefined;
    this.input.resume();
    this.paused = false;
    this.emit('resume');
    return this;
  }

  close() {
    if (this.closed) return;
    this.pause();
    this.closed = true;
    this.emit('close');
  }

  [Symbol.dispose]() {
    this.close();
  }

  [Symbol.asyncIterator]() {
    this.#iterator ??= require('internal:readline/iterator').iterate(this);
    return this.#iterator;
  }
}

/** A promise of the answer to a question, which a signal can stop. */
function ask(readline, query, signal) {
  return new Promise((resolve, reject) => {
    if (signal === undefined || signal === null) {
      readline[kQuestion](query, resolve);
      return;
    }
    checkSignal(signal);
    if (signal.aborted) {
      reject(abortError(signal.reason));
      return;
    }
    const listening = EventEmitter.addAbortListener(signal, () => {
      readline[kCancel]();
      reject(abortError(signal.reason));
    });
    readline[kQuestion](query, (answer) => {
      listening[Symbol.dispose]();
      resolve(answer);
    });
  });
}

module.exports = { Interface, ask, checkSignal, kCancel, kQuestion };
