// How a result of a case is written down: the same text under slabjs and Node.
(function () {
  'use strict';

  const own = (value) => Object.getOwnPropertyNames(value);

  function bytes(view) {
    let hex = '';
    const whole = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
    for (const byte of whole) hex += byte.toString(16).padStart(2, '0');
    return `${view.constructor.name}<${hex}>`;
  }

  function error(value) {
    const base = [TypeError, RangeError, SyntaxError].find((type) => value instanceof type);
    const text = [base ? base.name : 'Error', value.name];
    if (value.code !== undefined) text.push(String(value.code));
    text.push(JSON.stringify(value.message));
    for (const key of Object.keys(value)) {
      if (key !== 'code') text.push(`${key}=${show(value[key])}`);
    }
    return text.join(' ');
  }

  function fields(value) {
    return own(value)
      .filter((key) => Object.prototype.propertyIsEnumerable.call(value, key))
      .map((key) => `${key}: ${show(value[key])}`)
      .join(', ');
  }

  function object(value) {
    if (value instanceof Error) return error(value);
    if (ArrayBuffer.isView(value)) return bytes(value);
    if (value instanceof ArrayBuffer) return bytes(new Uint8Array(value));
    if (Array.isArray(value)) return `[${value.map(show).join(', ')}]`;
    if (value instanceof Date) return `Date ${value.getTime()}`;
    if (value instanceof RegExp) return String(value);
    if (value instanceof Map) return `Map ${show([...value])}`;
    if (value instanceof Set) return `Set ${show([...value])}`;
    const prototype = Object.getPrototypeOf(value);
    if (prototype === null) return `null {${fields(value)}}`;
    const name = prototype === Object.prototype ? '' : `${value.constructor?.name} `;
    return `${name}{${fields(value)}}`;
  }

  function show(value) {
    if (typeof value === 'string') return JSON.stringify(value);
    if (typeof value === 'bigint') return `${value}n`;
    if (typeof value === 'function') return `function ${value.name}/${value.length}`;
    if (Object.is(value, -0)) return '-0';
    if (typeof value !== 'object' || value === null) return String(value);
    return object(value);
  }

  /** Runs one case and gives its line: of its result, or of what it threw. */
  return function outcome(run) {
    const guarded = (make) => {
      try {
        return show(make());
      } catch (thrown) {
        return `throws ${show(thrown)}`;
      }
    };
    let result;
    try {
      result = run();
    } catch (thrown) {
      return `throws ${show(thrown)}`;
    }
    if (!(result instanceof Promise)) return guarded(() => result);
    return result.then(
      (value) => `resolves ${show(value)}`,
      (reason) => `rejects ${show(reason)}`,
    );
  };
})();
