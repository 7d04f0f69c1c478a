'use strict';
// node:vm. A context is a realm of the engine whose global object is a proxy:
// what the context's object has is there, and what scripts make lands on it.

const LARGEST_TIMEOUT = 4294967295;
const SMALLEST_INT = -(2 ** 31);
const LARGEST_INT = 2 ** 31 - 1;
const MOST_PADDING = 1e6;
/** Globals that no script can change. */
const FIXED = new Set(['undefined', 'NaN', 'Infinity']);

/** The realm of every contextified object. */
const realms = new WeakMap();

const constants = Object.freeze({
  __proto__: null,
  USE_MAIN_CONTEXT_DEFAULT_LOADER: Symbol('vm_dynamic_import_main_context_default'),
  DONT_CONTEXTIFY: Symbol('vm_context_no_contextify'),
});

function checkType(value, name, type) {
  if (value !== undefined && typeof value !== type) throw errors.invalidArgType(name, type, value);
}

function checkInt32(value, name) {
  if (value === undefined) return;
  checkType(value, name, 'number');
  if (!Number.isInteger(value)) throw errors.outOfRange(name, 'an integer', value);
  if (value < SMALLEST_INT || value > LARGEST_INT) {
    throw errors.outOfRange(name, `>= ${SMALLEST_INT} && <= ${LARGEST_INT}`, value);
  }
}

function checkObject(value, name) {
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    throw errors.invalidArgType(name, 'object', value);
}

const isObject = (value) => value !== null && (typeof value === 'object' || typeof value === 'function');
const ownOf = Reflect.getOwnPropertyDescriptor;

/** Whether the realm's own global object has a `key` that stays for ever. */
const isPermanent = (target, key) => ownOf(target, key)?.configurable === false;

/** What a realm's global object does, `sandbox` being the object of its context. */
function trapsOver(sandbox) {
  return {
    get(target, key) {
      return !FIXED.has(key) && Reflect.has(sandbox, key) ? sandbox[key] : target[key];
    },
    set(target, key, value) {
      if (FIXED.has(key)) return false;
      if (Reflect.set(sandbox, key, value)) return true;
      return Reflect.has(sandbox, key) ? false : Reflect.set(target, key, value);
    },
    has: (target, key) => Reflect.has(sandbox, key) || Reflect.has(target, key),
    deleteProperty(target, key) {
      if (isPermanent(target, key) || !Reflect.deleteProperty(sandbox, key)) return false;
      return Reflect.deleteProperty(target, key);
    },
    getOwnPropertyDescriptor(target, key) {
      const own = FIXED.has(key) ? undefined : ownOf(sandbox, key);
      return own === undefined ? ownOf(target, key) : { ...own, configurable: !isPermanent(target, key) };
    },
    defineProperty(target, key, descriptor) {
      if (FIXED.has(key)) return Reflect.defineProperty(target, key, descriptor);
      // What a declaration makes can't be deleted, though the object's own property can.
      const isDeclaration = descriptor.configurable === false;
      if (isDeclaration && !Reflect.defineProperty(target, key, descriptor)) return false;
      return Reflect.defineProperty(
        sandbox,
        key,
        isDeclaration ? { ...descriptor, configurable: true } : descriptor,
      );
    },
    ownKeys: (target) => [...new Set([...Reflect.ownKeys(sandbox), ...Reflect.ownKeys(target)])],
    preventExtensions: () => false,
  };
}

function makeRealm(sandbox) {
  const traps = {};
  const realm = binding.makeRealm((target) => new Proxy(target, traps));
  // The engine has put its own globals in place by now.
  Object.assign(traps, trapsOver(sandbox));
  return realm;
}

function createContext(contextObject = {}, options = {}) {
  const isPlain = contextObject === constants.DONT_CONTEXTIFY;
  if (!isPlain && isContext(contextObject)) return contextObject;
  checkObject(options, 'options');
  const { name, origin, codeGeneration } = options;
  checkType(name, 'options.name', 'string');
  checkType(origin, 'options.origin', 'string');
  if (codeGeneration !== undefined) {
    checkObject(codeGeneration, 'options.codeGeneration');
    checkType(codeGeneration.strings, 'options.codeGeneration.strings', 'boolean');
    checkType(codeGeneration.wasm, 'options.codeGeneration.wasm', 'boolean');
    if (codeGeneration.strings === false) throw unavailable('options.codeGeneration.strings');
  }
  if (isPlain) {
    const realm = binding.makeRealm();
    const global = binding.globalOf(realm);
    realms.set(global, realm);
    return global;
  }
  realms.set(contextObject, makeRealm(contextObject));
  return contextObject;
}

function isContext(object) {
  if (!isObject(object)) throw errors.invalidArgType('object', 'object', object);
  return realms.has(object);
}

/** The realm of `object`, which must be a context. */
function realmOf(object) {
  if (!isContext(object)) throw errors.invalidArgType('contextifiedObject', 'vm.Context', object);
  return realms.get(object);
}

/** The engine can't do what `option` asks: refused, because the program counts on it. */
function unavailable(option) {
  const message = `${option} is unavailable: the engine has no means for it`;
  return errors.coded('Error', 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM', message);
}

function checkRunOptions(options) {
  checkObject(options, 'options');
  const { timeout, displayErrors, breakOnSigint } = options;
  if (timeout !== undefined) {
    checkType(timeout, 'options.timeout', 'number');
    if (!Number.isInteger(timeout)) throw errors.outOfRange('options.timeout', 'an integer', timeout);
    if (timeout < 1 || timeout > LARGEST_TIMEOUT) {
      throw errors.outOfRange('options.timeout', `>= 1 && <= ${LARGEST_TIMEOUT}`, timeout);
    }
    throw unavailable('options.timeout');
  }
  checkType(displayErrors, 'options.displayErrors', 'boolean');
  checkType(breakOnSigint, 'options.breakOnSigint', 'boolean');
}

/** Empty space before the code, so that places in it count from the offsets. */
function padded(code, lineOffset = 0, columnOffset = 0) {
  const lines = Math.min(Math.max(lineOffset, 0), MOST_PADDING);
  const columns = Math.min(Math.max(columnOffset, 0), MOST_PADDING);
  return '\n'.repeat(lines) + ' '.repeat(columns) + code;
}

class Script {
  #code;
  #filename;

  constructor(code, options = {}) {
    if (typeof options === 'string') options = { filename: options };
    else checkObject(options, 'options');
    const { filename = 'evalmachine.<anonymous>', lineOffset, columnOffset, produceCachedData } = options;
    checkType(filename, 'options.filename', 'string');
    checkInt32(lineOffset, 'options.lineOffset');
    checkInt32(columnOffset, 'options.columnOffset');
    checkType(produceCachedData, 'options.produceCachedData', 'boolean');
    this.#code = padded(`${code}`, lineOffset, columnOffset);
    this.#filename = filename;
    binding.check(this.#code, filename);
    this.sourceURL = undefined;
    this.sourceMapURL = /\/\/# sourceMappingURL=(\S+)\s*$/.exec(this.#code)?.[1];
  }

  runInThisContext(options = {}) {
    checkRunOptions(options);
    return binding.run(this.#code, this.#filename);
  }

  runInContext(contextifiedObject, options = {}) {
    const realm = realmOf(contextifiedObject);
    checkRunOptions(options);
    return binding.run(this.#code, this.#filename, realm);
  }

  runInNewContext(contextObject, options = {}) {
    const context = createContext(contextObject, contextOptions(options));
    return this.runInContext(context, options);
  }
}

/** The options of a new context among those of running in one. */
function contextOptions(options) {
  checkObject(options, 'options');
  checkType(options.contextName, 'options.contextName', 'string');
  checkType(options.contextOrigin, 'options.contextOrigin', 'string');
  return {
    name: options.contextName,
    origin: options.contextOrigin,
    codeGeneration: options.contextCodeGeneration,
  };
}

const named = (options) => (typeof options === 'string' ? { filename: options } : options);

function createScript(code, options) {
  return new Script(code, options);
}

function runInContext(code, contextifiedObject, options) {
  realmOf(contextifiedObject);
  options = named(options);
  return new Script(code, options).runInContext(contextifiedObject, options);
}

function runInNewContext(code, contextObject, options) {
  options = named(options);
  return new Script(code, options).runInNewContext(contextObject, options);
}

function runInThisContext(code, options) {
  options = named(options);
  return new Script(code, options).runInThisContext(options);
}

function checkStrings(values, name) {
  if (!Array.isArray(values)) throw errors.invalidArgType(name, 'Array', values);
  values.forEach((value, at) => {
    if (typeof value !== 'string') throw errors.invalidArgType(`${name}[${at}]`, 'string', value);
  });
}

function compileFunction(code, params = [], options = {}) {
  if (typeof code !== 'string') throw errors.invalidArgType('code', 'string', code);
  checkStrings(params, 'params');
  checkObject(options, 'options');
  const { filename = '', lineOffset, columnOffset, contextExtensions = [], parsingContext } = options;
  checkType(filename, 'options.filename', 'string');
  checkInt32(lineOffset, 'options.lineOffset');
  checkInt32(columnOffset, 'options.columnOffset');
  if (!Array.isArray(contextExtensions))
    throw errors.invalidArgType('options.contextExtensions', 'Array', contextExtensions);
  contextExtensions.forEach((extension, at) => checkObject(extension, `options.contextExtensions[${at}]`));
  if (parsingContext !== undefined && !(isObject(parsingContext) && realms.has(parsingContext))) {
    throw errors.invalidArgType('options.parsingContext', 'Context', parsingContext);
  }
  binding.checkBody(params.join(','), code, filename);
  const names = contextExtensions.map((_, at) => `$extension${at}`);
  const inner = `return function (${params.join(', ')}) {\n${code}\n}`;
  const scopes = names.reduceRight((body, name) => `with (${name}) { ${body} }`, inner);
  const maker = padded(`(function (${names.join(', ')}) { ${scopes} })`, (lineOffset ?? 0) - 1, columnOffset);
  return binding.run(maker, filename, realms.get(parsingContext))(...contextExtensions);
}

module.exports = {
  Script,
  createContext,
  createScript,
  runInContext,
  runInNewContext,
  runInThisContext,
  isContext,
  compileFunction,
  constants,
};
