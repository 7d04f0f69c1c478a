//! Modules and globals that the standards of the web describe, and what is close to them.
//!
//! | module | what |
//! | --- | --- |
//! | [`blob`] | `Blob`, `File` |
//! | [`emit`] | `emit` of `EventEmitter`; the rest is in `events.js` |
//! | [`event_target`] | `Event`, `EventTarget`, `AbortController` |
//! | [`string_decoder`] | `node:string_decoder` |
//! | [`structured_clone`] | `structuredClone` |
//! | [`text`] | `TextEncoder`, `TextDecoder` |
//! | [`url`] | `URL`, `node:url` |
//! | [`web_streams`] | `node:stream/web` |
//!
//! In JavaScript alone: `punycode.js`, `querystring.js`, `stream/`.

pub mod blob;
pub mod emit;
pub mod event_target;
pub mod string_decoder;
pub mod structured_clone;
pub mod text;
pub mod url;
pub mod web_streams;
