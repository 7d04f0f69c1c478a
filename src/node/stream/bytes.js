'use strict';
// Chunks of bytes in the forms that streams take them in.

/** A Buffer over the bytes of any view. */
function asBuffer(view) {
  if (view instanceof Buffer) return view;
  return Buffer.from(view.buffer, view.byteOffset, view.byteLength);
}

module.exports = { asBuffer, isView: ArrayBuffer.isView };
