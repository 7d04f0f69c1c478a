//! The texts of sources, by what stacks call them: files, and those that a host remembers.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::path::Path;

/// Sources that are no files which are remembered, at most.
const REMEMBERED: usize = 64;

/// Bytes of the largest source that is looked at.
const LARGEST: u64 = 4 << 20;

thread_local! {
    /// Names and texts, the last one first.
    static TEXTS: RefCell<VecDeque<(String, String)>> = const { RefCell::new(VecDeque::new()) };
    /// The file that was looked at last.
    static FILE: RefCell<Option<(String, String)>> = const { RefCell::new(None) };
}

/// Remembers the text of a source that is no file, such as an input of a prompt, so that
/// messages of errors can show parts of it.
///
/// ```
/// # use test_allocator as _;
/// # let mut runtime = slabjs::Runtime::builder().build()?;
/// slabjs::program::remember_source("input1", "const o = {}; o.foo()");
/// let error = runtime.evaluate("const o = {}; o.foo()", "input1").unwrap_err();
/// assert_eq!(error.message(), "o.foo is not a function");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn remember(name: &str, text: &str) {
    TEXTS.with_borrow_mut(|texts| {
        texts.retain(|(known, _)| known != name);
        texts.push_front((name.to_owned(), text.to_owned()));
        texts.truncate(REMEMBERED);
    });
}

/// What `look` finds in the source called `name`; `None` where there is no such text.
pub(super) fn with<R>(name: &str, look: impl FnOnce(&str) -> R) -> Option<R> {
    let remembered = TEXTS.with_borrow(|texts| {
        let found = texts.iter().find(|(known, _)| known == name);
        found.map(|(_, text)| text.clone())
    });
    if let Some(text) = remembered {
        return Some(look(&text));
    }
    FILE.with_borrow_mut(|file| {
        if file.as_ref().is_none_or(|(known, _)| known != name) {
            *file = read(name).map(|text| (name.to_owned(), text));
        }
        file.as_ref().map(|(_, text)| look(text))
    })
}

fn read(name: &str) -> Option<String> {
    let path = Path::new(name.strip_prefix("file://").unwrap_or(name));
    let is_file = path.is_absolute() && std::fs::metadata(path).ok()?.len() <= LARGEST;
    let bytes = is_file.then(|| std::fs::read(path).ok())??;
    String::from_utf8(bytes).ok()
}
