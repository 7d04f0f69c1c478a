//! The runner of `*.test.js` files.
