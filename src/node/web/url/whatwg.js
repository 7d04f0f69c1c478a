'use strict';
// The classes URL and URLSearchParams of the URL Standard. Rust parses and
// serialises; what scripts see of it is here.

const inspect = require('internal:inspect');
const custom = Symbol.for('nodejs.util.inspect.custom');
const { hasOwn, getPrototypeOf, defineProperties, defineProperty } = Object;

const kinds = { entries: 0, keys: 1, values: 2 };

/** Functions that reach into the other class, which private names can't. */
let queryOf, setQuery, linkedParams, refresh, isUrl, isParams;

const text = (value) => `${value}`.toWellFormed();

function missing(...names) {
  const quoted = names.map((name) => `"${name}"`).join(' and ');
  const noun = names.length > 1 ? 'arguments' : 'argument';
  return errors.coded('TypeError', 'ERR_MISSING_ARGS', `The ${quoted} ${noun} must be specified`);
}

function invalidUrl(input, base) {
  // Its name and stack do not tell the code, as those of other errors do.
  const error = new TypeError('Invalid URL');
  error.code = 'ERR_INVALID_URL';
  error.input = input;
  if (base !== undefined) error.base = base;
  return error;
}

function wrongReceiver(name) {
  return errors.coded('TypeError', 'ERR_INVALID_THIS', `Value of "this" must be of type ${name}`);
}

/** The class that `object` says it is of. */
function classOf(object, fallback) {
  for (let holder = object; holder !== null; holder = getPrototypeOf(holder)) {
    if (hasOwn(holder, 'constructor') && holder.constructor?.name) return holder.constructor;
  }
  return fallback;
}

/** Makes methods and accessors enumerable, as those of Web classes are. */
function enumerable(prototype, names) {
  const described = { __proto__: null };
  for (const name of names) described[name] = { __proto__: null, enumerable: true };
  defineProperties(prototype, described);
}

const IteratorPrototype = getPrototypeOf(getPrototypeOf([][Symbol.iterator]()));

class SearchParamsIterator {
  #params;
  #kind;
  #index = 0;

  constructor(params, kind) {
    this.#params = params;
    this.#kind = kind;
  }

  #at(index) {
    const list = queryOf(this.#params);
    if (this.#kind === kinds.keys) return list[index];
    if (this.#kind === kinds.values) return list[index + 1];
    return [list[index], list[index + 1]];
  }

  next() {
    if (typeof this !== 'object' || this === null || !(#params in this)) {
      throw wrongReceiver('URLSearchParamsIterator');
    }
    if (this.#index >= queryOf(this.#params).length) return { value: undefined, done: true };
    const value = this.#at(this.#index);
    this.#index += 2;
    return { value, done: false };
  }

  [custom](depth, options) {
    if (!(#params in this)) throw wrongReceiver('URLSearchParamsIterator');
    if (typeof depth === 'number' && depth < 0) return options.stylize('[Object]', 'special');
    const inner = { ...options };
    if (depth !== null) inner.depth = depth - 1;
    const length = queryOf(this.#params).length;
    const output = [];
    for (let index = this.#index; index < length; index += 2) output.push(inspect(this.#at(index), inner));
    const width = output.reduce((sum, item) => sum + item.length + 2, -2);
    const breaks = width > inner.breakLength || output.some((item) => item.includes('\n'));
    const separator = breaks ? ',\n  ' : ', ';
    return `${this[Symbol.toStringTag]} {${breaks ? '\n ' : ''} ${output.join(separator)} }`;
  }
}
delete SearchParamsIterator.prototype.constructor;
Object.setPrototypeOf(SearchParamsIterator.prototype, IteratorPrototype);
enumerable(SearchParamsIterator.prototype, ['next']);
defineProperty(SearchParamsIterator.prototype, Symbol.toStringTag, {
  __proto__: null,
  value: 'URLSearchParams Iterator',
  configurable: true,
});

/** Name and value of each item of an iterable of pairs, in one list. */
function fromPairs(init, method) {
  if (typeof method !== 'function') {
    throw errors.coded('TypeError', 'ERR_ARG_NOT_ITERABLE', 'Query pairs must be iterable');
  }
  const list = [];
  for (const pair of { [Symbol.iterator]: () => method.call(init) }) list.push(...tuple(pair));
  return list;
}

function tuple(pair) {
  const isIterable =
    pair !== null &&
    pair !== undefined &&
    (typeof pair === 'object' || typeof pair === 'function') &&
    typeof pair[Symbol.iterator] === 'function';
  const items = isIterable ? [...pair] : [];
  if (items.length === 2) return items.map(text);
  throw errors.coded(
    'TypeError',
    'ERR_INVALID_TUPLE',
    'Each query pair must be an iterable [name, value] tuple',
  );
}

/** A later value of the same name takes the place of an earlier one. */
function fromRecord(init) {
  const list = [];
  const places = new Map();
  for (const key of Reflect.ownKeys(init)) {
    const own = Reflect.getOwnPropertyDescriptor(init, key);
    if (!own?.enumerable) continue;
    const [name, value] = [text(key), text(init[key])];
    if (places.has(name)) {
      list[places.get(name)] = value;
      continue;
    }
    places.set(name, list.push(name, value) - 1);
  }
  return list;
}

class URLSearchParams {
  #list = [];
  #url;

  static {
    queryOf = (params) => params.#list;
    isParams = (value) => typeof value === 'object' && value !== null && #list in value;
    linkedParams = (url, query) => {
      const params = new URLSearchParams();
      params.#url = url;
      params.#list = binding.readForm(query);
      return params;
    };
    refresh = (params, query) => {
      params.#list = binding.readForm(query);
    };
  }

  constructor(init = undefined) {
    if (init === undefined) return;
    if (init === null || (typeof init !== 'object' && typeof init !== 'function')) {
      const query = text(init);
      this.#list = binding.readForm(query.startsWith('?') ? query.slice(1) : query);
      return;
    }
    const method = init[Symbol.iterator];
    if (method === this[Symbol.iterator] && #list in init) this.#list = init.#list.slice();
    else if (method === undefined || method === null) this.#list = fromRecord(init);
    else this.#list = fromPairs(init, method);
  }

  static #check(value) {
    if (typeof value !== 'object' || value === null || !(#list in value))
      throw wrongReceiver('URLSearchParams');
  }

  #changed() {
    if (this.#url !== undefined) setQuery(this.#url, binding.writeForm(this.#list));
  }

  get size() {
    URLSearchParams.#check(this);
    return this.#list.length / 2;
  }

  append(name, value) {
    URLSearchParams.#check(this);
    if (arguments.length < 2) throw missing('name', 'value');
    this.#list.push(text(name), text(value));
    this.#changed();
  }

  /** The places of the names that are `name` and, where given, have `value`. */
  #places(name, value) {
    const places = [];
    for (let at = 0; at < this.#list.length; at += 2) {
      if (this.#list[at] === name && (value === undefined || this.#list[at + 1] === value)) places.push(at);
    }
    return places;
  }

  delete(name, value = undefined) {
    URLSearchParams.#check(this);
    if (arguments.length < 1) throw missing('name');
    const places = new Set(this.#places(text(name), value === undefined ? undefined : text(value)));
    this.#list = this.#list.filter((_, at) => !places.has(at - (at % 2)));
    this.#changed();
  }

  get(name) {
    URLSearchParams.#check(this);
    if (arguments.length < 1) throw missing('name');
    name = text(name);
    const list = this.#list;
    for (let at = 0; at < list.length; at += 2) if (list[at] === name) return list[at + 1];
    return null;
  }

  getAll(name) {
    URLSearchParams.#check(this);
    if (arguments.length < 1) throw missing('name');
    return this.#places(text(name)).map((at) => this.#list[at + 1]);
  }

  has(name, value = undefined) {
    URLSearchParams.#check(this);
    if (arguments.length < 1) throw missing('name');
    return this.#places(text(name), value === undefined ? undefined : text(value)).length > 0;
  }

  set(name, value) {
    URLSearchParams.#check(this);
    if (arguments.length < 2) throw missing('name', 'value');
    [name, value] = [text(name), text(value)];
    const [first, ...others] = this.#places(name);
    if (first === undefined) this.#list.push(name, value);
    else {
      this.#list[first + 1] = value;
      const gone = new Set(others);
      this.#list = this.#list.filter((_, at) => !gone.has(at - (at % 2)));
    }
    this.#changed();
  }

  /** By name, in code units; equal names keep their order. */
  sort() {
    URLSearchParams.#check(this);
    const pairs = [];
    for (let at = 0; at < this.#list.length; at += 2) pairs.push([this.#list[at], this.#list[at + 1]]);
    pairs.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    this.#list = pairs.flat();
    this.#changed();
  }

  entries() {
    URLSearchParams.#check(this);
    return new SearchParamsIterator(this, kinds.entries);
  }

  forEach(callback, thisArg = undefined) {
    URLSearchParams.#check(this);
    if (typeof callback !== 'function') throw errors.invalidArgType('callback', 'Function', callback);
    for (let at = 0; at < this.#list.length; at += 2) {
      callback.call(thisArg, this.#list[at + 1], this.#list[at], this);
    }
  }

  keys() {
    URLSearchParams.#check(this);
    return new SearchParamsIterator(this, kinds.keys);
  }

  values() {
    URLSearchParams.#check(this);
    return new SearchParamsIterator(this, kinds.values);
  }

  toString() {
    URLSearchParams.#check(this);
    return binding.writeForm(this.#list);
  }

  [custom](depth, options) {
    URLSearchParams.#check(this);
    if (typeof depth === 'number' && depth < 0) return options.stylize('[Object]', 'special');
    const inner = { ...options };
    if (depth !== null) inner.depth = depth - 1;
    const output = [];
    for (let at = 0; at < this.#list.length; at += 2) {
      output.push(`${inspect(this.#list[at], inner)} => ${inspect(this.#list[at + 1], inner)}`);
    }
    const name = classOf(this, URLSearchParams).name;
    if (output.length === 0) return `${name} {}`;
    // oxlint-disable-next-line no-control-regex -- styles of terminals begin with one
    const bare = (line) => line.replace(/\u001b\[\d\d?m/g, '');
    const width = output.reduce((sum, line) => sum + bare(line).length + 2, -2);
    if (width > inner.breakLength) return `${name} {\n  ${output.join(',\n  ')} }`;
    return `${name} { ${output.join(', ')} }`;
  }
}
defineProperties(URLSearchParams.prototype, {
  [Symbol.toStringTag]: { __proto__: null, value: 'URLSearchParams', configurable: true },
  [Symbol.iterator]: {
    __proto__: null,
    value: URLSearchParams.prototype.entries,
    writable: true,
    configurable: true,
  },
});
enumerable(URLSearchParams.prototype, [
  'size',
  'append',
  'delete',
  'get',
  'getAll',
  'has',
  'set',
  'sort',
  'entries',
  'forEach',
  'keys',
  'values',
  'toString',
]);

class URL {
  #record;
  #params;

  static {
    isUrl = (value) => typeof value === 'object' && value !== null && #record in value;
    setQuery = (url, query) => {
      binding.set(url.#record, 'search', query);
    };
  }

  static #check(value) {
    if (!isUrl(value)) throw new TypeError('Receiver must be an instance of class URL');
  }

  constructor(input, base = undefined) {
    if (arguments.length === 0) throw missing('url');
    // Rust reads lone surrogates as the standard does.
    input = `${input}`;
    if (base !== undefined) base = `${base}`;
    this.#record = binding.parse(input, base);
    if (this.#record === undefined) throw invalidUrl(input, base);
  }

  static parse(input, base = undefined) {
    if (arguments.length === 0) throw missing('url');
    input = text(input);
    if (base !== undefined) base = text(base);
    return binding.parse(input, base) === undefined ? null : new URL(input, base);
  }

  static canParse(input, base = undefined) {
    if (arguments.length === 0) throw missing('url');
    return binding.parse(text(input), base === undefined ? undefined : text(base)) !== undefined;
  }

  static createObjectURL(obj) {
    return require('internal:blob').createObjectURL(obj);
  }

  static revokeObjectURL(_url) {
    return require('internal:blob').revokeObjectURL(...arguments);
  }

  #get(part) {
    return binding.get(this.#record, part);
  }

  #set(part, value) {
    return binding.set(this.#record, part, text(value));
  }

  #refresh() {
    if (this.#params !== undefined) refresh(this.#params, this.#get('search').slice(1));
  }

  toString() {
    URL.#check(this);
    return this.#get('href');
  }

  get href() {
    URL.#check(this);
    return this.#get('href');
  }

  set href(value) {
    URL.#check(this);
    value = text(value);
    if (!binding.set(this.#record, 'href', value)) throw invalidUrl(value);
    this.#refresh();
  }

  get origin() {
    URL.#check(this);
    return this.#get('origin');
  }

  get protocol() {
    URL.#check(this);
    return this.#get('protocol');
  }

  set protocol(value) {
    URL.#check(this);
    this.#set('protocol', value);
  }

  get username() {
    URL.#check(this);
    return this.#get('username');
  }

  set username(value) {
    URL.#check(this);
    this.#set('username', value);
  }

  get password() {
    URL.#check(this);
    return this.#get('password');
  }

  set password(value) {
    URL.#check(this);
    this.#set('password', value);
  }

  get host() {
    URL.#check(this);
    return this.#get('host');
  }

  set host(value) {
    URL.#check(this);
    this.#set('host', value);
  }

  get hostname() {
    URL.#check(this);
    return this.#get('hostname');
  }

  set hostname(value) {
    URL.#check(this);
    this.#set('hostname', value);
  }

  get port() {
    URL.#check(this);
    return this.#get('port');
  }

  set port(value) {
    URL.#check(this);
    this.#set('port', value);
  }

  get pathname() {
    URL.#check(this);
    return this.#get('pathname');
  }

  set pathname(value) {
    URL.#check(this);
    this.#set('pathname', value);
  }

  get search() {
    URL.#check(this);
    return this.#get('search');
  }

  set search(value) {
    URL.#check(this);
    this.#set('search', value);
    this.#refresh();
  }

  get searchParams() {
    URL.#check(this);
    this.#params ??= linkedParams(this, this.#get('search').slice(1));
    return this.#params;
  }

  get hash() {
    URL.#check(this);
    return this.#get('hash');
  }

  set hash(value) {
    URL.#check(this);
    this.#set('hash', value);
  }

  toJSON() {
    URL.#check(this);
    return this.#get('href');
  }

  [custom](depth, options) {
    URL.#check(this);
    if (typeof depth === 'number' && depth < 0) return this;
    const constructor = classOf(this, URL);
    const shown = { __proto__: { constructor } };
    for (const part of PARTS) shown[part] = this[part];
    return `${constructor.name} ${inspect(shown, options)}`;
  }
}
const PARTS = [
  'href',
  'origin',
  'protocol',
  'username',
  'password',
  'host',
  'hostname',
  'port',
  'pathname',
  'search',
  'searchParams',
  'hash',
];
defineProperty(URL.prototype, Symbol.toStringTag, { __proto__: null, value: 'URL', configurable: true });
enumerable(URL.prototype, ['toString', ...PARTS, 'toJSON']);
enumerable(URL, ['parse', 'canParse', 'createObjectURL', 'revokeObjectURL']);

binding.setTest((value) => isUrl(value) || isParams(value));

module.exports = { URL, URLSearchParams, isUrl, invalidUrl };
