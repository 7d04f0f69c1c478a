throw new RangeError('in cjs');
