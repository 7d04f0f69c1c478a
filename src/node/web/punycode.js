'use strict';
// node:punycode: RFC 3492, and the labels of a domain that need it.
//
// Not the crate `idna`'s: it takes characters, and Node's takes lone surrogates; it says
// that a text is wrong, and Node says why; it overflows at 32 bits, and Node's at 31.

const BASE = 36;
const MIN = 1;
const MAX = 26;
const SKEW = 38;
const DAMP = 700;
const FIRST_BIAS = 72;
const FIRST_POINT = 128;
const LARGEST = 2 ** 31 - 1;
const DOTS = /[\u002e\u3002\uff0e\uff61]/;

const overflow = () => new RangeError('Overflow: input needs wider integers to process');
const invalid = () => new RangeError('Invalid input');

const points = (text) => Array.from(text, (char) => char.codePointAt(0));
const digitOf = (value) => String.fromCharCode(value < 26 ? value + 97 : value + 22);

function valueOf(digit) {
  if (digit >= 48 && digit < 58) return digit - 22;
  if (digit >= 65 && digit < 91) return digit - 65;
  if (digit >= 97 && digit < 123) return digit - 97;
  return BASE;
}

const threshold = (position, bias) => Math.min(Math.max(position - bias, MIN), MAX);

function adapt(delta, count, isFirst) {
  let rest = isFirst ? Math.floor(delta / DAMP) : delta >> 1;
  rest += Math.floor(rest / count);
  let steps = 0;
  for (; rest > ((BASE - MIN) * MAX) >> 1; steps += BASE) rest = Math.floor(rest / (BASE - MIN));
  return Math.floor(steps + (BASE * rest) / (rest + SKEW));
}

/** The number whose digits begin at `cursor.at`, which moves behind them. */
function readNumber(text, cursor, bias) {
  let value = 0;
  let weight = 1;
  for (let position = BASE; ; position += BASE) {
    if (cursor.at >= text.length) throw invalid();
    const digit = valueOf(text.charCodeAt(cursor.at++));
    if (digit >= BASE) throw invalid();
    if (digit > Math.floor((LARGEST - value) / weight)) throw overflow();
    value += digit * weight;
    const least = threshold(position, bias);
    if (digit < least) return value;
    if (weight > Math.floor(LARGEST / (BASE - least))) throw overflow();
    weight *= BASE - least;
  }
}

function decode(text) {
  const end = Math.max(text.lastIndexOf('-'), 0);
  const output = points(text.slice(0, end));
  if (output.some((point) => point >= FIRST_POINT))
    throw new RangeError('Illegal input >= 0x80 (not a basic code point)');
  const cursor = { at: end > 0 ? end + 1 : 0 };
  let [point, index, bias] = [FIRST_POINT, 0, FIRST_BIAS];
  while (cursor.at < text.length) {
    const before = index;
    const step = readNumber(text, cursor, bias);
    if (step > LARGEST - index) throw overflow();
    index += step;
    const count = output.length + 1;
    bias = adapt(index - before, count, before === 0);
    if (Math.floor(index / count) > LARGEST - point) throw overflow();
    point += Math.floor(index / count);
    index %= count;
    if (point > 0x10ffff) throw new RangeError(`Invalid code point ${point}`);
    output.splice(index++, 0, point);
  }
  return String.fromCodePoint(...output);
}

/** `value` in digits, whose number depends on `bias`. */
function writeNumber(value, bias) {
  let digits = '';
  let rest = value;
  for (let position = BASE; ; position += BASE) {
    const least = threshold(position, bias);
    if (rest < least) return digits + digitOf(rest);
    digits += digitOf(least + ((rest - least) % (BASE - least)));
    rest = Math.floor((rest - least) / (BASE - least));
  }
}

function encode(text) {
  const input = points(text);
  const basic = input.filter((point) => point < FIRST_POINT);
  let output = String.fromCharCode(...basic);
  if (basic.length > 0) output += '-';
  let [point, delta, bias, handled] = [FIRST_POINT, 0, FIRST_BIAS, basic.length];
  while (handled < input.length) {
    const next = input.reduce((least, found) => (found >= point && found < least ? found : least), Infinity);
    if (next - point > Math.floor((LARGEST - delta) / (handled + 1))) throw overflow();
    delta += (next - point) * (handled + 1);
    point = next;
    for (const found of input) {
      if (found < point && ++delta > LARGEST) throw overflow();
      if (found !== point) continue;
      output += writeNumber(delta, bias);
      bias = adapt(delta, handled + 1, handled === basic.length);
      delta = 0;
      handled++;
    }
    delta++;
    point++;
  }
  return output;
}

/** Applies `change` to every label; the part before `@` is no domain. */
function mapLabels(domain, change) {
  const at = domain.indexOf('@');
  const labels = domain.slice(at + 1).split(DOTS);
  return domain.slice(0, at + 1) + labels.map(change).join('.');
}

module.exports = {
  version: '2.1.0',
  ucs2: { decode: points, encode: (codePoints) => String.fromCodePoint(...codePoints) },
  decode,
  encode,
  toASCII: (domain) =>
    mapLabels(domain, (label) => (/[^\0-\x7f]/.test(label) ? `xn--${encode(label)}` : label)),
  toUnicode: (domain) =>
    mapLabels(domain, (label) => (label.startsWith('xn--') ? decode(label.slice(4).toLowerCase()) : label)),
};
