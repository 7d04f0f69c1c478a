'use strict';
// What rejects or ends whatever an abort signal stops.

class AbortError extends Error {
  constructor(options) {
    super('The operation was aborted', options);
    this.code = 'ABORT_ERR';
    this.name = 'AbortError';
  }
}

/** An AbortError; with an argument, even an undefined one, that is its cause. */
function abortError(...cause) {
  return new AbortError(cause.length > 0 ? { cause: cause[0] } : undefined);
}

module.exports = { abortError };
