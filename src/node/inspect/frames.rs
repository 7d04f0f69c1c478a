//! Frames of a stack: repetitions collapsed, parts of paths styled.

use super::printer::Printer;
use super::style::Flavour;
use boa_engine::JsResult;
use std::collections::HashMap;
use std::ops::Range;

/// Fewer equal frames than this are not worth a note.
const WORTHWHILE: usize = 3;

/// Stacks of up to this many frames are shown as they are.
const SHORT: usize = 10;

/// The first run of frames of `stack`, more than three, that `cause` has too:
/// where it begins and how long it is.
pub(super) fn common(stack: &[String], cause: &[String]) -> Option<(usize, usize)> {
    let starts = 0..stack.len().saturating_sub(WORTHWHILE);
    starts
        .map(|at| (at, common_at(stack.get(at..).unwrap_or(&[]), cause)))
        .find(|(_, length)| *length > WORTHWHILE)
}

fn common_at(stack: &[String], cause: &[String]) -> usize {
    let first = stack.first();
    let Some(at) = cause.iter().position(|frame| Some(frame) == first) else {
        return 0;
    };
    let cause = cause.get(at..).unwrap_or(&[]);
    stack.iter().zip(cause).take_while(|(a, b)| a == b).count()
}

/// A run of frames that repeats the frames right above it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Repetition {
    /// The first repeated frame.
    at: usize,
    /// Frames in one repetition.
    length: usize,
    times: usize,
}

impl Repetition {
    /// The frames that the note replaces.
    pub(super) fn range(self) -> Range<usize> {
        self.at..self.at + self.length * self.times
    }

    /// What is shown in their place.
    pub(super) fn note(self) -> String {
        let Self { length, times, .. } = self;
        let repeated = if times > 1 {
            format!("{length} lines {times} times...")
        } else {
            "lines ...".to_owned()
        };
        let lines = length * times;
        format!("    ... collapsed {lines} duplicate lines matching above {repeated}")
    }

    fn lines(self) -> usize {
        self.length * self.times
    }
}

/// The repetitions in a stack, first to last, none overlapping another.
pub(super) fn repetitions(frames: &[String]) -> Vec<Repetition> {
    let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, frame) in frames.iter().enumerate() {
        places.entry(frame).or_default().push(at);
    }
    if frames.len() <= SHORT || frames.len() - places.len() <= WORTHWHILE {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut at = 0;
    while at + WORTHWHILE < frames.len() {
        let places = frames.get(at).and_then(|frame| places.get(frame.as_str()));
        let repetition = places.and_then(|places| repetition_at(frames, at, places));
        at = match repetition {
            Some(repetition) => repetition.range().end,
            None => at + 1,
        };
        found.extend(repetition);
    }
    found
}

/// The repetition of the frames that begin at `at`, whose first frame stands
/// at `places`.
fn repetition_at(frames: &[String], at: usize, places: &[usize]) -> Option<Repetition> {
    let later: Vec<usize> = places
        .iter()
        .filter(|place| **place > at)
        .map(|place| place - at)
        .collect();
    if *later.last()? < WORTHWHILE {
        return None;
    }
    let mut best: Option<Repetition> = None;
    for length in lengths_to_try(&later) {
        let times = times_repeated(frames, at, length);
        let found = Repetition {
            at: at + length,
            length,
            times,
        };
        if best.is_none_or(|best| best.lines() < found.lines()) {
            best = Some(found);
        }
    }
    best.filter(|best| best.lines() >= WORTHWHILE)
}

/// Possible lengths of one repetition: the greatest common divisor of all
/// distances first, then what led to it, last first.
fn lengths_to_try(distances: &[usize]) -> Vec<usize> {
    let mut divisor = 0;
    let mut steps: Vec<usize> = Vec::new();
    for &distance in distances {
        let mut rest = distance;
        while rest != 0 {
            let next = divisor % rest;
            if divisor != 0 && !steps.contains(&divisor) {
                steps.push(divisor);
            }
            divisor = rest;
            rest = next;
        }
        if divisor == 1 {
            break;
        }
    }
    steps.retain(|step| *step != divisor);
    steps.push(divisor);
    steps.reverse();
    steps
}

fn times_repeated(frames: &[String], at: usize, length: usize) -> usize {
    let Some(pattern) = frames.get(at..at + length) else {
        return 0;
    };
    let rest = frames.get(at + length..).unwrap_or(&[]);
    rest.chunks(length)
        .take_while(|chunk| *chunk == pattern)
        .count()
}

impl Printer<'_> {
    /// A frame as it is shown: with colours, what is not the program's own
    /// code stands back.
    pub(super) fn styled_frame(&mut self, frame: String) -> JsResult<String> {
        if !self.options.colors {
            return Ok(frame);
        }
        if is_of_node(&frame) {
            return self.stylize(frame, Flavour::Undefined);
        }
        let frame = self.underline_packages(&frame)?;
        let Ok(directory) = std::env::current_dir() else {
            return Ok(frame);
        };
        let directory = directory.to_string_lossy();
        self.grey_directory(&frame, &directory)
    }

    /// Underlines the names of packages below `node_modules`.
    fn underline_packages(&mut self, frame: &str) -> JsResult<String> {
        const FOLDER: &str = "/node_modules/";
        let mut out = String::new();
        let mut rest = frame;
        while let Some(at) = rest.find(FOLDER) {
            let (before, package) = rest.split_at(at + FOLDER.len());
            let Some(end) = package_end(package) else {
                break;
            };
            let (name, after) = package.split_at(end);
            out.push_str(before);
            out.push_str(&self.styled(name, Flavour::Module)?);
            rest = after;
        }
        Ok(out + rest)
    }

    /// Greys the working directory, with the bracket before it.
    fn grey_directory(&mut self, frame: &str, directory: &str) -> JsResult<String> {
        let Some(mut at) = frame.find(directory) else {
            return Ok(frame.to_owned());
        };
        // The slash behind the directory is greyed too.
        let end = (at + directory.len() + 1).min(frame.len());
        if let Some(before) = frame
            .get(..at)
            .and_then(|head| head.strip_suffix("file://"))
        {
            at = before.len();
        }
        let bracketed = frame.get(..at).is_some_and(|head| head.ends_with('('));
        let start = if bracketed { at - 1 } else { at };
        let (Some(head), Some(place), Some(tail)) =
            (frame.get(..start), frame.get(start..end), frame.get(end..))
        else {
            return Ok(frame.to_owned());
        };
        let place = self.styled(place, Flavour::Undefined)?;
        match tail.strip_suffix(')').filter(|_| bracketed) {
            Some(tail) => {
                let bracket = self.styled(")", Flavour::Undefined)?;
                Ok(format!("{head}{place}{tail}{bracket}"))
            }
            None => Ok(format!("{head}{place}{tail}")),
        }
    }
}

/// The end of `name` or `@scope/name` at the start of a path.
fn package_end(path: &str) -> Option<usize> {
    let end = path.find('/')?;
    if !path.starts_with('@') {
        return Some(end);
    }
    let rest = path.get(end + 1..)?;
    Some(end + 1 + rest.find('/')?)
}

/// Whether a frame lies in a built-in module: `at f (node:fs:1:2)`.
fn is_of_node(frame: &str) -> bool {
    let Some(place) = frame.strip_prefix("    at ") else {
        return false;
    };
    let place = match place.rsplit_once(" (") {
        Some((name, place)) if !name.contains(['/', '\\', '(']) => place,
        Some(_) => return false,
        None => place,
    };
    let place = place.strip_suffix(')').unwrap_or(place);
    let mut parts = place.rsplitn(3, ':');
    let is_number = |part: Option<&str>| {
        part.is_some_and(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
    };
    is_number(parts.next())
        && is_number(parts.next())
        && parts
            .next()
            .is_some_and(|module| module.starts_with("node:"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frames(text: &str) -> Vec<String> {
        text.chars().map(String::from).collect()
    }

    #[test]
    fn runs_shared_with_the_cause_are_found() {
        assert_eq!(common(&frames("xabcd"), &frames("yabcd")), Some((1, 4)));
        assert_eq!(common(&frames("xabc"), &frames("yabc")), None);
    }

    #[test]
    fn repetitions_are_collapsed() {
        let note = |text: &str| -> Vec<String> {
            let found = repetitions(&frames(text));
            found.into_iter().map(Repetition::note).collect()
        };
        assert_eq!(
            note("aaaaaaaaaaaz"),
            ["    ... collapsed 10 duplicate lines matching above 1 lines 10 times..."]
        );
        assert_eq!(
            note("abcabcabcabcxyz"),
            ["    ... collapsed 9 duplicate lines matching above 3 lines 3 times..."]
        );
        assert!(note("aaaaaaaaa").is_empty());
        assert!(note("abcdefghijklm").is_empty());
    }

    #[test]
    fn frames_of_built_in_modules_are_known() {
        assert!(is_of_node("    at f (node:fs:1:2)"));
        assert!(is_of_node("    at node:internal/x:1:2"));
        assert!(!is_of_node("    at f (/node:fs/x.js:1:2)"));
        assert!(!is_of_node("    at f (/a/b.js:1:2)"));
    }

    #[test]
    fn scoped_packages_have_two_parts() {
        assert_eq!(package_end("left-pad/index.js"), Some(8));
        assert_eq!(package_end("@a/b/index.js"), Some(4));
        assert_eq!(package_end("x"), None);
    }
}
