//! Which words a source holds: by bytes alone, so in comments and strings too.

use memchr::memmem;

/// The words without which a pass has nothing to do.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Words {
    pub(crate) length: bool,
    pub(crate) using: bool,
    pub(crate) asynchronous: bool,
    pub(crate) of: bool,
    pub(crate) finally: bool,
    pub(crate) eval: bool,
    pub(crate) var: bool,
    pub(crate) export: bool,
}

/// The words that `source` holds, or may hold written with escapes.
pub(crate) fn words(source: &str) -> Words {
    let bytes = source.as_bytes();
    let escaped = memmem::find(bytes, b"\\u").is_some();
    let holds = |word: &[u8]| escaped || memmem::find(bytes, word).is_some();
    Words {
        length: holds(b"length"),
        using: holds(b"using"),
        asynchronous: holds(b"async"),
        of: holds(b"of"),
        finally: holds(b"finally"),
        eval: holds(b"eval"),
        var: holds(b"var ") || holds(b"var\t") || holds(b"function"),
        export: holds(b"export"),
    }
}
