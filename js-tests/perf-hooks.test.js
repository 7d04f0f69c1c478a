'use strict';

const test = require('node:test');
const assert = require('node:assert');
const perf = require('node:perf_hooks');
const { PerformanceEntry, PerformanceMark, PerformanceMeasure, PerformanceObserver } = perf;

// What waits for an immediate, even one that a first one asked for, has come after these turns.
const soon = async () => {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
};

test('now counts from timeOrigin', () => {
  const before = performance.now();
  const after = performance.now();
  assert.ok(before > 0 && after >= before);
  const drift = Math.abs(performance.timeOrigin + performance.now() - Date.now());
  assert.ok(drift < 1000, `${drift}`);
  assert.strictEqual(performance, perf.performance);
  assert.strictEqual(Object.prototype.toString.call(performance), '[object Performance]');
  assert.throws(() => performance.now.call({}), {
    code: 'ERR_INVALID_THIS',
    message: 'Value of "this" must be of type Performance',
  });
});

test('marks and measures stand in the timeline', () => {
  const mark = performance.mark('a', { detail: { x: 1 }, startTime: 5 });
  assert.ok(mark instanceof PerformanceMark && mark instanceof PerformanceEntry);
  assert.deepStrictEqual(mark.toJSON(), {
    name: 'a',
    entryType: 'mark',
    startTime: 5,
    duration: 0,
    detail: { x: 1 },
  });
  performance.mark('b', { startTime: 8 });
  const measure = performance.measure('ab', 'a', 'b');
  assert.ok(measure instanceof PerformanceMeasure);
  assert.deepStrictEqual(measure.toJSON(), {
    name: 'ab',
    entryType: 'measure',
    startTime: 5,
    duration: 3,
    detail: null,
  });
  const options = performance.measure('cd', { start: 1, duration: 5, detail: [1] });
  assert.deepStrictEqual([options.startTime, options.duration, options.detail], [1, 5, [1]]);
  assert.deepStrictEqual(
    performance.getEntriesByType('measure').map((e) => e.name),
    ['cd', 'ab'],
  );
  assert.strictEqual(performance.getEntriesByName('a').length, 1);
  assert.strictEqual(performance.getEntriesByName('a', 'measure').length, 0);
  performance.clearMarks('a');
  assert.deepStrictEqual(
    performance.getEntriesByType('mark').map((e) => e.name),
    ['b'],
  );
  performance.clearMarks();
  performance.clearMeasures();
  assert.deepStrictEqual(performance.getEntries(), []);
});

test('refusals are those of Node', () => {
  const cases = [
    [() => performance.mark(), 'TypeError', 'ERR_MISSING_ARGS', 'The "name" argument must be specified'],
    [
      () => performance.mark('x', { startTime: -1 }),
      'TypeError',
      'ERR_PERFORMANCE_INVALID_TIMESTAMP',
      '-1 is not a valid timestamp',
    ],
    [
      () => performance.mark('x', { startTime: 'q' }),
      'TypeError',
      'ERR_INVALID_ARG_TYPE',
      'The "startTime" argument must be of type number. Received type string (\'q\')',
    ],
    [() => performance.measure('b', 'zzz'), 'SyntaxError', 12, 'The "zzz" performance mark has not been set'],
    [
      () => performance.measure('x', { start: 1, end: 2, duration: 3 }),
      'TypeError',
      'ERR_PERFORMANCE_MEASURE_INVALID_OPTIONS',
      'Must not have options.start, options.end, and options.duration specified',
    ],
    [
      () => performance.measure('x', { start: 1 }, 'a'),
      'TypeError',
      'ERR_PERFORMANCE_MEASURE_INVALID_OPTIONS',
      'endMark must not be specified',
    ],
    [() => new PerformanceEntry(), 'TypeError', 'ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor'],
    [
      () => new PerformanceObserver(),
      'TypeError',
      'ERR_INVALID_ARG_TYPE',
      'The "callback" argument must be of type function. Received undefined',
    ],
    [
      () => new PerformanceObserver(() => {}).observe(),
      'TypeError',
      'ERR_MISSING_ARGS',
      'The "options.entryTypes" and "options.type" arguments must be specified',
    ],
  ];
  for (const [run, name, code, message] of cases) {
    assert.throws(run, { name, code, message }, message);
  }
});

test('an observer is given what it asked for', async () => {
  const lists = [];
  const observer = new PerformanceObserver((list, self) => {
    assert.strictEqual(self, observer);
    lists.push(list.getEntries().map((entry) => entry.name));
    assert.strictEqual(list.getEntriesByType('measure').length, 0);
  });
  observer.observe({ entryTypes: ['mark'] });
  performance.mark('one');
  performance.measure('unseen');
  performance.mark('two');
  await soon();
  observer.disconnect();
  performance.mark('three');
  await soon();
  assert.deepStrictEqual(lists, [['one', 'two']]);
  performance.clearMarks();
  performance.clearMeasures();
});

test('timerify tells how long a function took', async () => {
  const entries = [];
  const observer = new PerformanceObserver((list) => entries.push(...list.getEntries()));
  observer.observe({ type: 'function' });
  function twice(x) {
    return x * 2;
  }
  const timed = performance.timerify(twice);
  assert.strictEqual(timed(4), 8);
  assert.strictEqual(timed.name, 'timerified twice');
  await soon();
  observer.disconnect();
  assert.deepStrictEqual(
    entries.map((e) => [e.name, e.entryType]),
    [['twice', 'function']],
  );
});

test('entries of collections say how thorough they were', async () => {
  const entries = [];
  const observer = new PerformanceObserver((list) => entries.push(...list.getEntries()));
  observer.observe({ entryTypes: ['gc'] });
  const collects = () => {
    for (let i = 0; i < 1500; i++) new Uint8Array(256 * 1024);
  };
  collects();
  await soon();
  observer.disconnect();
  assert.ok(entries.length > 0);
  for (const entry of entries) {
    assert.deepStrictEqual(Object.keys(entry.detail), ['kind', 'flags']);
    assert.ok([1, 2, 4, 8, 16].includes(entry.detail.kind));
    assert.ok(entry.duration >= 0 && entry.startTime > 0);
    assert.strictEqual(entry.name, 'gc');
  }
  const { NODE_PERFORMANCE_GC_MAJOR } = perf.constants;
  assert.ok(entries.some((entry) => entry.detail.kind === NODE_PERFORMANCE_GC_MAJOR));
});
