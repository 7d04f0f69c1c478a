'use strict';
// node:querystring.

const MOST_KEYS = 1000;
const { fromCharCode } = String;

/** Bytes of the text; `%xx` is the byte xx, and what else follows `%` stays. */
function unescapeBuffer(text) {
  const bytes = Buffer.from(`${text}`, 'latin1');
  let length = 0;
  for (let at = 0; at < bytes.length; at++) {
    const hex = bytes[at] === 0x25 ? fromCharCode(bytes[at + 1] || 0, bytes[at + 2] || 0) : '';
    if (/^[0-9a-f]{2}$/i.test(hex)) {
      bytes[length++] = Number.parseInt(hex, 16);
      at += 2;
    } else {
      bytes[length++] = bytes[at];
    }
  }
  return bytes.subarray(0, length);
}

function unescape(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return querystring.unescapeBuffer(text).toString();
  }
}

function escape(value) {
  const text = typeof value === 'object' ? String(value) : `${value}`;
  try {
    return encodeURIComponent(text);
  } catch {
    throw Object.assign(new URIError('URI malformed'), { code: 'ERR_INVALID_URI' });
  }
}

/** What can stand in a query; anything else is nothing. */
function primitive(value) {
  if (typeof value === 'string') return value;
  if (typeof value === 'bigint' || typeof value === 'boolean') return `${value}`;
  return typeof value === 'number' && Number.isFinite(value) ? `${value}` : '';
}

function stringify(object, separator, equals, options) {
  const [sep, eq] = [separator || '&', equals || '='];
  if (object === null || typeof object !== 'object') return '';
  const custom = options?.encodeURIComponent;
  const encode = typeof custom === 'function' ? custom : querystring.escape;
  const fields = [];
  for (const key of Object.keys(object)) {
    const value = object[key];
    const name = encode(primitive(key)) + eq;
    for (const item of Array.isArray(value) ? value : [value]) fields.push(name + encode(primitive(item)));
  }
  return fields.join(sep);
}

/** How many fields are read: none too many means all. */
function fieldLimit(options) {
  const most = options?.maxKeys;
  if (typeof most !== 'number') return MOST_KEYS;
  return most > 0 ? most : Infinity;
}

function decoder(options) {
  const custom = options?.decodeURIComponent;
  const decode = typeof custom === 'function' ? custom : querystring.unescape;
  const isPlain = decode === unescape;
  return (text) => {
    // What holds no byte in hexadecimal stays as it is.
    if (isPlain && !/%[0-9a-f]{2}/i.test(text)) return text.replaceAll('+', ' ');
    const spaced = text.replaceAll('+', isPlain ? ' ' : '%20');
    try {
      return decode(spaced);
    } catch {
      return unescape(spaced);
    }
  };
}

function parse(text, separator, equals, options) {
  const found = { __proto__: null };
  if (typeof text !== 'string' || text.length === 0) return found;
  const sep = separator ? `${separator}` : '&';
  const eq = equals ? `${equals}` : '=';
  const decode = decoder(options);
  let left = fieldLimit(options);
  for (const field of text.split(sep)) {
    if (field === '') continue;
    if (left-- <= 0) break;
    const at = field.indexOf(eq);
    const name = decode(at === -1 ? field : field.slice(0, at));
    const value = at === -1 ? '' : decode(field.slice(at + eq.length));
    if (!(name in found)) found[name] = value;
    else if (Array.isArray(found[name])) found[name].push(value);
    else found[name] = [found[name], value];
  }
  return found;
}

const querystring = (module.exports = {
  unescapeBuffer,
  unescape,
  escape,
  stringify,
  encode: stringify,
  parse,
  decode: parse,
});
