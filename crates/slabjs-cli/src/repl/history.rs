//! The REPL's history: where it is kept, and what was typed before, each input once.

use super::continuation;
use rustyline::history::{History, SearchDirection, SearchResult};
use std::collections::HashSet;
use std::env;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The variable that names the file; empty, it turns the history off.
const VARIABLE: &str = "SLABJS_REPL_HISTORY";

/// Entries kept.
pub const ENTRIES: usize = 1000;

/// The first line of a file.
const HEADER: &str = "#V2";

/// The file of the history, in a folder that exists; `None` when there is none.
#[must_use]
pub fn file() -> Option<PathBuf> {
    let path = path(|name| env::var_os(name).map(PathBuf::from))?;
    fs::create_dir_all(path.parent()?).ok()?;
    Some(path)
}

/// By the variable, else `slabjs/repl_history` in the user's folder for state.
fn path(variable: impl Fn(&str) -> Option<PathBuf>) -> Option<PathBuf> {
    if let Some(path) = variable(VARIABLE) {
        return Some(path).filter(|path| !path.as_os_str().is_empty());
    }
    let state = variable("XDG_STATE_HOME").filter(|path| path.is_absolute());
    let state = state.or_else(|| {
        let home = variable("HOME").filter(|path| path.is_absolute())?;
        Some(home.join(".local/state"))
    })?;
    Some(state.join(Path::new("slabjs/repl_history")))
}

/// Inputs, the oldest first. Clones are the same history.
#[derive(Debug, Clone, Default)]
pub struct Inputs {
    inputs: Arc<Mutex<Vec<String>>>,
    walk: Arc<Mutex<Walk>>,
}

/// A walk by Up and Down.
#[derive(Debug, Default)]
struct Walk {
    /// What was typed before it.
    typed: String,
    /// What inputs on the way begin with.
    prefix: String,
    /// What the last step showed, and where that stands; `None` at the beginning.
    shown: Option<(usize, String)>,
    /// Whether the editor asks for a step, and not for an input by its place.
    steps: bool,
}

impl Inputs {
    /// Those of the file at `path`, which is written anew when it has some twice or too many.
    #[must_use]
    pub fn load(path: &Path) -> Self {
        let inputs = Self::default();
        let Ok(text) = fs::read_to_string(path) else {
            return inputs;
        };
        let lines: Vec<String> = text
            .lines()
            .filter(|line| *line != HEADER && !line.is_empty())
            .map(unescaped)
            .collect();
        let kept = latest(&lines);
        if kept.len() < lines.len() {
            // A history that can't be written is no reason to stop.
            let _ = fs::write(path, file_of(&kept));
        }
        *inputs.lock() = kept;
        inputs
    }

    fn lock(&self) -> MutexGuard<'_, Vec<String>> {
        self.inputs.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn walk(&self) -> MutexGuard<'_, Walk> {
        self.walk.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether `line` is what the last step of a walk showed.
    #[must_use]
    pub fn shows(&self, line: &str) -> bool {
        let walk = self.walk();
        walk.shown.as_ref().is_some_and(|(_, shown)| shown == line)
    }

    /// Begins a walk from the line `typed` through inputs that begin with `prefix`.
    pub fn begin_walk(&self, typed: String, prefix: String) {
        *self.walk() = Walk {
            typed,
            prefix,
            ..Walk::default()
        };
    }

    /// Makes what the editor asks for next a step of the walk.
    pub fn expect_step(&self) {
        self.walk().steps = true;
    }

    /// The step's input with its place; what was typed, after the last of all, behind the end.
    fn step(&self, backwards: bool) -> Option<(usize, String)> {
        let mut walk = self.walk();
        let at = walk.shown.as_ref().map(|(at, _)| *at);
        let line = walk.shown.as_ref().map_or(&walk.typed, |(_, shown)| shown);
        let found = self.find(at, backwards, &walk.prefix, line);
        match found {
            Some(found) => {
                walk.shown = Some(found.clone());
                Some(found)
            }
            None if !backwards && at.is_some() => {
                walk.shown = None;
                Some((self.lock().len(), walk.typed.clone()))
            }
            None => None,
        }
    }

    /// Adds `input`, which is at one place only, and writes it to the end of the file at `path`.
    pub fn remember(&self, input: &str, path: Option<&Path>) {
        if !is_kept(input) {
            return;
        }
        let mut inputs = self.lock();
        if inputs.last().is_some_and(|last| last == input) {
            return;
        }
        inputs.retain(|other| other != input);
        inputs.push(input.to_owned());
        if inputs.len() > ENTRIES {
            inputs.remove(0);
        }
        if let Some(path) = path {
            let _ = append(path, input);
        }
    }

    /// The input nearest to `from`, before or after it, that begins with `prefix` and is not
    /// `shown`, with its place.
    #[must_use]
    pub fn find(
        &self,
        from: Option<usize>,
        backwards: bool,
        prefix: &str,
        shown: &str,
    ) -> Option<(usize, String)> {
        let inputs = self.lock();
        let fits = |(_, input): &(usize, &String)| input.starts_with(prefix) && *input != shown;
        let all = inputs.iter().enumerate();
        let found = match backwards {
            true => all.take(from.unwrap_or(inputs.len())).rev().find(fits),
            false => all
                .skip(from.map_or(inputs.len(), |from| from + 1))
                .find(fits),
        };
        found.map(|(at, input)| (at, input.clone()))
    }
}

/// Whether an input is worth finding again: leaving is not.
fn is_kept(input: &str) -> bool {
    !input.trim().is_empty() && input.trim() != ".exit"
}

/// The last [`ENTRIES`] of `lines`, each once, where it stands last.
fn latest(lines: &[String]) -> Vec<String> {
    let mut seen = HashSet::new();
    let kept = lines.iter().rev();
    let kept = kept.filter(|line| is_kept(line) && seen.insert(line.as_str()));
    let mut kept: Vec<String> = kept.take(ENTRIES).cloned().collect();
    kept.reverse();
    kept
}

fn file_of(inputs: &[String]) -> String {
    let mut text = format!("{HEADER}\n");
    for input in inputs {
        text.push_str(&escaped(input));
        text.push('\n');
    }
    text
}

fn append(path: &Path, input: &str) -> std::io::Result<()> {
    let is_new = fs::metadata(path).map_or(true, |file| file.len() == 0);
    let mut file = fs::OpenOptions::new()
        .create(true)
        .append(true)
        .open(path)?;
    let mut text = escaped(input) + "\n";
    if is_new {
        text.insert_str(0, &format!("{HEADER}\n"));
    }
    file.write_all(text.as_bytes())
}

/// An input as a line.
fn escaped(input: &str) -> String {
    input.replace('\\', "\\\\").replace('\n', "\\n")
}

fn unescaped(line: &str) -> String {
    let mut input = String::with_capacity(line.len());
    let mut chars = line.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('n') => input.push('\n'),
                Some(other) => input.push(other),
                None => input.push('\\'),
            },
            c => input.push(c),
        }
    }
    input
}

/// For the editor: its search (Ctrl-R) and walks, which show further lines with their marks.
#[derive(Debug, Clone, Default)]
pub struct Searched(pub Inputs);

impl Searched {
    fn result(&self, at: usize, pos: usize) -> Option<SearchResult<'static>> {
        let entry = continuation::marked(self.0.lock().get(at)?);
        Some(SearchResult {
            entry: entry.into(),
            idx: at,
            pos,
        })
    }

    fn seek(
        &self,
        start: usize,
        direction: SearchDirection,
        fits: impl Fn(&str) -> Option<usize>,
    ) -> Option<SearchResult<'static>> {
        let inputs = self.0.lock().clone();
        let fitting = |at: usize| Some((at, fits(&continuation::marked(inputs.get(at)?))?));
        let found = match direction {
            SearchDirection::Reverse => (0..=start.min(inputs.len())).rev().find_map(fitting),
            SearchDirection::Forward => (start..inputs.len()).find_map(fitting),
        };
        found.and_then(|(at, pos)| self.result(at, pos))
    }
}

type Found = rustyline::Result<Option<SearchResult<'static>>>;

impl History for Searched {
    fn get(&self, index: usize, direction: SearchDirection) -> Found {
        if !std::mem::take(&mut self.0.walk().steps) {
            return Ok(self.result(index, 0));
        }
        let step = self.0.step(direction == SearchDirection::Reverse);
        Ok(step.map(|(idx, input)| SearchResult {
            entry: continuation::marked(&input).into(),
            idx,
            pos: 0,
        }))
    }

    fn add(&mut self, _: &str) -> rustyline::Result<bool> {
        Ok(false)
    }

    fn add_owned(&mut self, _: String) -> rustyline::Result<bool> {
        Ok(false)
    }

    fn len(&self) -> usize {
        self.0.lock().len()
    }

    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn set_max_len(&mut self, _: usize) -> rustyline::Result<()> {
        Ok(())
    }

    fn ignore_dups(&mut self, _: bool) -> rustyline::Result<()> {
        Ok(())
    }

    fn ignore_space(&mut self, _: bool) {}

    fn save(&mut self, _: &Path) -> rustyline::Result<()> {
        Ok(())
    }

    fn append(&mut self, _: &Path) -> rustyline::Result<()> {
        Ok(())
    }

    fn load(&mut self, _: &Path) -> rustyline::Result<()> {
        Ok(())
    }

    fn clear(&mut self) -> rustyline::Result<()> {
        Ok(())
    }

    fn search(&self, term: &str, start: usize, direction: SearchDirection) -> Found {
        Ok(self.seek(start, direction, |entry| entry.find(term)))
    }

    fn starts_with(&self, term: &str, start: usize, direction: SearchDirection) -> Found {
        Ok(self.seek(start, direction, |entry| {
            entry.starts_with(term).then_some(term.len())
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(variables: &[(&str, &str)]) -> Option<PathBuf> {
        path(|name| {
            let found = variables.iter().find(|(key, _)| *key == name);
            found.map(|(_, value)| PathBuf::from(value))
        })
    }

    #[test]
    fn the_variable_goes_before_the_folder_for_state() {
        let home = ("HOME", "/home/me");
        assert_eq!(with(&[home, (VARIABLE, "/h")]), Some("/h".into()));
        assert_eq!(with(&[home, (VARIABLE, "")]), None);
        let state = ("XDG_STATE_HOME", "/state");
        assert_eq!(
            with(&[home, state]),
            Some("/state/slabjs/repl_history".into())
        );
        let default = "/home/me/.local/state/slabjs/repl_history";
        assert_eq!(with(&[home]), Some(default.into()));
        assert_eq!(
            with(&[home, ("XDG_STATE_HOME", "not/absolute")]),
            Some(default.into())
        );
        assert_eq!(with(&[]), None);
    }

    #[test]
    fn each_input_is_kept_once_and_leaving_is_not() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("history");
        let inputs = Inputs::default();
        for input in ["a", "b\nc\\n", "a", ".exit", " ", "a"] {
            inputs.remember(input, Some(&path));
        }
        let kept = ["b\nc\\n", "a"];
        assert_eq!(*inputs.lock(), kept);
        assert_eq!(*Inputs::load(&path).lock(), kept);
        let written = fs::read_to_string(&path).expect("written");
        assert_eq!(
            written, "#V2\nb\\nc\\\\n\na\n",
            "loading removes what is there twice"
        );
    }

    #[test]
    fn inputs_are_found_by_their_beginning() {
        let inputs = Inputs::default();
        for input in ["let a", "b", "let c"] {
            inputs.remember(input, None);
        }
        let find = |from, back| inputs.find(from, back, "let", "").map(|(at, _)| at);
        assert_eq!(find(None, true), Some(2));
        assert_eq!(find(Some(2), true), Some(0));
        assert_eq!(find(Some(0), true), None);
        assert_eq!(find(Some(0), false), Some(2));
        assert_eq!(
            inputs.find(None, true, "", "let c").map(|(at, _)| at),
            Some(1)
        );
    }
}
