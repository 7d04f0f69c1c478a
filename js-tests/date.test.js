'use strict';
// Dates in other forms than the standard's, as V8 reads them.

const { test, describe } = require('node:test');
const assert = require('node:assert');

/** Text, and what it means: parts in local time, or milliseconds in UTC. */
const LOCAL = {
  'Mar 3, 2020': [2020, 2, 3],
  'March 3 2020': [2020, 2, 3],
  '3 mar 2020': [2020, 2, 3],
  'Fri Sep 06 2013': [2013, 8, 6],
  '2020/01/02': [2020, 0, 2],
  '1/2/2020': [2020, 0, 2],
  '2020-1-2': [2020, 0, 2],
  '2020-01-02 03:04:05': [2020, 0, 2, 3, 4, 5],
  '2020-01-02 03:04:05.678': [2020, 0, 2, 3, 4, 5, 678],
  '1995-12-17T03:24:00.123456': [1995, 11, 17, 3, 24, 0, 123],
  'Jan 1 2000 10:00 PM': [2000, 0, 1, 22],
  'Jan 1 2000 12:30 am': [2000, 0, 1, 0, 30],
  '4 July 2001 8:5 pm': [2001, 6, 4, 20, 5],
  'Sat Feb 30 2020': [2020, 2, 1],
  'Jan 2020': [2020, 0, 1],
  'May 5 99': [1999, 4, 5],
  'May 5 49': [2049, 4, 5],
  'May 5': [2001, 4, 5],
  '1 2 3': [2003, 0, 2],
  'Aug 9, 1995 (a (nested) remark) 10:00': [1995, 7, 9, 10],
  'on the day of Dec 25, 1995': [1995, 11, 25],
};

const UTC = {
  'Tue, 15 Nov 1994 12:45:26 GMT': 784903526000,
  'Tue Nov 15 1994 12:45:26 GMT+0100 (CET)': 784899926000,
  '31 March 1999 UTC': 922838400000,
  'Thu, 01 Jan 1970 00:00:00 GMT+0200': -7200000,
  'Mon, 25 Dec 1995 13:30:00 +0430': 819882000000,
  '12 Dec 2012 10:00 EST': 1355324400000,
  '2020-01-02 03:04:05 +0100': 1577930645000,
  '2020-01-02 03:04:05.678Z': 1577934245678,
  '2020-01-02': 1577923200000,
  '2020-01-02T03:04:05Z': 1577934245000,
};

describe('reading', () => {
  for (const [text, parts] of Object.entries(LOCAL)) {
    test(text, () => {
      const expected = new Date(...(parts.length === 1 ? [parts[0], 0] : parts)).getTime();
      assert.strictEqual(Date.parse(text), expected);
      assert.strictEqual(new Date(text).getTime(), expected);
    });
  }
  for (const [text, expected] of Object.entries(UTC)) {
    test(text, () => {
      assert.strictEqual(Date.parse(text), expected);
      assert.strictEqual(new Date(text).getTime(), expected);
    });
  }
  for (const text of [
    '',
    'hello',
    '12:00',
    '2020-13-01',
    '20200102',
    '1/2/3/4',
    'May 5 2020 25:00',
    'May 5 2020 13:00 pm',
    '2020-01-02 noon',
  ]) {
    test(`nothing in ${JSON.stringify(text)}`, () => {
      assert.ok(Number.isNaN(Date.parse(text)));
      assert.ok(Number.isNaN(new Date(text).getTime()));
    });
  }
});

describe('the class', () => {
  test('is as it should be', () => {
    assert.deepStrictEqual(
      [Date.name, Date.length, Date.parse.name, Date.parse.length],
      ['Date', 7, 'parse', 1],
    );
    assert.strictEqual(Date.prototype.constructor, Date);
    assert.deepStrictEqual(Object.getOwnPropertyNames(Date).sort(), [
      'UTC',
      'length',
      'name',
      'now',
      'parse',
      'prototype',
    ]);
    const { writable, enumerable, configurable } = Object.getOwnPropertyDescriptor(Date, 'prototype');
    assert.deepStrictEqual([writable, enumerable, configurable], [false, false, false]);
    assert.strictEqual(typeof Date('Mar 3, 2020'), 'string');
  });

  test('subclasses and other ways to make one', () => {
    class Own extends Date {
      year() {
        return this.getUTCFullYear();
      }
    }
    assert.strictEqual(new Own('2020-01-02 03:04Z').year(), 2020);
    assert.strictEqual(new Date(new Date(7)).getTime(), 7);
    assert.strictEqual(new Date({ valueOf: () => 5 }).getTime(), 5);
    assert.ok(Number.isNaN(new Date(undefined).getTime()));
    assert.strictEqual(new Date(2020, 1).getMonth(), 1);
    assert.strictEqual(
      Object.getPrototypeOf(Reflect.construct(Date, ['Mar 3, 2020'], Array)),
      Array.prototype,
    );
  });

  test('what begins in the form of the standard must be it', () => {
    const REFUSED = [
      '2020-01-01T00:00:00+01',
      '2020-01-01T00:00:00 +01',
      '2020-01-01T00:00:00UTC',
      '2020-01-01T00:00:00+24:00',
      '2020-1-01T00:00:00Z',
      '2020-01-01T0:00',
      '2020-01-01T',
      '-000000-01-01T00:00Z',
      '2020-01-01+01:00',
    ];
    for (const text of REFUSED) {
      assert.ok(Number.isNaN(Date.parse(text)), text);
      assert.ok(Number.isNaN(new Date(text).getTime()), text);
    }
    assert.strictEqual(Date.parse('2020-01-01T00:00:00+0100'), 1577833200000);
  });

  test('parts of local times', () => {
    const date = new Date(2020, 0, 31, 5, 6, 7, 8);
    assert.strictEqual(date.setMonth(1), new Date(2020, 2, 2, 5, 6, 7, 8).getTime());
    assert.strictEqual(date.setHours(1, 2, 3, 4), new Date(2020, 2, 2, 1, 2, 3, 4).getTime());
    assert.deepStrictEqual(
      [date.getFullYear(), date.getDate(), date.getHours(), date.getMilliseconds()],
      [2020, 2, 1, 4],
    );
    assert.ok(Number.isNaN(date.setMinutes(NaN)));
    assert.ok(Number.isNaN(date.setDate(1)));
    assert.strictEqual(date.setFullYear(2021), new Date(2021, 0, 1).getTime());
    assert.throws(() => Date.prototype.setHours.call({}), TypeError);
    assert.strictEqual(Date.prototype.setHours.length, 4);
  });

  test('in a context of its own', () => {
    const vm = require('node:vm');
    assert.strictEqual(vm.runInNewContext('new Date("2020-01-02 03:04:05 +0100").getTime()'), 1577930645000);
  });
});
