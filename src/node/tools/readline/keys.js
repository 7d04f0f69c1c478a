'use strict';
// Keys from what a terminal sends: `readline.emitKeypressEvents`.

const { StringDecoder } = require('node:string_decoder');
const { clearTimeout, setTimeout } = require('node:timers');

const kWatched = Symbol('kWatched');
// How long, in milliseconds, an escape may be the beginning of a sequence.
const ESCAPE_TIMEOUT = 500;

// What ends a sequence, or is all of it, and the key that it stands for.
const SEQUENCES = {
  __proto__: null,
  OA: 'up',
  OB: 'down',
  OC: 'right',
  OD: 'left',
  OE: 'clear',
  OF: 'end',
  OH: 'home',
  OP: 'f1',
  OQ: 'f2',
  OR: 'f3',
  OS: 'f4',
  '[A': 'up',
  '[B': 'down',
  '[C': 'right',
  '[D': 'left',
  '[E': 'clear',
  '[F': 'end',
  '[H': 'home',
  '[P': 'f1',
  '[Q': 'f2',
  '[R': 'f3',
  '[S': 'f4',
  '[1~': 'home',
  '[2~': 'insert',
  '[3~': 'delete',
  '[4~': 'end',
  '[5~': 'pageup',
  '[6~': 'pagedown',
  '[7~': 'home',
  '[8~': 'end',
  '[11~': 'f1',
  '[12~': 'f2',
  '[13~': 'f3',
  '[14~': 'f4',
  '[15~': 'f5',
  '[17~': 'f6',
  '[18~': 'f7',
  '[19~': 'f8',
  '[20~': 'f9',
  '[21~': 'f10',
  '[23~': 'f11',
  '[24~': 'f12',
  '[200~': 'paste-start',
  '[201~': 'paste-end',
};
const PLAIN = {
  __proto__: null,
  '\r': 'return',
  '\n': 'enter',
  '\t': 'tab',
  '\b': 'backspace',
  '\x7f': 'backspace',
  '\x1b': 'escape',
  ' ': 'space',
};

/** What a sequence after an escape stands for; undefined while more is to come. */
function readSequence(text) {
  const found = /^(?:O([0-9]*)([A-Za-z])|\[\[?([0-9]*)(?:;([0-9]*))?([~^$A-Za-z]))/.exec(text);
  if (found === null) return /^(?:O[0-9]*|\[\[?[0-9;]*)$/.test(text) ? undefined : { length: 1 };
  const [whole, oModifier, oKind, number, modifier, end] = found;
  if (whole === '[Z') return { length: 2, name: 'tab', shift: true, code: '[Z' };
  const bits = Number(oModifier || modifier || (end !== '~' && number) || 1) - 1;
  const code = oKind ? `O${oKind}` : end === '~' ? `[${number}~` : `[${end}`;
  return {
    length: whole.length,
    name: SEQUENCES[code] ?? 'undefined',
    shift: !!(bits & 1),
    meta: !!(bits & 10),
    ctrl: !!(bits & 4),
    code,
  };
}

/** The key of one character. */
function keyOf(character, meta) {
  const key = { sequence: character, name: PLAIN[character], ctrl: false, meta, shift: false };
  if (key.name !== undefined) return key;
  const code = character.charCodeAt(0);
  if (code <= 0x1a) return { ...key, name: String.fromCharCode(code + 96), ctrl: true };
  if (/^[0-9A-Za-z]$/.test(character)) {
    return { ...key, name: character.toLowerCase(), shift: /^[A-Z]$/.test(character) };
  }
  // Keys without a name have none, not one that is undefined.
  delete key.name;
  return key;
}

/** Emits the keys in `text`; gives what is no whole key yet. */
function emitKeys(text, emit) {
  let at = 0;
  while (at < text.length) {
    const whole = String.fromCodePoint(text.codePointAt(at));
    if (whole !== '\x1b') {
      emit(whole, keyOf(whole, false));
      at += whole.length;
      continue;
    }
    // A second escape says that a meta key was held.
    const extra = text[at + 1] === '\x1b' && /^[O[]/.test(text.slice(at + 2)) ? '\x1b' : '';
    const rest = text.slice(at + 1 + extra.length);
    if (rest === '') return text.slice(at);
    if (rest[0] === 'O' || rest[0] === '[') {
      const found = readSequence(rest);
      if (found === undefined) return text.slice(at);
      const { length, ...parts } = found;
      const sequence = `\x1b${extra}${rest.slice(0, length)}`;
      emit(undefined, { sequence, name: 'undefined', ctrl: false, meta: false, shift: false, ...parts });
      at += 1 + extra.length + length;
      continue;
    }
    const next = String.fromCodePoint(rest.codePointAt(0));
    const key = { ...keyOf(next, true), sequence: `\x1b${next}` };
    emit(next.length === 1 && key.name !== undefined ? undefined : next, key);
    at += 1 + next.length;
  }
  return '';
}

function emitKeypressEvents(stream, readline = {}) {
  if (stream[kWatched]) return;
  stream[kWatched] = true;
  const decoder = new StringDecoder('utf8');
  const patience = readline.escapeCodeTimeout ?? ESCAPE_TIMEOUT;
  let rest = '';
  let timer;
  const emit = (text, key) => {
    readline.isCompletionEnabled = false;
    stream.emit('keypress', text, key);
    readline.isCompletionEnabled = true;
  };
  const give = () => {
    const sequence = rest;
    rest = '';
    if (sequence) stream.emit('keypress', undefined, keyOf('\x1b', true));
  };
  function onData(chunk) {
    if (stream.listenerCount('keypress') === 0) {
      stream.removeListener('data', onData);
      stream.on('newListener', onNewListener);
      return;
    }
    clearTimeout(timer);
    const text = rest + decoder.write(chunk);
    rest = '';
    // A pasted tab completes nothing: only a key that comes alone does.
    const send = text.length === 1 ? (typed, key) => stream.emit('keypress', typed, key) : emit;
    rest = emitKeys(text, send);
    if (rest !== '') timer = setTimeout(give, patience);
  }
  function onNewListener(type) {
    if (type !== 'keypress') return;
    stream.on('data', onData);
    stream.removeListener('newListener', onNewListener);
  }
  if (stream.listenerCount('keypress') > 0) stream.on('data', onData);
  else stream.on('newListener', onNewListener);
}

module.exports = { emitKeypressEvents };
