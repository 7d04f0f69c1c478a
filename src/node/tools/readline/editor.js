'use strict';
// The editor of lines on terminals: what is typed, with the keys of Emacs, the lines that were
// typed before, and completion.

const { clearScreenDown, cursorTo, moveCursor } = require('internal:readline/screen');

const LINE_END = /\r?\n|\r|\u2028|\u2029/g;
const MOST_KILLED = 32;
const MOST_UNDONE = 2048;

const isWide = (code) =>
  (code >= 0x1100 && code <= 0x115f) ||
  (code >= 0x2e80 && code <= 0xa4cf) ||
  (code >= 0xac00 && code <= 0xd7a3) ||
  (code >= 0xf900 && code <= 0xfaff) ||
  (code >= 0xfe30 && code <= 0xfe6f) ||
  (code >= 0xff00 && code <= 0xff60) ||
  (code >= 0xffe0 && code <= 0xffe6) ||
  (code >= 0x1f300 && code <= 0x1faff) ||
  (code >= 0x20000 && code <= 0x3fffd);

/** How many columns a character takes. */
function widthOf(character) {
  if (/^[\p{Mn}\p{Me}\p{Cf}\p{Cc}]$/u.test(character)) return 0;
  return isWide(character.codePointAt(0)) ? 2 : 1;
}

/** The text without what colours it. */
function bare(text) {
  // oxlint-disable-next-line no-control-regex -- escape sequences of terminals begin with one
  return text.replace(/\u001b\[[0-9;?]*[A-Za-z]/g, '');
}

/** The editor of one interface, whose `line` and `cursor` it keeps. */
class Editor {
  constructor(readline, options, onLine) {
    this.readline = readline;
    this.onLine = onLine;
    this.completer = options.completer;
    this.tabSize = options.tabSize ?? 8;
    this.historySize = options.historySize ?? 30;
    this.removesDuplicates = !!options.removeHistoryDuplicates;
    readline.history = options.history ?? [];
    readline.historySize = this.historySize;
    this.historyIndex = -1;
    this.search = null;
    this.rows = 0;
    this.returnedAt = 0;
    this.killed = [];
    this.killAt = 0;
    this.isYanking = false;
    this.undone = [];
    this.done = [];
    this.wasTab = false;
  }

  // ---- the screen

  write(text) {
    this.readline.output?.write(text);
  }

  get columns() {
    return this.readline.output?.columns ?? Infinity;
  }

  /** Where the cursor stands after `text`. */
  position(text) {
    let [rows, cols] = [0, 0];
    const { columns } = this;
    for (const character of bare(text)) {
      if (character === '\n') {
        rows += 1;
        cols = 0;
        continue;
      }
      if (character === '\t') {
        cols += this.tabSize - (cols % this.tabSize);
        continue;
      }
      const width = widthOf(character);
      // A wide character does not fit into the last column.
      if (width === 2 && (cols + 1) % columns === 0) cols += 1;
      cols += width;
    }
    if (columns !== Infinity) {
      rows += Math.floor(cols / columns);
      cols %= columns;
    }
    return { cols, rows };
  }

  cursorPosition() {
    const { readline } = this;
    return this.position(readline.getPrompt() + readline.line.slice(0, readline.cursor));
  }

  refresh() {
    const { readline } = this;
    const { output } = readline;
    const text = readline.getPrompt() + readline.line;
    const end = this.position(text);
    const cursor = this.cursorPosition();
    if (this.rows > 0) moveCursor(output, 0, -this.rows);
    cursorTo(output, 0);
    clearScreenDown(output);
    this.write(text);
    if (end.cols === 0) this.write(' ');
    cursorTo(output, cursor.cols);
    if (end.rows > cursor.rows) moveCursor(output, 0, cursor.rows - end.rows);
    this.rows = cursor.rows;
  }

  // ---- editing

  /** Remembers the line, to be brought back. */
  remember() {
    const { line, cursor } = this.readline;
    if (this.undone.push({ line, cursor }) > MOST_UNDONE) this.undone.shift();
    this.done = [];
  }

  restore(from, to) {
    const state = from.pop();
    if (state === undefined) return;
    const { readline } = this;
    to.push({ line: readline.line, cursor: readline.cursor });
    readline.line = state.line;
    readline.cursor = state.cursor;
    this.refresh();
  }

  insert(text) {
    const { readline } = this;
    const { line, cursor } = readline;
    this.remember();
    const before = this.cursorPosition();
    readline.line = line.slice(0, cursor) + text + line.slice(cursor);
    readline.cursor += text.length;
    if (cursor < line.length || before.rows < this.cursorPosition().rows) this.refresh();
    else this.write(text);
  }

  /** Takes away what lies between two places. */
  cut(from, to) {
    const { readline } = this;
    if (from === to) return '';
    this.remember();
    const text = readline.line.slice(from, to);
    readline.line = readline.line.slice(0, from) + readline.line.slice(to);
    readline.cursor = from;
    this.refresh();
    return text;
  }

  kill(text) {
    if (!text || text === this.killed[0]) return;
    this.killed.unshift(text);
    this.killAt = 0;
    if (this.killed.length > MOST_KILLED) this.killed.pop();
  }

  yank() {
    if (this.killed.length === 0) return;
    this.isYanking = true;
    this.insert(this.killed[this.killAt]);
  }

  yankPop() {
    if (!this.isYanking || this.killed.length < 2) return;
    const last = this.killed[this.killAt];
    this.killAt = (this.killAt + 1) % this.killed.length;
    const { cursor } = this.readline;
    this.cut(cursor - last.length, cursor);
    this.insert(this.killed[this.killAt]);
  }

  /** How long the character before, or at, the cursor is. */
  lengthBefore() {
    const { line, cursor } = this.readline;
    if (cursor <= 0) return 0;
    return cursor > 1 && line.codePointAt(cursor - 2) > 0xffff ? 2 : 1;
  }

  lengthAt() {
    const { line, cursor } = this.readline;
    if (cursor >= line.length) return 0;
    return line.codePointAt(cursor) > 0xffff ? 2 : 1;
  }

  wordStart() {
    const { line, cursor } = this.readline;
    const before = Array.from(line.slice(0, cursor)).toReversed().join('');
    return cursor - /^\s*(?:[^\w\s]+|\w+)?/.exec(before)[0].length;
  }

  wordEnd() {
    const { line, cursor } = this.readline;
    return cursor + /^(?:\s+|[^\w\s]+|\w+)\s*/.exec(line.slice(cursor) || ' ')[0].length;
  }

  move(by) {
    const { readline } = this;
    const before = this.cursorPosition();
    const wanted = Math.min(Math.max(readline.cursor + by, 0), readline.line.length);
    if (wanted === readline.cursor) return;
    readline.cursor = wanted;
    const after = this.cursorPosition();
    if (before.rows === after.rows) moveCursor(readline.output, after.cols - before.cols, 0);
    else this.refresh();
  }

  // ---- whole lines

  addHistory() {
    const { readline } = this;
    const { line, history } = readline;
    if (line.trim() === '' || this.historySize === 0) return line;
    if (history.length === 0 || history[0] !== line) {
      if (this.removesDuplicates) {
        const at = history.indexOf(line);
        if (at >= 0) history.splice(at, 1);
      }
      history.unshift(line);
      if (history.length > this.historySize) history.pop();
    }
    this.historyIndex = -1;
    const [newest] = history;
    readline.emit('history', history);
    return history.length > 0 && history[0] !== newest ? history[0] : line;
  }

  enter() {
    const { readline } = this;
    const line = this.addHistory();
    this.undone = [];
    this.done = [];
    this.move(Infinity);
    this.write('\r\n');
    readline.line = '';
    readline.cursor = 0;
    this.rows = 0;
    this.onLine(line);
  }

  /** Shows the next line of the history, in either direction, that begins as the search does. */
  browse(step) {
    const { readline } = this;
    const { history } = readline;
    if (history.length === 0 || (step < 0 && this.historyIndex < 0)) return;
    if (step > 0 && this.historyIndex >= history.length) return;
    const search = this.search ?? '';
    let at = this.historyIndex + step;
    while (
      at >= 0 &&
      at < history.length &&
      (!history[at].startsWith(search) || history[at] === readline.line)
    ) {
      at += step;
    }
    this.remember();
    readline.line = at >= 0 && at < history.length ? history[at] : search;
    this.historyIndex = at;
    readline.cursor = readline.line.length;
    this.refresh();
  }

  // ---- completion

  complete() {
    const { readline } = this;
    const { wasTab } = this;
    readline.pause();
    const text = readline.line.slice(0, readline.cursor);
    const answer = (error, found) => {
      if (readline.closed) return;
      readline.resume();
      if (error) {
        this.write(`Tab completion error: ${require('internal:inspect')(error)}`);
        return;
      }
      this.showCompletions(found, wasTab);
    };
    const { completer } = this;
    if (completer.length === 2) {
      completer.call(readline, text, answer);
      return;
    }
    const found = completer.call(readline, text);
    if (typeof found?.then === 'function') found.then((list) => answer(null, list), answer);
    else answer(null, found);
  }

  showCompletions([found, text] = [], wasTab = false) {
    if (!found || found.length === 0) return;
    const choices = found.filter((choice) => choice !== '');
    const prefix = commonPrefix(choices);
    if (prefix.startsWith(text) && prefix.length > text.length) {
      this.insert(prefix.slice(text.length));
      return;
    }
    if (!text.startsWith(prefix)) {
      const { cursor } = this.readline;
      this.cut(cursor - text.length, cursor);
      this.insert(prefix);
      return;
    }
    if (!wasTab) return;
    const width = Math.max(...choices.map((choice) => choice.length)) + 2;
    const perRow = Math.max(Math.floor(this.columns / width), 1);
    const rows = [];
    for (let at = 0; at < choices.length; at += perRow === Infinity ? choices.length : perRow) {
      const row = choices.slice(at, perRow === Infinity ? undefined : at + perRow);
      rows.push(
        row.map((choice, place) => (place < row.length - 1 ? choice.padEnd(width) : choice)).join(''),
      );
    }
    this.write(`\r\n${rows.join('\r\n')}\r\n\r\n`);
    this.refresh();
  }

  // ---- keys

  /** Does what a key says, or writes what was typed. */
  press(text, key = {}) {
    const { readline } = this;
    if (!key.meta || key.name !== 'y') this.isYanking = false;
    const browses = (key.name === 'up' || key.name === 'down') && !key.ctrl && !key.meta && !key.shift;
    if (browses) this.search ??= readline.line.slice(0, readline.cursor);
    else if (this.search !== null) {
      this.search = null;
      if (this.historyIndex === readline.history.length) this.historyIndex = -1;
    }
    if (key.sequence === '\x1f') return void this.restore(this.undone, this.done);
    if (key.sequence === '\x1e') return void this.restore(this.done, this.undone);
    if (key.name === 'escape') return;
    const binding = `${key.ctrl ? 'C-' : ''}${key.meta ? 'M-' : ''}${key.ctrl && key.shift ? 'S-' : ''}${key.name}`;
    const isTab = binding === 'tab';
    const action = ACTIONS[binding];
    if (action !== undefined && action(this, readline, key) !== false) {
      this.wasTab = isTab;
      return;
    }
    this.wasTab = isTab;
    if (!key.ctrl && !key.meta) this.type(text);
  }

  type(text) {
    if (typeof text !== 'string' || text === '') return;
    const lines = text.split(LINE_END);
    lines.forEach((line, at) => {
      if (line !== '') this.insert(line);
      if (at < lines.length - 1) this.enter();
    });
  }
}

function commonPrefix(texts) {
  if (texts.length === 0) return '';
  const sorted = texts.toSorted();
  const [first, last] = [sorted[0], sorted[sorted.length - 1]];
  let at = 0;
  while (at < first.length && first[at] === last[at]) at++;
  return first.slice(0, at);
}

const deleteLeft = (editor, { cursor }) => editor.cut(cursor - editor.lengthBefore(), cursor);
const deleteRight = (editor, { cursor }) => editor.cut(cursor, cursor + editor.lengthAt());
const deleteWordLeft = (editor, { cursor }) => editor.cut(editor.wordStart(), cursor);
const deleteWordRight = (editor, { cursor }) => editor.cut(cursor, editor.wordEnd());
const deleteLineLeft = (editor, { cursor }) => editor.kill(editor.cut(0, cursor));
const deleteLineRight = (editor, { cursor, line }) => editor.kill(editor.cut(cursor, line.length));
const left = (editor) => editor.move(-editor.lengthBefore());
const right = (editor) => editor.move(editor.lengthAt());
const wordLeft = (editor, { cursor }) => editor.move(editor.wordStart() - cursor);
const wordRight = (editor, { cursor }) => editor.move(editor.wordEnd() - cursor);
const home = (editor) => editor.move(-Infinity);
const end = (editor) => editor.move(Infinity);
const earlier = (editor) => editor.browse(1);
const later = (editor) => editor.browse(-1);

/** What the keys do; one that gives false is typed. */
const ACTIONS = {
  __proto__: null,
  'C-S-backspace': deleteLineLeft,
  'C-S-delete': deleteLineRight,
  'C-c': (editor, readline) => {
    if (readline.listenerCount('SIGINT') > 0) readline.emit('SIGINT');
    else readline.close();
  },
  'C-h': deleteLeft,
  'C-d': (editor, readline) => {
    if (readline.cursor === 0 && readline.line === '') readline.close();
    else deleteRight(editor, readline);
  },
  'C-u': deleteLineLeft,
  'C-k': deleteLineRight,
  'C-a': home,
  'C-e': end,
  'C-b': left,
  'C-f': right,
  'C-l': (editor, readline) => {
    cursorTo(readline.output, 0, 0);
    clearScreenDown(readline.output);
    editor.rows = 0;
    editor.refresh();
  },
  'C-n': later,
  'C-p': earlier,
  'C-y': (editor) => editor.yank(),
  'C-w': deleteWordLeft,
  'C-backspace': deleteWordLeft,
  'C-delete': deleteWordRight,
  'C-left': wordLeft,
  'C-right': wordRight,
  'M-b': wordLeft,
  'M-f': wordRight,
  'M-d': deleteWordRight,
  'M-delete': deleteWordRight,
  'M-backspace': deleteWordLeft,
  'M-y': (editor) => editor.yankPop(),
  return: (editor) => {
    editor.returnedAt = Date.now();
    editor.enter();
  },
  enter: (editor, { crlfDelay }) => {
    if (editor.returnedAt === 0 || Date.now() - editor.returnedAt > crlfDelay) editor.enter();
    editor.returnedAt = 0;
  },
  backspace: deleteLeft,
  delete: deleteRight,
  left,
  right,
  home,
  end,
  up: earlier,
  down: later,
  tab: (editor, readline) => {
    if (typeof editor.completer !== 'function' || readline.isCompletionEnabled === false) return false;
    editor.complete();
    return true;
  },
};

module.exports = { Editor };
