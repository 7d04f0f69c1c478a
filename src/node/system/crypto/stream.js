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
  Object.setPrototypeOf(prototype, Transform.prototype);
  Object.defineProperties(prototype, {
    _transform: hidden(function (chunk, encoding, done) {
      update.call(this, chunk, encoding);
      done();
    }),
    _flush: hidden(function (done) {
      this.push(digest.call(this));
      done();
    }),
  });
}

/** Makes `hash`, an object of the class with this prototype, a stream. */
module.exports = function start(hash, prototype) {
  adopt(prototype);
  if (started.has(hash)) return;
  started.add(hash);
  Transform.call(hash);
};
