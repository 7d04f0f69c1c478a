'use strict';
// Hashes as streams: what is written is hashed, and the digest can be read.

const { Transform } = require('stream');

/** Prototypes that inherit from Transform, and the objects that are streams by now. */
const adopted = new WeakSet();
const started = new WeakSet();

const hidden = (value) => ({ __proto__: null, value, writable: true, configurable: true });

function adopt(prototype) {
  if (adopted.has(prototype)) return;
  adopted.add(prototype);
  const { update, digest } = prototype;
  // The digest of a Hash can be asked for after it was read; that of an Hmac can't.
  const read = prototype.constructor.name === 'Hash' ? binding.readDigest : (hmac) => digest.call(hmac);
  Object.setPrototypeOf(prototype, Transform.prototype);
  Object.defineProperties(prototype, {
    _transform: hidden(function (chunk, encoding, done) {
      let failure;
      try {
        update.call(this, chunk, encoding);
      } catch (error) {
        failure =
          error.code === 'ERR_CRYPTO_HASH_FINALIZED'
            ? errors.coded('Error', 'ERR_CRYPTO_HASH_UPDATE_FAILED', 'Hash update failed')
            : error;
      }
      done(failure);
    }),
    _flush: hidden(function (done) {
      this.push(read(this));
      done();
    }),
  });
}

/** Makes `hash`, an object of the class with this prototype, a stream. */
module.exports = function start(hash, prototype) {
  adopt(prototype);
  if (started.has(hash)) return;
  started.add(hash);
  Transform.call(hash, hash._options);
  // `update` knows the encodings of strings.
  hash._writableState.decodeStrings = false;
};
