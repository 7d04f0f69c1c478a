//! The functions that prepared sources call. An engine's host declares them under these names,
//! each with an invisible letter behind it, so that no program's names are taken.

/// `prepare(code)`: the text that `eval` is to be given for `code`; anything else than a string
/// comes back as it is.
pub const EVAL: &str = "prepare\u{200D}";

/// `named(function, name)`: gives `function` its name, and returns it.
pub const NAMED: &str = "named\u{200D}";

/// `disposal()`: a new stack of what a block declared by `using` (ECMAScript's DisposeCapability).
/// Its methods: `add(value)`, `addAsync(value)`, `fail(error)`, `dispose()`, `disposeAsync()`.
pub const DISPOSAL: &str = "disposal\u{200D}";

/// Whether `text` may call one of them.
pub(crate) fn are_named_in(text: &str) -> bool {
    [EVAL, NAMED, DISPOSAL]
        .iter()
        .any(|name| text.contains(name))
}
