'use strict';
// Jumps out of nested `finally` blocks and out of iterators.
const { test } = require('node:test');
const assert = require('node:assert');

const closing = (log) => ({
  [Symbol.iterator]: () => ({
    next: () => ({ value: 1, done: false }),
    return: () => (log.push('closed'), {}),
  }),
});

const table = {
  'a return through a finally that may continue': () => {
    for (let i = 0; i < 2; i++) {
      try {
        try {
          return 'r';
        } finally {
          if (i > 5) continue;
        }
      } finally {
        Math.abs(i);
      }
    }
    return 'end';
  },
  'the same with catch clauses': () => {
    for (let i = 0; i < 2; i++) {
      try {
        try {
          return 'r';
        } catch {
          return 'c';
        } finally {
          if (i > 5) continue;
        }
      } catch {
        return 'd';
      } finally {
        Math.abs(i);
      }
    }
    return 'end';
  },
  'the same three deep': () => {
    for (let i = 0; i < 2; i++) {
      try {
        try {
          try {
            return 'r';
          } finally {
            if (i > 5) continue;
          }
        } finally {
          if (i > 6) break;
        }
      } finally {
        Math.abs(i);
      }
    }
    return 'end';
  },
  'the finally decides': () => {
    for (let i = 0; i < 3; i++) {
      try {
        try {
          return 'r' + i;
        } finally {
          if (i < 2) continue;
        }
      } finally {
        Math.abs(i);
      }
    }
    return 'end';
  },
};

test('a jump through nested finally blocks goes where it was sent', () => {
  const wanted = ['r', 'r', 'r', 'r2'];
  assert.deepStrictEqual(
    Object.values(table).map((run) => run()),
    wanted,
  );
});

test('two jumps out of one try each find their way', () => {
  const log = [];
  const run = () => {
    for (let i = 0; i < 4; i++) {
      try {
        try {
          if (i === 1) continue;
          if (i === 2) return 'R' + i;
        } finally {
          log.push('x' + i);
        }
      } finally {
        log.push('y' + i);
      }
    }
  };
  assert.strictEqual(run(), 'R2');
  assert.deepStrictEqual(log, ['x0', 'y0', 'x1', 'y1', 'x2', 'y2']);
});

test('labels of outer loops are found', () => {
  const log = [];
  outer: for (let i = 0; i < 2; i++) {
    for (let j = 0; j < 2; j++) {
      try {
        try {
          continue outer;
        } finally {
          if (j > 5) break outer;
        }
      } finally {
        log.push([i, j]);
      }
    }
  }
  assert.deepStrictEqual(log, [
    [0, 0],
    [1, 0],
  ]);
});

test('an abrupt end inside the last block replaces the first', () => {
  const thrown = () => {
    for (let i = 0; i < 1; i++) {
      try {
        try {
          return 1;
        } finally {
          throw new Error('f');
        }
      } finally {
        if (i > 5) continue;
      }
    }
  };
  assert.throws(thrown, /f/);
});

test('in async functions and generators too', async () => {
  const later = async () => {
    for (let i = 0; i < 2; i++) {
      try {
        try {
          return await 'r';
        } finally {
          await 1;
          if (i > 5) continue;
        }
      } finally {
        await 2;
      }
    }
    return 'end';
  };
  assert.strictEqual(await later(), 'r');
  const steps = function* () {
    for (let i = 0; i < 2; i++) {
      try {
        try {
          yield i;
          return 'r';
        } finally {
          if (i > 5) continue;
        }
      } finally {
        yield 'f';
      }
    }
  };
  const iterator = steps();
  assert.deepStrictEqual(
    [iterator.next(), iterator.next(), iterator.next()].map(({ value }) => value),
    [0, 'f', 'r'],
  );
});

test('a labelled break closes every iterator that it leaves', () => {
  const log = [];
  out: {
    for (const one of closing(log)) {
      if (one) break out;
    }
  }
  assert.deepStrictEqual(log, ['closed']);
  two: for (const a of closing(log)) {
    for (const b of closing(log)) {
      if (a && b) break two;
    }
  }
  assert.deepStrictEqual(log, ['closed', 'closed', 'closed']);
  three: for (const a of [1]) {
    try {
      for (const b of closing(log)) {
        if (a && b) break three;
      }
    } finally {
      log.push('f');
    }
  }
  assert.deepStrictEqual(log.slice(3), ['closed', 'f']);
});

test('a function shows the source that it was given', () => {
  const shown = String(table['the finally decides']).replace(/\s+/g, ' ');
  assert.ok(shown.includes("return 'r' + i; } finally { if (i < 2) continue; }"), shown);
});
