'use strict';

// node:v8. The serialisation is V8's format, version 15, as Node writes it: views of buffers as
// host objects, numbered as in `views`.

const views = [
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float32Array,
  Float64Array,
  DataView,
  Buffer,
  BigInt64Array,
  BigUint64Array,
];

const errorTags = {
  EvalError: 'E',
  RangeError: 'R',
  ReferenceError: 'F',
  SyntaxError: 'S',
  TypeError: 'T',
  URIError: 'U',
};
const errorClasses = {
  E: EvalError,
  R: RangeError,
  F: ReferenceError,
  S: SyntaxError,
  T: TypeError,
  U: URIError,
};
const flagLetters = 'gimyusdv';

const notClonable = (value) => {
  let shown;
  try {
    shown = typeof value === 'symbol' ? String(value) : `${value}`;
  } catch {
    shown = '#<Object>';
  }
  if (typeof value === 'object') shown = `#<${value.constructor?.name ?? 'Object'}>`;
  return new Error(`${shown} could not be cloned.`);
};

const tagOf = (value) => Object.prototype.toString.call(value).slice(8, -1);

class Writer {
  #bytes = Buffer.allocUnsafe(256);
  #length = 0;
  #ids = new Map();

  done() {
    return this.#bytes.subarray(0, this.#length);
  }

  #room(count) {
    if (this.#length + count <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.#bytes.length * 2, this.#length + count));
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }

  byte(value) {
    this.#room(1);
    this.#bytes[this.#length++] = value;
  }

  tag(letter) {
    this.byte(letter.charCodeAt(0));
  }

  varint(value) {
    while (value >= 0x80) {
      this.byte((value % 0x80) | 0x80);
      value = Math.floor(value / 0x80);
    }
    this.byte(value);
  }

  double(value) {
    this.#room(8);
    this.#length = this.#bytes.writeDoubleLE(value, this.#length);
  }

  raw(bytes) {
    this.#room(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  text(value) {
    const isLatin1 = !/[^\0-\xff]/.test(value);
    if (isLatin1) {
      this.tag('"');
      this.varint(value.length);
      this.raw(Buffer.from(value, 'latin1'));
      return;
    }
    const length = value.length * 2;
    let head = 1;
    for (let rest = length; rest >= 0x80; rest = Math.floor(rest / 0x80)) head++;
    // The units stand at an even place.
    if ((this.#length + 1 + head) % 2 === 1) this.byte(0);
    this.tag('c');
    this.varint(length);
    this.raw(Buffer.from(value, 'utf16le'));
  }

  bigintDigits(value) {
    let magnitude = value < 0n ? -value : value;
    const digits = [];
    for (; magnitude > 0n; magnitude >>= 8n) digits.push(Number(magnitude & 0xffn));
    while (digits.length % 8 !== 0) digits.push(0);
    this.varint(digits.length * 2 + (value < 0n ? 1 : 0));
    this.raw(digits);
  }

  number(value) {
    const isSmall = Number.isInteger(value) && value >= -(2 ** 31) && value < 2 ** 31;
    if (isSmall && !Object.is(value, -0)) {
      this.tag('I');
      this.varint(value >= 0 ? value * 2 : -value * 2 - 1);
      return;
    }
    this.tag('N');
    this.double(value);
  }

  value(value) {
    switch (typeof value) {
      case 'undefined':
        return this.tag('_');
      case 'boolean':
        return this.tag(value ? 'T' : 'F');
      case 'number':
        return this.number(value);
      case 'bigint':
        this.tag('Z');
        return this.bigintDigits(value);
      case 'string':
        return this.text(value);
      case 'object':
        break;
      default:
        throw notClonable(value);
    }
    if (value === null) return this.tag('0');
    return this.object(value);
  }

  object(value) {
    const known = this.#ids.get(value);
    if (known !== undefined) {
      this.tag('^');
      return this.varint(known);
    }
    // A view is written by Node itself; V8 writes the store of other views before them.
    this.#ids.set(value, this.#ids.size);
    if (ArrayBuffer.isView(value)) return this.view(value);
    if (Array.isArray(value)) return this.array(value);
    switch (tagOf(value)) {
      case 'Date':
        this.tag('D');
        return this.double(Date.prototype.getTime.call(value));
      case 'Boolean':
        return this.tag(Boolean.prototype.valueOf.call(value) ? 'y' : 'x');
      case 'Number':
        this.tag('n');
        return this.double(Number.prototype.valueOf.call(value));
      case 'String':
        this.tag('s');
        return this.text(String.prototype.valueOf.call(value));
      case 'BigInt':
        this.tag('z');
        return this.bigintDigits(BigInt.prototype.valueOf.call(value));
      case 'RegExp':
        return this.regexp(value);
      case 'Map':
        return this.map(value);
      case 'Set':
        return this.set(value);
      case 'ArrayBuffer':
        return this.buffer(value);
      case 'Error':
        return this.error(value);
      case 'Symbol':
      case 'Promise':
      case 'WeakMap':
      case 'WeakSet':
      case 'WeakRef':
      case 'Generator':
      case 'SharedArrayBuffer':
        throw notClonable(value);
      default:
        return this.plain(value);
    }
  }

  view(value) {
    const Class = Buffer.isBuffer(value)
      ? Buffer
      : views.find((View) => View !== Buffer && value instanceof View);
    const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
    this.tag('\\');
    this.varint(views.indexOf(Class));
    this.varint(bytes.length);
    this.raw(bytes);
  }

  properties(value, keys) {
    let count = 0;
    for (const key of keys) {
      if (!Object.prototype.propertyIsEnumerable.call(value, key)) continue;
      const isIndex = /^(0|[1-9]\d{0,9})$/.test(key) && Number(key) < 2 ** 32 - 1;
      this.value(isIndex ? Number(key) : key);
      this.value(value[key]);
      count += 1;
    }
    return count;
  }

  plain(value) {
    this.tag('o');
    const count = this.properties(value, Object.keys(value));
    this.tag('{');
    this.varint(count);
  }

  array(value) {
    const { length } = value;
    const keys = Object.keys(value);
    const isDense = keys.filter((key) => /^\d+$/.test(key)).length === length;
    this.tag(isDense ? 'A' : 'a');
    this.varint(length);
    let rest = keys;
    if (isDense) {
      for (let index = 0; index < length; index++) this.value(value[index]);
      rest = keys.filter((key) => !/^\d+$/.test(key));
    }
    const count = this.properties(value, rest);
    this.tag(isDense ? '$' : '@');
    this.varint(count);
    this.varint(length);
  }

  regexp(value) {
    this.tag('R');
    this.text(value.source);
    let bits = 0;
    for (const letter of value.flags) bits |= 1 << flagLetters.indexOf(letter);
    this.varint(bits);
  }

  map(value) {
    const entries = [...Map.prototype.entries.call(value)];
    this.tag(';');
    for (const [key, entry] of entries) {
      this.value(key);
      this.value(entry);
    }
    this.tag(':');
    this.varint(entries.length * 2);
  }

  set(value) {
    const entries = [...Set.prototype.values.call(value)];
    this.tag("'");
    for (const entry of entries) this.value(entry);
    this.tag(',');
    this.varint(entries.length);
  }

  buffer(value) {
    this.tag(value.resizable ? '~' : 'B');
    this.varint(value.byteLength);
    if (value.resizable) this.varint(value.maxByteLength);
    this.raw(new Uint8Array(value));
  }

  error(value) {
    this.tag('r');
    const letter = errorTags[value.name];
    if (letter !== undefined) this.tag(letter);
    if (Object.hasOwn(value, 'message')) {
      this.tag('m');
      this.text(`${value.message}`);
    }
    const { stack } = value;
    if (typeof stack === 'string') {
      this.tag('s');
      this.text(stack);
    }
    if (Object.hasOwn(value, 'cause')) {
      this.tag('c');
      this.value(value.cause);
    }
    this.tag('.');
  }
}

const malformed = () => new Error('Unable to deserialize cloned data.');

class Reader {
  #bytes;
  #at = 0;
  #known = [];

  constructor(bytes) {
    this.#bytes = bytes;
  }

  byte() {
    if (this.#at >= this.#bytes.length) throw malformed();
    return this.#bytes[this.#at++];
  }

  tag() {
    let tag = this.byte();
    while (tag === 0) tag = this.byte();
    return String.fromCharCode(tag);
  }

  varint() {
    let value = 0;
    for (let scale = 1; ; scale *= 0x80) {
      const byte = this.byte();
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
      if (scale > 2 ** 42) throw malformed();
    }
  }

  raw(count) {
    if (count > this.#bytes.length - this.#at) throw malformed();
    this.#at += count;
    return this.#bytes.subarray(this.#at - count, this.#at);
  }

  double() {
    return this.raw(8).readDoubleLE(0);
  }

  bigint() {
    const field = this.varint();
    let value = 0n;
    for (const digit of [...this.raw(Math.floor(field / 2))].reverse()) {
      value = (value << 8n) | BigInt(digit);
    }
    return field % 2 === 1 ? -value : value;
  }

  keep(value) {
    this.#known.push(value);
    return value;
  }

  text() {
    const value = this.value();
    if (typeof value !== 'string') throw malformed();
    return value;
  }

  value() {
    const tag = this.tag();
    switch (tag) {
      case '_':
        return undefined;
      case '0':
        return null;
      case 'T':
        return true;
      case 'F':
        return false;
      case 'I': {
        const value = this.varint();
        return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
      }
      case 'U':
        return this.varint();
      case 'N':
        return this.double();
      case 'Z':
        return this.bigint();
      case '"':
        return this.raw(this.varint()).latin1Slice();
      case 'c':
        return this.raw(this.varint()).ucs2Slice();
      case 'S':
        return this.raw(this.varint()).utf8Slice();
      case '^': {
        const id = this.varint();
        if (id >= this.#known.length) throw malformed();
        return this.#known[id];
      }
      case 'o':
        return this.properties(this.keep({}), '{');
      case 'A':
        return this.dense();
      case 'a': {
        const array = this.keep([]);
        array.length = this.varint();
        this.properties(array, '@');
        this.varint();
        return array;
      }
      case 'D':
        return this.keep(new Date(this.double()));
      case 'y':
        return this.keep(Object(true));
      case 'x':
        return this.keep(Object(false));
      case 'n':
        return this.keep(Object(this.double()));
      case 'z':
        return this.keep(Object(this.bigint()));
      case 's':
        return this.boxedText();
      case 'R':
        return this.regexp();
      case ';':
        return this.map();
      case "'":
        return this.set();
      case 'B':
      case '~':
        return this.buffer(tag);
      case '\\':
        return this.view();
      case 'r':
        return this.error();
      default:
        throw malformed();
    }
  }

  peek(tag) {
    const before = this.#at;
    if (this.tag() === tag) return true;
    this.#at = before;
    return false;
  }

  properties(object, end) {
    let count = 0;
    while (!this.peek(end)) {
      const key = this.value();
      if (typeof key !== 'string' && typeof key !== 'number') throw malformed();
      const value = this.value();
      Object.defineProperty(object, key, {
        value,
        writable: true,
        enumerable: true,
        configurable: true,
      });
      count += 1;
    }
    if (this.varint() !== count) throw malformed();
    return object;
  }

  dense() {
    const length = this.varint();
    if (length > this.#bytes.length - this.#at) throw malformed();
    const array = this.keep([]);
    array.length = length;
    for (let index = 0; index < length; index++) {
      if (!this.peek('-')) array[index] = this.value();
    }
    this.properties(array, '$');
    this.varint();
    return array;
  }

  // The object takes its number before what it is made of.
  boxedText() {
    const place = this.#known.length;
    this.#known.push(undefined);
    return (this.#known[place] = Object(this.text()));
  }

  regexp() {
    const place = this.#known.length;
    this.#known.push(undefined);
    const source = this.text();
    const bits = this.varint();
    const flags = [...flagLetters].filter((_, bit) => bits & (1 << bit)).join('');
    return (this.#known[place] = new RegExp(source, flags));
  }

  map() {
    const map = this.keep(new Map());
    let count = 0;
    for (; !this.peek(':'); count += 2) map.set(this.value(), this.value());
    if (this.varint() !== count) throw malformed();
    return map;
  }

  set() {
    const set = this.keep(new Set());
    let count = 0;
    for (; !this.peek(','); count += 1) set.add(this.value());
    if (this.varint() !== count) throw malformed();
    return set;
  }

  buffer(tag) {
    const length = this.varint();
    const options = tag === '~' ? { maxByteLength: this.varint() } : undefined;
    const bytes = this.raw(length);
    const buffer = options ? new ArrayBuffer(length, options) : new ArrayBuffer(length);
    new Uint8Array(buffer).set(bytes);
    return this.keep(buffer);
  }

  view() {
    const View = views[this.varint()];
    if (View === undefined) throw malformed();
    const bytes = this.raw(this.varint());
    if (View === Buffer) return this.keep(Buffer.from(bytes));
    const { buffer } = new Uint8Array(bytes);
    const size = View.BYTES_PER_ELEMENT ?? 1;
    if (buffer.byteLength % size !== 0) throw malformed();
    return this.keep(new View(buffer));
  }

  error() {
    const place = this.#known.length;
    this.#known.push(undefined);
    let Class = Error;
    const options = {};
    let message;
    let stack;
    for (let tag = this.tag(); tag !== '.'; tag = this.tag()) {
      if (errorClasses[tag] !== undefined) Class = errorClasses[tag];
      else if (tag === 'm') message = this.text();
      else if (tag === 'c') options.cause = this.value();
      else if (tag === 's') stack = this.text();
      else throw malformed();
    }
    const error = new Class(message, options);
    Object.defineProperty(error, 'stack', {
      value: stack,
      writable: true,
      enumerable: false,
      configurable: true,
    });
    return (this.#known[place] = error);
  }

  header() {
    const version = this.#bytes[0] === 0xff ? this.#bytes[1] : undefined;
    if (!(version >= 13 && version <= 15)) {
      throw new Error('Unable to deserialize cloned data due to invalid or unsupported version.');
    }
    this.#at = 2;
  }
}

function serialize(value) {
  const writer = new Writer();
  writer.byte(0xff);
  writer.byte(0x0f);
  writer.value(value);
  return writer.done();
}

function deserialize(buffer) {
  if (!ArrayBuffer.isView(buffer)) {
    throw errors.invalidArgType('buffer', ['Buffer', 'TypedArray', 'DataView'], buffer);
  }
  const bytes = Buffer.from(buffer.buffer, buffer.byteOffset, buffer.byteLength);
  const reader = new Reader(bytes);
  reader.header();
  return reader.value();
}

module.exports = {
  getHeapStatistics: binding.getHeapStatistics,
  getHeapSpaceStatistics: binding.getHeapSpaceStatistics,
  setFlagsFromString: binding.setFlagsFromString,
  deserialize,
  serialize,
};
