//! The texts behind the places that errors name.

use slabjs::program::remember_source;
use std::cell::RefCell;
use std::collections::HashMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::rc::Rc;

/// Lines longer than this are not shown, as they are no help.
const LONGEST_LINE: usize = 2_000;

/// Bytes of a source beyond which it would be no string: V8's longest, and Node's limit.
pub const LONGEST_SOURCE: usize = 0x1fff_ffe8;

/// What is said of a longer one.
pub const TOO_LONG: &str = "Cannot create a string longer than 0x1fffffe8 characters";

/// Sources that are no files, by the name they were evaluated under: `[eval]`,
/// `[stdin]`, `REPL1`.
#[derive(Debug, Clone, Default)]
pub struct Sources(Rc<RefCell<HashMap<String, String>>>);

impl Sources {
    /// Remembers `text` as the source named `name`.
    pub fn add(&self, name: &str, text: &str) {
        remember_source(name, text);
        self.0.borrow_mut().insert(name.to_owned(), text.to_owned());
    }

    /// Line `number`, from 1, of the source or file called `name`.
    #[must_use]
    pub fn line(&self, name: &str, number: u32) -> Option<String> {
        let index = usize::try_from(number).ok()?.checked_sub(1)?;
        let line = match self.0.borrow().get(name) {
            Some(text) => text.lines().nth(index).map(str::to_owned),
            None => line_of_file(name, index),
        };
        line.filter(|line| line.len() <= LONGEST_LINE)
    }
}

fn line_of_file(path: &str, index: usize) -> Option<String> {
    let file = File::open(path.strip_prefix("file://").unwrap_or(path)).ok()?;
    let mut lines = BufReader::new(file).split(b'\n').skip(index);
    let line = lines.next()?.ok()?;
    let line = line.strip_suffix(b"\r").unwrap_or(&line);
    Some(String::from_utf8_lossy(line).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    #[test]
    fn lines_of_named_texts() {
        let sources = Sources::default();
        sources.add("[eval]", "a\nb");
        assert_eq!(sources.line("[eval]", 2).as_deref(), Some("b"));
        assert_eq!(sources.line("[eval]", 3), None);
        assert_eq!(sources.line("[eval]", 0), None);
        assert_eq!(sources.line("[stdin]", 1), None);
    }

    #[test]
    fn lines_of_files() {
        let mut file = tempfile::NamedTempFile::new().expect("a file");
        file.write_all(b"one\r\ntw\xffo\n").expect("written");
        let path = file.path().to_str().expect("a path");
        let sources = Sources::default();
        assert_eq!(sources.line(path, 1).as_deref(), Some("one"));
        assert_eq!(sources.line(path, 2).as_deref(), Some("tw\u{fffd}o"));
        let url = format!("file://{path}");
        assert_eq!(sources.line(&url, 1).as_deref(), Some("one"));
    }
}
