//! Places in source texts, as the engine writes them into its frames.

use super::sources::Sources;

/// A place in a source text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The path, or the name the source was evaluated under.
    pub source: String,
    /// Line, from 1.
    pub line: u32,
    /// Column in code points, from 1.
    pub column: u32,
}

impl Place {
    /// Reads `at f (path:line:column)` or `at path:line:column`.
    #[must_use]
    pub fn of_frame(frame: &str) -> Option<Self> {
        let frame = frame.trim_start().strip_prefix("at ")?;
        let place = match frame.rsplit_once('(') {
            Some((_, place)) => place.strip_suffix(')')?,
            None => frame,
        };
        let (rest, column) = place.rsplit_once(':')?;
        let (source, line) = rest.rsplit_once(':')?;
        Some(Self {
            source: source.to_owned(),
            line: line.parse().ok()?,
            column: column.parse().ok()?,
        })
    }

    /// `path:line`, the line, a caret under the column, each on its line;
    /// `None` when the source is not at hand.
    #[must_use]
    pub fn show(&self, sources: &Sources) -> Option<String> {
        let text = sources.line(&self.source, self.line)?;
        let before = usize::try_from(self.column).ok()?.checked_sub(1)?;
        let indent: String = text
            .chars()
            .take(before)
            .map(|c| if c == '\t' { '\t' } else { ' ' })
            .collect();
        Some(format!(
            "{}:{}\n{text}\n{indent}^\n",
            self.source, self.line
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn place(source: &str, line: u32, column: u32) -> Place {
        Place {
            source: source.to_owned(),
            line,
            column,
        }
    }

    #[test]
    fn frames_of_both_forms() {
        let frames = [
            ("    at f (/a b/c.js:1:2)", Some(place("/a b/c.js", 1, 2))),
            ("at /a(1)/c.js:30:4", None),
            ("    at [eval]:1:7", Some(place("[eval]", 1, 7))),
            ("    at a:b (C:\\x.js:1:7)", Some(place("C:\\x.js", 1, 7))),
            ("    at forEach (native)", None),
            ("    at f (/x.js:?:?)", None),
            ("no frame", None),
        ];
        for (frame, expected) in frames {
            assert_eq!(Place::of_frame(frame), expected, "{frame}");
        }
    }

    #[test]
    fn the_caret_stands_under_the_column() {
        let sources = Sources::default();
        sources.add("x", "\tlet é = y;");
        let shown = place("x", 1, 10).show(&sources);
        assert_eq!(shown.as_deref(), Some("x:1\n\tlet é = y;\n\t        ^\n"));
        assert_eq!(place("x", 2, 1).show(&sources), None);
        assert_eq!(place("y", 1, 1).show(&sources), None);
    }

    proptest! {
        #[test]
        fn no_frame_panics(frame in ".{0,40}") {
            let _ = Place::of_frame(&frame);
        }
    }
}
