'use strict';
// Chunks of bytes in the forms that streams take them in.

/** A Buffer over the bytes of any view. */
function asBuffer(view) {
  // The first test is the faster one, and holds for all but subclasses.
  if (view.constructor === Buffer || view instanceof Buffer) return view;
  return Buffer.from(view.buffer, view.byteOffset, view.byteLength);
}

module.exports = { asBuffer, isView: ArrayBuffer.isView };
