//! Patterns ready to match.

use super::found::Found;
use super::marks::Marks;
use super::subject::{self, Input};
use super::{folding, literal};
use crate::engine::builtins::string::find::Finder;
use boa_engine::string::{CodePoint, JsStrVariant};
use boa_engine::{JsNativeError, JsResult, JsString};
use regress::{Flags, Match, Regex};
use std::cell::OnceCell;

/// A pattern ready to match.
pub(super) struct Compiled {
    marks: Marks,
    /// As the matcher reads it: code points, or units where the pattern is one of units.
    pattern: Vec<u32>,
    matcher: Matcher,
    anchored: OnceCell<Option<Regex>>,
}

enum Matcher {
    /// The pattern is this text.
    Text(JsString),
    Regex(Box<Regex>),
}

impl Compiled {
    /// Compiles a pattern that the engine has compiled before.
    pub(super) fn new(pattern: &JsString, marks: Marks) -> JsResult<Self> {
        let text = match marks.has(Marks::IGNORE_CASE) {
            true => None,
            false => literal::text_of(&pattern.to_vec()),
        };
        let pattern = read(pattern, marks);
        let matcher = match text {
            Some(text) => Matcher::Text(text),
            None => Matcher::Regex(Box::new(compile(&pattern, marks)?)),
        };
        Ok(Self {
            marks,
            pattern,
            matcher,
            anchored: OnceCell::new(),
        })
    }

    pub(super) fn marks(&self) -> Marks {
        self.marks
    }

    /// The first match that begins at `from` or after; at `from` only when `here`.
    pub(super) fn find(&self, text: &JsString, from: usize, here: bool) -> Option<Found> {
        let from = self.whole_character(text, from);
        match &self.matcher {
            Matcher::Text(needle) => find_text(text, needle, from, here),
            Matcher::Regex(_) if here => self.find_here(text, from),
            Matcher::Regex(regex) => first(regex, text, from, self.marks).map(whole),
        }
    }

    /// Matches from `from` on, `most` of them at most, none within another.
    pub(super) fn find_all(&self, text: &JsString, from: usize, most: usize) -> Vec<Found> {
        match &self.matcher {
            Matcher::Text(needle) => all_texts(text, needle, from, most),
            Matcher::Regex(regex) => subject::with(text, self.marks.folds(), |input| {
                let full = self.marks.full_unicode();
                each_match(regex, input, from, full, |matches| {
                    matches.take(most).map(whole).collect()
                })
            }),
        }
    }

    /// Matches as a pattern with the flag `g` finds them one after the other.
    pub(super) fn walk(&self, text: &JsString, from: usize) -> Vec<Found> {
        if !self.marks.has(Marks::STICKY) {
            return self.find_all(text, from, usize::MAX);
        }
        let mut all = Vec::new();
        let mut next = from;
        while next <= text.len()
            && let Some(found) = self.find(text, next, true)
        {
            next = match found.end() > next {
                true => found.end(),
                false => self.after(text, found.end()),
            };
            all.push(found);
        }
        all
    }

    /// AdvanceStringIndex (ECMAScript 22.2.7.3).
    fn after(&self, text: &JsString, at: usize) -> usize {
        match self.marks.full_unicode() && at < text.len() {
            true => at + text.code_point_at(at).code_unit_count(),
            false => at + 1,
        }
    }

    /// Only patterns of code points see pairs: their first unit is the place of both.
    fn whole_character(&self, text: &JsString, from: usize) -> usize {
        if !self.marks.full_unicode() || from == 0 {
            return from;
        }
        let JsStrVariant::Utf16(units) = text.as_str().variant() else {
            return from;
        };
        let second = units
            .get(from)
            .is_some_and(|unit| (0xdc00..0xe000).contains(unit));
        let first = units
            .get(from - 1)
            .is_some_and(|unit| (0xd800..0xdc00).contains(unit));
        from - usize::from(first && second)
    }

    fn find_here(&self, text: &JsString, from: usize) -> Option<Found> {
        let anchored = self
            .anchored
            .get_or_init(|| anchored(&self.pattern, self.marks));
        match (anchored, &self.matcher) {
            (Some(regex), _) => {
                let found = first(regex, text, from, self.marks)?;
                let groups = found.captures.len().checked_sub(1)?;
                let missed = found.captures.last().is_some_and(Option::is_some);
                (!missed).then(|| Found::of_pattern(found, groups))
            }
            (None, Matcher::Regex(regex)) => {
                let found = first(regex, text, from, self.marks)?;
                (found.start() == from).then(|| whole(found))
            }
            (None, Matcher::Text(_)) => None,
        }
    }
}

/// The characters of a pattern, as the engine hands them to the matcher.
fn read(pattern: &JsString, marks: Marks) -> Vec<u32> {
    match marks.full_unicode() {
        true => pattern.code_points().map(CodePoint::as_u32).collect(),
        false if marks.folds() => {
            let units = folding::of_pattern(&pattern.to_vec());
            units.into_iter().map(u32::from).collect()
        }
        false => pattern.iter().map(u32::from).collect(),
    }
}

fn compile(pattern: &[u32], marks: Marks) -> JsResult<Regex> {
    let flags = Flags {
        icase: marks.has(Marks::IGNORE_CASE),
        multiline: marks.has(Marks::MULTILINE),
        dot_all: marks.has(Marks::DOT_ALL),
        unicode: marks.full_unicode(),
        unicode_sets: marks.has(Marks::UNICODE_SETS),
        ..Flags::default()
    };
    // The engine asks for `unicode` with the flag `u` alone, and so takes some patterns
    // with `v` that are none.
    let engines = Flags {
        unicode: marks.has(Marks::UNICODE),
        ..flags
    };
    let compile = |flags| Regex::from_unicode(pattern.iter().copied(), flags);
    compile(flags)
        .or_else(|_| compile(engines))
        .map_err(|error| JsNativeError::syntax().with_message(error.text).into())
}

/// The pattern, or else an empty group after its own: it is over at once where the pattern
/// misses. `None` where the pattern would mean something else with one group more.
fn anchored(pattern: &[u32], marks: Marks) -> Option<Regex> {
    let mut whole: Vec<u32> = "(?:".chars().map(u32::from).collect();
    whole.extend(pattern);
    whole.extend(")|()".chars().map(u32::from));
    let regex = compile(&whole, marks).ok()?;
    let groups = regex.find_ascii("")?.captures.len();
    (!refers_to(pattern, groups)).then_some(regex)
}

/// Whether `\` and this number stand in the pattern.
fn refers_to(pattern: &[u32], number: usize) -> bool {
    let mut rest = pattern;
    while let Some(at) = rest.iter().position(|&unit| unit == u32::from(b'\\')) {
        rest = rest.get(at + 1..).unwrap_or_default();
        let digits = rest
            .iter()
            .map_while(|&unit| char::from_u32(unit)?.to_digit(10));
        let read = digits.fold(0_usize, |read, digit| {
            read.saturating_mul(10).saturating_add(digit as usize)
        });
        if read == number {
            return true;
        }
        // What is escaped is no backslash.
        rest = rest.get(1..).unwrap_or_default();
    }
    false
}

/// A match with all of its groups.
fn whole(found: Match) -> Found {
    let groups = found.captures.len();
    Found::of_pattern(found, groups)
}

fn first(regex: &Regex, text: &JsString, from: usize, marks: Marks) -> Option<Match> {
    subject::with(text, marks.folds(), |input| {
        each_match(regex, input, from, marks.full_unicode(), |matches| {
            matches.next()
        })
    })
}

/// Lends the matches from `from` on to `work`.
fn each_match<R>(
    regex: &Regex,
    input: Input<'_>,
    from: usize,
    full: bool,
    work: impl FnOnce(&mut dyn Iterator<Item = Match>) -> R,
) -> R {
    match input {
        Input::Ascii(text) => work(&mut regex.find_from_ascii(text, from)),
        Input::Units(units) if full => work(&mut regex.find_from_utf16(units, from)),
        Input::Widened(units) | Input::Units(units) => work(&mut regex.find_from_ucs2(units, from)),
    }
}

fn find_text(text: &JsString, needle: &JsString, from: usize, here: bool) -> Option<Found> {
    let units = text.as_str();
    let end = from.checked_add(needle.len())?;
    if here {
        let is_there = units.get(from..end) == Some(needle.as_str());
        return is_there.then(|| Found::of_text(from..end));
    }
    let at = Finder::new(units, needle.as_str()).find(units, from)?;
    Some(Found::of_text(at..at + needle.len()))
}

fn all_texts(text: &JsString, needle: &JsString, from: usize, most: usize) -> Vec<Found> {
    let units = text.as_str();
    let finder = Finder::new(units, needle.as_str());
    let mut found = Vec::new();
    let mut next = from;
    while found.len() < most
        && let Some(at) = finder.find(units, next)
    {
        next = at + needle.len();
        found.push(Found::of_text(at..next));
    }
    found
}
