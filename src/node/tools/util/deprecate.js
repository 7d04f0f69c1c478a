'use strict';
// `util.deprecate`: in JavaScript, because the function that it makes must know
// both its receiver and whether it was called with `new`.

const warned = new Set();

function deprecate(original, message, code, modifyPrototype = true) {
  let isTold = false;

  function tell() {
    if (isTold) return;
    isTold = true;
    if (code === undefined) {
      process.emitWarning(message, 'DeprecationWarning', deprecated);
      return;
    }
    if (warned.has(code)) return;
    warned.add(code);
    process.emitWarning(message, 'DeprecationWarning', code, deprecated);
  }

  function deprecated(...args) {
    tell();
    if (new.target) return Reflect.construct(original, args, new.target);
    return Reflect.apply(original, this, args);
  }

  if (modifyPrototype) {
    Object.setPrototypeOf(deprecated, original);
    if (original.prototype) deprecated.prototype = original.prototype;
  }
  const { length } = original;
  Object.defineProperty(deprecated, 'length', { ...own(original, 'length'), value: length });
  return deprecated;
}

function own(object, key) {
  return Object.getOwnPropertyDescriptor(object, key);
}

module.exports = deprecate;
