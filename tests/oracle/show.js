// How the outcome of a call is written down, and words that calls are made of:
// the same under slabjs and Node.
(function (global) {
  'use strict';

  let log = [];

  /** An object that notes when it is converted, and to what. */
  global.T = (name, value) => ({
    valueOf() { log.push(`${name}.valueOf`); return value; },
    toString() { log.push(`${name}.toString`); return String(value); },
  });

  /** An object whose conversion throws. */
  global.X = (name) => ({
    valueOf() { throw new RangeError(`${name} was asked`); },
    toString() { throw new RangeError(`${name} was asked`); },
  });

  /** The buffer behind `view`, taken away from it. */
  global.detached = (view) => { view.buffer.transfer(); return view; };

  /** A view over a resizable store that is shrunk under it. */
  global.shrunk = (Type, bytes, length, to) => {
    const store = new ArrayBuffer(bytes, { maxByteLength: bytes });
    const view = new Type(store, 0, length);
    store.resize(to);
    return view;
  };

  /** A view whose bytes are 1, 2, 3 ... */
  global.counting = (Type, bytes) => {
    const store = new ArrayBuffer(bytes);
    new Uint8Array(store).forEach((_, i, all) => { all[i] = i + 1; });
    return new Type(store);
  };

  /** What an own property is like: its attributes, and its function's name and length. */
  global.member = (object, key) => {
    const found = Object.getOwnPropertyDescriptor(object, key);
    if (found === undefined) return 'absent';
    const flags = ['writable', 'enumerable', 'configurable'].filter((flag) => found[flag]).join(' ');
    const face = (f) => f && `${f.name}/${f.length}`;
    if (found.get) return ['accessor', flags, face(found.get), face(found.set)].join(' ');
    const value = found.value;
    return `${typeof value} ${typeof value === 'function' ? face(value) : ''} ${flags}`;
  };

  /** The outcome of a call whose error belongs to the web. */
  global.web = (run) => {
    try {
      return run();
    } catch (e) {
      return [e.name, e.code, e.message, String(e), e instanceof DOMException, Object.keys(e).length,
        Object.prototype.toString.call(e)];
    }
  };

  function text(value) {
    let out = '';
    for (let i = 0; i < value.length; i++) {
      const unit = value.charCodeAt(i);
      const plain = unit >= 0x20 && unit < 0x7f && unit !== 0x5c;
      out += plain ? value[i] : `\\u${unit.toString(16).padStart(4, '0')}`;
    }
    return out.length > 200 ? `${out.slice(0, 100)}...${out.length}` : out;
  }

  function error(thrown) {
    if (thrown === null || typeof thrown !== 'object') return `throws ${show(thrown)}`;
    const code = thrown.code === undefined ? '' : ` [${String(thrown.code)}]`;
    return `throws ${thrown.name}${code}: ${text(String(thrown.message))}`;
  }

  function bytes(view) {
    const whole = view.byteLength === 0 ? [] : new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
    let hex = '';
    for (const byte of whole.slice(0, 64)) hex += byte.toString(16).padStart(2, '0');
    const rest = whole.length > 64 ? `...${whole.length}` : '';
    const name = Buffer.isBuffer(view) ? 'B' : view.constructor.name;
    return `${name}<${hex}${rest}>`;
  }

  function object(value) {
    if (ArrayBuffer.isView(value)) return bytes(value);
    if (value instanceof Error) return error(value).slice('throws '.length);
    if (Array.isArray(value)) return `[${value.map(show).join(', ')}]`;
    const fields = Object.keys(value).map((key) => `${key}: ${show(value[key])}`);
    return `{${fields.join(', ')}}`;
  }

  function show(value) {
    if (typeof value === 'string') return `'${text(value)}'`;
    if (typeof value === 'bigint') return `${value}n`;
    if (typeof value === 'function') return `function ${value.name}/${value.length}`;
    if (Object.is(value, -0)) return '-0';
    if (typeof value !== 'object' || value === null) return String(value);
    return object(value);
  }

  const told = (line) => (log.length ? `${line} after ${log.join(' ')}` : line);

  /** Makes a call and gives its line. */
  global.outcome = (call) => {
    log = [];
    try {
      return told(show((0, eval)(call)));
    } catch (thrown) {
      return told(error(thrown));
    }
  };

  /** The same, once what the call gives is settled. */
  global.settled = async (call) => {
    log = [];
    try {
      return told(show(await (0, eval)(call)));
    } catch (thrown) {
      return told(error(thrown));
    }
  };

  /** Every choice of one item of each list, as argument texts. */
  global.product = (...lists) =>
    lists.reduce((rows, list) => rows.flatMap((row) => list.map((item) => [...row, item])), [[]]);

  /** Numbers from 0 up to `below`, always the same ones. */
  global.dice = (seed) => {
    let state = seed >>> 0;
    return (below) => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return Math.floor((state / 2 ** 32) * below);
    };
  };
})(globalThis);
