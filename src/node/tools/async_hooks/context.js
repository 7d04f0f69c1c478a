'use strict';
// Named values that follow asynchronous work around: an immutable map is the one value
// that the event loop carries from where a callback is handed over to where it runs.

const { current, enter } = binding;

/** The map with `key` set to `value`, or without it where that is undefined. */
function changed(key, value) {
  const map = new Map(current());
  if (value === undefined) map.delete(key);
  else map.set(key, value);
  return map.size === 0 ? undefined : map;
}

const get = (key) => current()?.get(key);

const has = (key) => current()?.has(key) === true;

/** Sets the value for what follows in this run, and for all that it starts. */
const set = (key, value) => void enter(changed(key, value));

/** Calls `action` under the map `frame`. */
function under(frame, action) {
  const before = enter(frame);
  try {
    return action();
  } finally {
    enter(before);
  }
}

/** Calls `action` with `key` set to `value`. */
const run = (key, value, action) => under(changed(key, value), action);

module.exports = { current, get, has, set, run, under };
