//! The calls of a stack, as the engine tells them.

use crate::engine::frame as own_frame;
use crate::engine::prepare::Columns;
use boa_engine::Context;
use std::collections::HashMap;
use std::fmt;
use std::path::Path;

/// Where a call stands in a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file, or what stands for it.
    pub path: String,
    /// From 1; `None` where the engine does not know.
    pub line: Option<u32>,
    /// From 1.
    pub column: Option<u32>,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.line, self.column) {
            (Some(line), Some(column)) => write!(f, "{}:{line}:{column}", self.path),
            _ => write!(f, "{}", self.path),
        }
    }
}

/// A call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    /// The function's name; `None` where it has none.
    pub function: Option<String>,
    /// `None` for a native function.
    pub place: Option<Place>,
}

impl Frame {
    /// The call that a line of the engine's tells of; `None` for what is none of a script's.
    fn of(line: &str, prologues: Option<&Prologues>) -> Option<Self> {
        let line = line.trim_start().strip_prefix("at ")?;
        if own_frame::is_own(line) {
            return None;
        }
        let (name, place) = line.rsplit_once(" (")?;
        let place = place.strip_suffix(')').unwrap_or(place);
        let is_nameless = name.is_empty() || name == "<main>" || name == "<anonymous>";
        let place = (!place.starts_with("native")).then(|| place_of(place, prologues));
        Some(Self {
            function: (!is_nameless).then(|| name.to_owned()),
            place,
        })
    }
}

impl fmt::Display for Frame {
    /// As V8 writes it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.function, &self.place) {
            (None, None) => f.write_str("Object (<anonymous>)"),
            (Some(name), None) => write!(f, "{name} (<anonymous>)"),
            (None, Some(place)) => place.fmt(f),
            (Some(name), Some(place)) => write!(f, "{name} ({place})"),
        }
    }
}

/// `path:line:column`, with the file's own column where a prologue stands before it.
fn place_of(text: &str, prologues: Option<&Prologues>) -> Place {
    let parts = text.rsplit_once(':').and_then(|(rest, column)| {
        let (path, line) = rest.rsplit_once(':')?;
        Some((path, line.parse::<u32>().ok(), column.parse::<u32>().ok()))
    });
    let Some((path, line, column)) = parts else {
        return Place {
            path: text.to_owned(),
            line: None,
            column: None,
        };
    };
    let moved = prologues.and_then(|prologues| prologues.0.get(path));
    let column = match (line, column, moved) {
        (Some(line), Some(column), Some(moved)) => Some(moved.original(line, column)),
        _ => column,
    };
    Place {
        path: path.to_owned(),
        line,
        column,
    }
}

/// Files whose text the engine was given behind some columns of other text on the first line,
/// or with columns moved.
#[derive(Debug, Default)]
struct Prologues(HashMap<String, Moved>);

/// How columns of a file moved.
#[derive(Debug)]
struct Moved {
    prologue: u32,
    columns: Columns,
}

impl Moved {
    /// The file's own column.
    fn original(&self, line: u32, column: u32) -> u32 {
        let prologue = if line == 1 { self.prologue } else { 0 };
        let column = column.saturating_sub(prologue).max(1);
        self.columns.original(line, column)
    }
}

/// Notes that the first line of the file at `path` stands `prologue` columns to the right of
/// where the file has it, and where its `columns` come from, so that stacks show the file's own.
pub fn note_columns(path: &Path, prologue: u32, columns: Columns, context: &mut Context) {
    let mut known = context.remove_data::<Prologues>().unwrap_or_default();
    let key = path.to_string_lossy().into_owned();
    if prologue == 0 && columns.is_empty() {
        known.0.remove(&key);
    } else {
        known.0.insert(key, Moved { prologue, columns });
    }
    context.insert_data(*known);
}

/// The calls that `text` tells of, a line each, innermost first.
#[must_use]
pub fn of_text(text: &str, context: &Context) -> Vec<Frame> {
    let prologues = context.get_data::<Prologues>();
    let frames = text.lines().filter_map(|line| Frame::of(line, prologues));
    frames.collect()
}
