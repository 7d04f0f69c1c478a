globalThis.runs++;
throw new RangeError('while loading');
