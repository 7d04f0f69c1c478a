'use strict';
// Patterns of paths, for `path.matchesGlob`. A pattern is a list of names between slashes;
// each becomes a regular expression, but for `**`, which is any number of names.

const ANY = '[^/]';

/** Where the bracket that opens at `at` closes; -1 where it does not. */
function closing(text, at, open, close) {
  let depth = 0;
  for (let place = at; place < text.length; place++) {
    if (text[place] === open) depth++;
    else if (text[place] === close && --depth === 0) return place;
  }
  return -1;
}

/** The parts of `text` between separators that stand in no bracket. */
function split(text, separator, open, close) {
  const parts = [''];
  let depth = 0;
  for (const character of text) {
    if (character === open) depth++;
    else if (character === close) depth--;
    if (character === separator && depth === 0) parts.push('');
    else parts[parts.length - 1] += character;
  }
  return parts;
}

/** The values of `1..3` or `a..c`, with a step perhaps. */
function range(body) {
  const numbers = /^(-?\d+)\.\.(-?\d+)(?:\.\.(-?\d+))?$/.exec(body);
  const letters = /^([A-Za-z])\.\.([A-Za-z])(?:\.\.(-?\d+))?$/.exec(body);
  const found = numbers ?? letters;
  if (found === null) return undefined;
  const code = (text) => (numbers ? Number(text) : text.charCodeAt(0));
  const [from, to] = [code(found[1]), code(found[2])];
  const step = Math.max(Math.abs(Number(found[3] ?? 1)), 1);
  const values = [];
  const count = Math.min(Math.floor(Math.abs(to - from) / step), 100_000);
  for (let at = 0; at <= count; at++) {
    const value = from + (from <= to ? at : -at) * step;
    values.push(numbers ? `${value}` : String.fromCharCode(value));
  }
  return values;
}

/** All that braces stand for. */
function expand(pattern) {
  for (let open = pattern.indexOf('{'); open >= 0; open = pattern.indexOf('{', open + 1)) {
    const close = closing(pattern, open, '{', '}');
    if (close < 0) continue;
    const body = pattern.slice(open + 1, close);
    const choices = split(body, ',', '{', '}');
    const values = choices.length > 1 ? choices.flatMap(expand) : range(body);
    if (values === undefined) continue;
    const head = pattern.slice(0, open);
    const tails = expand(pattern.slice(close + 1));
    return values.flatMap((value) => tails.map((tail) => head + value + tail));
  }
  return [pattern];
}

const CLASSES = {
  __proto__: null,
  alnum: '\\p{L}\\p{Nl}\\p{Nd}',
  alpha: '\\p{L}\\p{Nl}',
  ascii: '\\x00-\\x7f',
  blank: '\\p{Zs}\\t',
  cntrl: '\\p{Cc}',
  digit: '\\p{Nd}',
  lower: '\\p{Ll}',
  punct: '\\p{P}',
  space: '\\p{Z}\\t\\r\\n\\v\\f',
  upper: '\\p{Lu}',
  word: '\\p{L}\\p{Nl}\\p{Nd}\\p{Pc}',
  xdigit: 'A-Fa-f0-9',
};

const literal = (character) => character.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

/** The set that opens at `at`: its source, and where it ends. Undefined where it does not. */
function set(pattern, at) {
  let place = at + 1;
  const isNegated = pattern[place] === '!' || pattern[place] === '^';
  if (isNegated) place++;
  const first = place;
  let source = '';
  while (place < pattern.length) {
    if (pattern[place] === ']' && place > first) {
      return { source: `[${isNegated ? '^' : ''}${source}]`, end: place + 1 };
    }
    const named = /^\[:([a-z]+):\]/.exec(pattern.slice(place));
    if (named && CLASSES[named[1]]) {
      source += CLASSES[named[1]];
      place += named[0].length;
      continue;
    }
    const isRange = pattern[place] === '-' && place > first && pattern[place + 1] !== ']';
    source += isRange ? '-' : literal(pattern[place]);
    place++;
  }
  return undefined;
}

/** The source of one name's pattern. */
function sourceOf(pattern) {
  if (pattern === '') return '';
  const [character] = pattern;
  if ('!?*+@'.includes(character) && pattern[1] === '(') {
    const close = closing(pattern, 1, '(', ')');
    if (close > 0) return listSource(character, pattern.slice(2, close), sourceOf(pattern.slice(close + 1)));
  }
  if (character === '[') {
    const found = set(pattern, 0);
    if (found) return found.source + sourceOf(pattern.slice(found.end));
  }
  if (character === '*') return `${ANY}*?${sourceOf(pattern.replace(/^\*+/, ''))}`;
  if (character === '?') return ANY + sourceOf(pattern.slice(1));
  const whole = String.fromCodePoint(pattern.codePointAt(0));
  return literal(whole) + sourceOf(pattern.slice(whole.length));
}

/** A list of choices in brackets, with what follows it. */
function listSource(kind, body, tail) {
  const choices = split(body, '|', '(', ')').map(sourceOf).join('|');
  if (kind === '!') return `(?:(?!(?:${choices})${tail}$)${ANY}*?)${tail}`;
  const count = kind === '@' ? '' : kind;
  return `(?:${choices})${count}${tail}`;
}

/** A test of one name. A dot at its beginning is met by a dot only. */
function nameTest(pattern) {
  if (!/[*?[\]!+@(]/.test(pattern)) return (name) => name === pattern;
  const expression = new RegExp(`^(?:${sourceOf(pattern)})$`, 'su');
  const isHidden = pattern.startsWith('.');
  const needsOne = /^[*?]+$/.test(pattern);
  return (name) => {
    if (isHidden ? name === '.' || name === '..' : name.startsWith('.')) return false;
    return !(needsOne && name === '') && expression.test(name);
  };
}

/** Whether the names from `at` on are met by the tests from `first` on. */
function matchesNames(names, at, tests, first) {
  for (let index = first; index < tests.length; index++, at++) {
    if (tests[index] === '**') {
      // At the end of a pattern it is one name or more.
      const isTail = index === tests.length - 1 && index > 0;
      if (isTail && at < names.length && names[at].startsWith('.')) return false;
      for (let end = isTail ? at + 1 : at; end <= names.length; end++) {
        if (matchesNames(names, end, tests, index + 1)) return true;
        if (names[end]?.startsWith('.')) return false;
      }
      return false;
    }
    if (at >= names.length || !tests[index](names[at])) return false;
  }
  return at === names.length;
}

/** The names of a path, without those that `..` takes back. */
function namesOf(path) {
  const names = [];
  const parts = path.split('/');
  parts.forEach((part, at) => {
    const last = names[names.length - 1];
    if (part === '' && at > 0) return;
    if (part === '.' && at > 0) return;
    if (part === '..' && last !== undefined && last !== '..' && last !== '.' && last !== '') names.pop();
    else names.push(part);
  });
  return names.length === 0 ? [''] : names;
}

/** Whether `path`, with slashes, is one of those that `pattern` stands for. */
function matches(path, pattern) {
  const names = namesOf(path);
  return expand(pattern.replaceAll('\\', '/')).some((one) => {
    const parts = namesOf(one).filter((part, at, all) => !(part === '**' && all[at - 1] === '**'));
    const tests = parts.map((part) => (part === '**' ? part : nameTest(part)));
    if (one === '' && pattern !== '') return false;
    if (one.endsWith('/') && one !== '/' && !path.endsWith('/')) return false;
    return matchesNames(names, 0, tests, 0);
  });
}

module.exports = { matches };
