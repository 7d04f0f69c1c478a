'use strict';

// node:perf_hooks: Performance Timeline and User Timing as Node has them, with Node's own
// entry types `gc` and `function`.

const create = Symbol('create');
const inspect = Symbol.for('nodejs.util.inspect.custom');

const TYPES = Object.freeze(['function', 'gc', 'mark', 'measure']);

const illegal = () => errors.coded('TypeError', 'ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor');
const missing = (...names) => {
  const list = names.map((name) => `"${name}"`).join(' and ');
  const plural = names.length > 1 ? 'arguments' : 'argument';
  return errors.coded('TypeError', 'ERR_MISSING_ARGS', `The ${list} ${plural} must be specified`);
};
const wrongThis = (name) =>
  errors.coded('TypeError', 'ERR_INVALID_THIS', `Value of "this" must be of type ${name}`);

function validateFunction(value, name) {
  if (typeof value !== 'function') throw errors.invalidArgType(name, 'function', value);
}

function validateObject(value, name) {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    throw errors.invalidArgType(name, 'Object', value);
  }
}

class PerformanceEntry {
  #name;
  #type;
  #start;
  #duration;

  constructor(token, name, type, start, duration) {
    if (token !== create) throw illegal();
    this.#name = name;
    this.#type = type;
    this.#start = start;
    this.#duration = duration;
  }

  static #checked(entry) {
    if (!(#name in Object(entry))) throw wrongThis('PerformanceEntry');
    return entry;
  }

  get name() {
    return PerformanceEntry.#checked(this).#name;
  }
  get entryType() {
    return PerformanceEntry.#checked(this).#type;
  }
  get startTime() {
    return PerformanceEntry.#checked(this).#start;
  }
  get duration() {
    return PerformanceEntry.#checked(this).#duration;
  }

  [inspect](depth, options, show) {
    if (depth < 0) return this;
    const shown = { ...options, depth: options.depth == null ? null : options.depth - 1 };
    return `${this.constructor.name} ${show(this.toJSON(), shown)}`;
  }

  toJSON() {
    const { name, entryType, startTime, duration } = this;
    return { name, entryType, startTime, duration };
  }
}
Object.defineProperties(
  PerformanceEntry.prototype,
  Object.fromEntries(
    ['name', 'entryType', 'startTime', 'duration', 'toJSON'].map((key) => [key, { enumerable: true }]),
  ),
);

class PerformanceNodeEntry extends PerformanceEntry {
  #detail;

  constructor(token, name, type, start, duration, detail) {
    super(token, name, type, start, duration);
    this.#detail = detail;
  }

  get detail() {
    return this.#detail;
  }
  toJSON() {
    return { ...super.toJSON(), detail: this.detail };
  }
}

const copied = (detail) => {
  if (detail === undefined || detail === null) return null;
  return typeof structuredClone === 'function' ? structuredClone(detail) : detail;
};

class PerformanceMark extends PerformanceEntry {
  #detail;

  constructor(name, options = undefined) {
    if (arguments.length === 0) throw missing('name');
    name = `${name}`;
    if (options != null) validateObject(options, 'options');
    const start = options?.startTime ?? binding.now();
    if (typeof start !== 'number') throw errors.invalidArgType('startTime', 'number', start);
    if (start < 0) {
      throw errors.coded(
        'TypeError',
        'ERR_PERFORMANCE_INVALID_TIMESTAMP',
        `${start} is not a valid timestamp`,
      );
    }
    super(create, name, 'mark', start, 0);
    this.#detail = copied(options?.detail);
  }

  get detail() {
    if (!(#detail in Object(this))) throw wrongThis('PerformanceMark');
    return this.#detail;
  }

  toJSON() {
    return { ...super.toJSON(), detail: this.detail };
  }
}

class PerformanceMeasure extends PerformanceEntry {
  #detail;

  constructor(token, name, start, duration, detail) {
    super(token, name, 'measure', start, duration);
    this.#detail = detail;
  }

  get detail() {
    if (!(#detail in Object(this))) throw wrongThis('PerformanceMeasure');
    return this.#detail;
  }

  toJSON() {
    return { ...super.toJSON(), detail: this.detail };
  }
}

// The timeline: marks and measures, which stay until they are cleared.
const timeline = { mark: [], measure: [] };

const byStart = (entries) => entries.sort((a, b) => a.startTime - b.startTime);
const all = () => byStart([...timeline.mark, ...timeline.measure]);
const select = (entries, name, type) =>
  entries.filter(
    (entry) =>
      (name === undefined || entry.name === name) && (type === undefined || entry.entryType === type),
  );

const observers = new Set();
const pending = new Set();
let scheduled = false;

function enqueue(entry) {
  for (const observer of observers) observer[create](entry);
}

function schedule(observer) {
  pending.add(observer);
  if (scheduled) return;
  scheduled = true;
  setImmediate(() => {
    scheduled = false;
    const due = [...pending];
    pending.clear();
    for (const each of due) each[create]();
  }).unref();
}

// Collections are only looked at while somebody observes them.
function followGc() {
  const wanted = [...observers].some((observer) => observer[create](null).has('gc'));
  binding.watchGc(wanted ? gcEntries : undefined);
}

function gcEntries(collections) {
  for (const { startTime, duration, kind, flags } of collections) {
    enqueue(new PerformanceNodeEntry(create, 'gc', 'gc', startTime, duration, { kind, flags }));
  }
}

class PerformanceObserverEntryList {
  #entries;

  constructor(token, entries) {
    if (token !== create) throw illegal();
    this.#entries = byStart(entries);
  }

  getEntries() {
    return [...this.#entries];
  }

  getEntriesByType(type) {
    if (arguments.length === 0) throw missing('type');
    return select(this.#entries, undefined, `${type}`);
  }

  getEntriesByName(name, type = undefined) {
    if (arguments.length === 0) throw missing('name');
    return select(this.#entries, `${name}`, type === undefined ? undefined : `${type}`);
  }

  [inspect](depth, options, show) {
    if (depth < 0) return this;
    const shown = { ...options, depth: options.depth == null ? null : options.depth - 1 };
    return `${this.constructor.name} ${show(this.#entries, shown)}`;
  }
}

class PerformanceObserver {
  #callback;
  #types = new Set();
  #mode;
  #buffer = [];

  constructor(callback) {
    validateFunction(callback, 'callback');
    this.#callback = callback;
  }

  static get supportedEntryTypes() {
    return TYPES;
  }

  // For the timeline alone: an entry to keep, null for the types, nothing to deliver.
  [create](entry) {
    if (entry === null) return this.#types;
    if (entry === undefined) {
      const entries = this.takeRecords();
      if (entries.length > 0) {
        this.#callback(new PerformanceObserverEntryList(create, entries), this);
      }
      return undefined;
    }
    if (this.#types.has(entry.entryType)) {
      this.#buffer.push(entry);
      schedule(this);
    }
    return undefined;
  }

  observe(options = {}) {
    validateObject(options, 'options');
    const { entryTypes, type, buffered } = { ...options };
    if (entryTypes === undefined && type === undefined) {
      throw missing('options.entryTypes', 'options.type');
    }
    if (entryTypes != null && type != null) {
      throw errors.invalidArgValue(
        'options.entryTypes',
        entryTypes,
        'options.entryTypes can not set with options.type together',
      );
    }
    const mode = entryTypes === undefined ? 'single' : 'multiple';
    if (this.#mode !== undefined && this.#mode !== mode) {
      throw mode === 'single'
        ? errors.coded(
            'Error',
            'ERR_INVALID_STATE',
            'Invalid state: PerformanceObserver can not change to single observation',
          )
        : errors.coded(
            'Error',
            'ERR_INVALID_STATE',
            'Invalid state: PerformanceObserver can not change to multiple observations',
          );
    }
    this.#mode = mode;
    if (mode === 'multiple') {
      if (!Array.isArray(entryTypes)) {
        throw errors.invalidArgType('options.entryTypes', 'string[]', entryTypes);
      }
      this.#types.clear();
      this.#buffer = [];
      for (const name of entryTypes) if (TYPES.includes(name)) this.#types.add(name);
    } else {
      if (typeof type !== 'string') throw errors.invalidArgType('options.type', 'string', type);
      if (!TYPES.includes(type)) return;
      this.#types.add(type);
      if (buffered) {
        for (const entry of timeline[type] ?? []) this[create](entry);
      }
    }
    if (this.#types.size > 0) observers.add(this);
    else observers.delete(this);
    followGc();
  }

  disconnect() {
    observers.delete(this);
    pending.delete(this);
    this.#buffer = [];
    this.#types.clear();
    this.#mode = undefined;
    followGc();
  }

  takeRecords() {
    const entries = this.#buffer;
    this.#buffer = [];
    return entries;
  }

  [inspect](depth, options, show) {
    if (depth < 0) return this;
    const shown = { ...options, depth: options.depth == null ? null : options.depth - 1 };
    const state = { connected: observers.has(this), pending: pending.has(this) };
    state.entryTypes = [...this.#types];
    state.buffer = this.#buffer;
    return `${this.constructor.name} ${show(state, shown)}`;
  }
}

// The time that a mark's name or a number stands for.
function timeOf(value, name) {
  if (typeof value === 'number') {
    if (value < 0) {
      throw errors.coded(
        'TypeError',
        'ERR_PERFORMANCE_INVALID_TIMESTAMP',
        `${value} is not a valid timestamp`,
      );
    }
    return value;
  }
  if (typeof value !== 'string') throw errors.invalidArgType(name, ['string', 'number'], value);
  const mark = timeline.mark.findLast((entry) => entry.name === value);
  if (mark === undefined) {
    throw new DOMException(`The "${value}" performance mark has not been set`, 'SyntaxError');
  }
  return mark.startTime;
}

function measured(options, endMark) {
  const isOptions = options !== null && typeof options === 'object';
  if (isOptions && Object.keys(options).length > 0) {
    const fault = (message) => errors.coded('TypeError', 'ERR_PERFORMANCE_MEASURE_INVALID_OPTIONS', message);
    if (endMark) throw fault('endMark must not be specified');
    if (options.start === undefined && options.end === undefined) {
      throw fault('One of options.start or options.end is required');
    }
    if (options.start !== undefined && options.end !== undefined && options.duration !== undefined) {
      throw fault('Must not have options.start, options.end, and options.duration specified');
    }
  }
  const given = isOptions ? options : { start: options };
  let end;
  if (endMark !== undefined) end = timeOf(endMark, 'endMark');
  else if (isOptions && given.end !== undefined) end = timeOf(given.end, 'end');
  else if (isOptions && given.start !== undefined && given.duration !== undefined) {
    end = timeOf(given.start, 'start') + timeOf(given.duration, 'duration');
  } else end = binding.now();
  let start = 0;
  if (given.start !== undefined && given.start !== null) start = timeOf(given.start, 'startMark');
  else if (isOptions && given.duration !== undefined && given.end !== undefined) {
    start = end - timeOf(given.duration, 'duration');
  }
  return { start, duration: end - start, detail: copied(isOptions ? given.detail : null) };
}

class Performance {
  // oxlint-disable-next-line no-unused-private-class-members -- `#brand in` looks for it
  #brand = true;

  constructor(token) {
    if (token !== create) throw illegal();
  }

  static #check(value) {
    if (!(#brand in Object(value))) throw wrongThis('Performance');
  }

  clearMarks(name = undefined) {
    Performance.#check(this);
    timeline.mark = name === undefined ? [] : timeline.mark.filter((e) => e.name !== `${name}`);
  }

  clearMeasures(name = undefined) {
    Performance.#check(this);
    const others = (entry) => entry.name !== `${name}`;
    timeline.measure = name === undefined ? [] : timeline.measure.filter(others);
  }

  getEntries() {
    Performance.#check(this);
    return all();
  }

  getEntriesByName(name, type = undefined) {
    Performance.#check(this);
    if (arguments.length === 0) throw missing('name');
    return select(all(), `${name}`, type === undefined ? undefined : `${type}`);
  }

  getEntriesByType(type) {
    Performance.#check(this);
    if (arguments.length === 0) throw missing('type');
    return select(all(), undefined, `${type}`);
  }

  mark(name, options = undefined) {
    Performance.#check(this);
    if (arguments.length === 0) throw missing('name');
    const mark = new PerformanceMark(name, options);
    timeline.mark.push(mark);
    enqueue(mark);
    return mark;
  }

  measure(name, startOrOptions = undefined, endMark = undefined) {
    Performance.#check(this);
    if (arguments.length === 0) throw missing('name');
    if (typeof name !== 'string') throw errors.invalidArgType('name', 'string', name);
    const { start, duration, detail } = measured(startOrOptions, endMark);
    const measure = new PerformanceMeasure(create, name, start, duration, detail);
    timeline.measure.push(measure);
    enqueue(measure);
    return measure;
  }

  now() {
    Performance.#check(this);
    return binding.now();
  }

  get timeOrigin() {
    Performance.#check(this);
    return binding.timeOrigin;
  }

  toJSON() {
    Performance.#check(this);
    return { timeOrigin: this.timeOrigin };
  }

  timerify(fn) {
    validateFunction(fn, 'fn');
    function timerified(...args) {
      const start = binding.now();
      const done = () => {
        const entry = new PerformanceNodeEntry(
          create,
          fn.name,
          'function',
          start,
          binding.now() - start,
          args,
        );
        enqueue(entry);
      };
      const result = new.target ? Reflect.construct(fn, args, fn) : Reflect.apply(fn, this, args);
      if (!new.target && typeof result?.finally === 'function') return result.finally(done);
      done();
      return result;
    }
    Object.defineProperties(timerified, {
      length: { configurable: false, enumerable: true, value: fn.length },
      name: { configurable: false, enumerable: true, value: `timerified ${fn.name}` },
    });
    return timerified;
  }
}
Object.defineProperties(Performance.prototype, {
  [Symbol.toStringTag]: { configurable: true, value: 'Performance' },
  ...Object.fromEntries(
    [
      'clearMarks',
      'clearMeasures',
      'getEntries',
      'getEntriesByName',
      'getEntriesByType',
      'mark',
      'measure',
      'now',
      'timeOrigin',
      'toJSON',
      'timerify',
    ].map((key) => [key, { enumerable: true }]),
  ),
});
for (const made of [
  PerformanceEntry,
  PerformanceMark,
  PerformanceMeasure,
  PerformanceObserver,
  PerformanceObserverEntryList,
]) {
  Object.defineProperty(made.prototype, Symbol.toStringTag, {
    configurable: true,
    value: made.name,
  });
}

const constants = {};
for (const [name, value] of [
  ['GC_MAJOR', 4],
  ['GC_MINOR', 1],
  ['GC_INCREMENTAL', 8],
  ['GC_WEAKCB', 16],
  ['GC_FLAGS_NO', 0],
  ['GC_FLAGS_CONSTRUCT_RETAINED', 2],
  ['GC_FLAGS_FORCED', 4],
  ['GC_FLAGS_SYNCHRONOUS_PHANTOM_PROCESSING', 8],
  ['GC_FLAGS_ALL_AVAILABLE_GARBAGE', 16],
  ['GC_FLAGS_ALL_EXTERNAL_MEMORY', 32],
  ['GC_FLAGS_SCHEDULE_IDLE', 64],
]) {
  Object.defineProperty(constants, `NODE_PERFORMANCE_${name}`, {
    value,
    enumerable: true,
    writable: false,
    configurable: false,
  });
}

const performance = new Performance(create);

module.exports = {
  Performance,
  PerformanceEntry,
  PerformanceMark,
  PerformanceMeasure,
  PerformanceObserver,
  PerformanceObserverEntryList,
  timerify: performance.timerify,
  performance,
};
Object.defineProperty(module.exports, 'constants', {
  configurable: false,
  enumerable: true,
  value: constants,
});
