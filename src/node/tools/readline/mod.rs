//! `node:readline`: lines of streams, and a prompt that asks for them.
//!
//! | file | what |
//! | --- | --- |
//! | `readline.js` | the public module |
//! | `promises.js` | `node:readline/promises` |
//! | `interface.js` | the class behind both |
//! | `iterator.js` | lines by `for await` |
//! | `lines.rs` | cuts text that comes in pieces into lines |

mod lines;

pub(crate) use lines::BINDING;
