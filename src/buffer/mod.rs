//! The `Buffer` class, a file per family as Node's documentation groups them.
