//! `node:readline`: lines of streams, and a prompt that asks for them.
//!
//! | file | what |
//! | --- | --- |
//! | `readline.js` | the public module |
//! | `promises.js` | `node:readline/promises` |
//! | `interface.js` | the class behind both |
//! | `editor.js` | lines edited on terminals |
//! | `keys.js` | keys from what terminals send |
//! | `screen.js` | moving the cursor, clearing parts of the screen |
//! | `iterator.js` | lines by `for await` |
//! | `lines.rs` | cuts text that comes in pieces into lines |

mod lines;

pub(crate) use lines::BINDING;
