'use strict';
// Numbers to text and back: toFixed, toExponential, toPrecision, parseInt.

const { test, describe } = require('node:test');
const assert = require('node:assert');

describe('toFixed', () => {
  const CASES = [
    [2.5, 0, '3'],
    [-2.5, 0, '-3'],
    [999999.5, 0, '1000000'],
    [1.005, 2, '1.00'],
    [8.345, 2, '8.35'],
    [-0, 2, '0.00'],
    [1e21, 2, '1e+21'],
    [NaN, 2, 'NaN'],
    [0.000001, 7, '0.0000010'],
    [123.456, 0, '123'],
    [0.5, 0, '1'],
  ];
  for (const [number, digits, expected] of CASES) {
    test(`${number}, ${digits}`, () => assert.strictEqual(number.toFixed(digits), expected));
  }
});

describe('toExponential', () => {
  const CASES = [
    [1.25, 1, '1.3e+0'],
    [-1.25, 1, '-1.3e+0'],
    [9.5, 0, '1e+1'],
    [25, 0, '3e+1'],
    [95, 0, '1e+2'],
    [0, 2, '0.00e+0'],
    [5e-324, 3, '4.941e-324'],
    [123456, undefined, '1.23456e+5'],
    [2.9802322387695312e-8, undefined, '2.9802322387695312e-8'],
    [Infinity, 200, 'Infinity'],
  ];
  for (const [number, digits, expected] of CASES) {
    test(`${number}, ${digits}`, () => assert.strictEqual(number.toExponential(digits), expected));
  }
});

describe('toPrecision', () => {
  const CASES = [
    [1.25, 2, '1.3'],
    [0.000001, 2, '0.0000010'],
    [0.0000001, 2, '1.0e-7'],
    [123456, 2, '1.2e+5'],
    [123456, 6, '123456'],
    [99.99, 3, '100'],
    [1.9067316459768357e-176, 14, '1.9067316459768e-176'],
    [0, 3, '0.00'],
    [5, undefined, '5'],
  ];
  for (const [number, digits, expected] of CASES) {
    test(`${number}, ${digits}`, () => assert.strictEqual(number.toPrecision(digits), expected));
  }
});

test('digits that may not be asked for', () => {
  const CASES = [
    ['toFixed', 'toFixed() digits argument must be between 0 and 100'],
    ['toExponential', 'toExponential() argument must be between 0 and 100'],
    ['toPrecision', 'toPrecision() argument must be between 1 and 100'],
  ];
  for (const [name, message] of CASES) {
    for (const digits of [101, -1]) {
      assert.throws(() => (1)[name](digits), { name: 'RangeError', message });
    }
    assert.throws(() => Number.prototype[name].call('1'), {
      name: 'TypeError',
      message: `Number.prototype.${name} requires that 'this' be a Number`,
    });
  }
});

describe('parseInt', () => {
  const CASES = [
    ['  12px', undefined, 12],
    ['0x1F', undefined, 31],
    ['0x1F', 16, 31],
    ['0x1F', 10, 0],
    ['-0', undefined, -0],
    ['z', 36, 35],
    ['1', 37, NaN],
    ['', undefined, NaN],
    ['9007199254740993', 10, 9007199254740992],
    ['123456789012345678901234567890', 10, 123456789012345678901234567890],
    ['20000000000003', 16, 9007199254740995],
    ['9007199254740993', 36, 1.9896986116031807e24],
  ];
  for (const [text, radix, expected] of CASES) {
    test(`${JSON.stringify(text)}, ${radix}`, () => {
      assert.strictEqual(Number.parseInt(text, radix), expected);
    });
  }

  test('is one function', () => {
    assert.strictEqual(Number.parseInt, parseInt);
  });
});
