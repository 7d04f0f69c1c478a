//! Dates in other forms than the standard's, as V8 reads them.
//!
//! `Dec 25, 1995`, `2020/01/02 3:04 pm`, `Mon, 25 Dec 1995 13:30:00 +0430`: numbers, words and
//! signs in nearly any order. What stands in brackets is left out, and so are words before the
//! first number.

use std::iter::Peekable;
use std::str::CharIndices;

/// A date as it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Written {
    pub(super) year: i64,
    /// From 0.
    pub(super) month: i64,
    pub(super) day: i64,
    pub(super) hour: i64,
    pub(super) minute: i64,
    pub(super) second: i64,
    pub(super) millisecond: i64,
    /// Minutes that the place is ahead of UTC; `None` for local time.
    pub(super) offset: Option<i64>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Token {
    /// Its value, and how many digits it has.
    Number(i64, usize),
    /// The first three letters of a word, in lower case, and how many it has.
    Word([char; 3], usize),
    Sign(char),
    Space,
}

/// Longer numbers are no part of a date.
const MOST_DIGITS: usize = 9;

struct Tokens<'a> {
    text: &'a str,
    rest: Peekable<CharIndices<'a>>,
}

impl<'a> Tokens<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text,
            rest: text.char_indices().peekable(),
        }
    }

    /// The text from here to where `is` no longer holds.
    fn run(&mut self, from: usize, is: fn(char) -> bool) -> &'a str {
        let mut end = from;
        while let Some((at, c)) = self.rest.next_if(|(_, c)| is(*c)) {
            end = at + c.len_utf8();
        }
        self.text.get(from..end).unwrap_or_default()
    }

    fn skip_brackets(&mut self) {
        let mut depth = 1;
        while depth > 0
            && let Some((_, c)) = self.rest.next()
        {
            match c {
                '(' => depth += 1,
                ')' => depth -= 1,
                _ => {}
            }
        }
    }
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        let &(at, c) = self.rest.peek()?;
        if c.is_ascii_digit() {
            let digits = self.run(at, |c| c.is_ascii_digit());
            let kept = digits.get(..digits.len().min(MOST_DIGITS))?;
            return Some(Token::Number(kept.parse().ok()?, digits.len()));
        }
        if c.is_alphabetic() {
            let word = self.run(at, char::is_alphabetic);
            let mut letters = word.chars().map(|c| c.to_ascii_lowercase());
            let head = [(); 3].map(|()| letters.next().unwrap_or(' '));
            return Some(Token::Word(head, word.chars().count()));
        }
        self.rest.next();
        match c {
            '(' => {
                self.skip_brackets();
                Some(Token::Space)
            }
            c if c.is_whitespace() => Some(Token::Space),
            c => Some(Token::Sign(c)),
        }
    }
}

const MONTHS: [[char; 3]; 12] = [
    ['j', 'a', 'n'],
    ['f', 'e', 'b'],
    ['m', 'a', 'r'],
    ['a', 'p', 'r'],
    ['m', 'a', 'y'],
    ['j', 'u', 'n'],
    ['j', 'u', 'l'],
    ['a', 'u', 'g'],
    ['s', 'e', 'p'],
    ['o', 'c', 't'],
    ['n', 'o', 'v'],
    ['d', 'e', 'c'],
];

/// Names of zones, and the hours that they are ahead of UTC.
const ZONES: [([char; 3], i64); 11] = [
    (['u', 't', 'c'], 0),
    (['u', 't', ' '], 0),
    (['g', 'm', 't'], 0),
    (['z', ' ', ' '], 0),
    (['e', 's', 't'], -5),
    (['e', 'd', 't'], -4),
    (['c', 's', 't'], -6),
    (['c', 'd', 't'], -5),
    (['m', 's', 't'], -7),
    (['m', 'd', 't'], -6),
    (['p', 's', 't'], -8),
];

fn zone_hours(word: [char; 3]) -> Option<i64> {
    let known = ZONES.iter().find(|(name, _)| *name == word);
    match word {
        ['p', 'd', 't'] => Some(-7),
        _ => known.map(|(_, hours)| *hours),
    }
}

/// What has been read so far.
#[derive(Debug, Default)]
struct DateReader {
    /// Day, month and year, as they come.
    numbers: Vec<i64>,
    month: Option<i64>,
    /// Hour, minute, second, millisecond.
    time: Vec<i64>,
    /// What PM adds to the hour.
    half: Option<i64>,
    offset: Option<i64>,
}

/// The date that `text` says; `None` when it says none.
pub(super) fn parse(text: &str) -> Option<Written> {
    let tokens: Vec<Token> = Tokens::new(text).collect();
    let mut reader = DateReader::default();
    let mut at = 0;
    while let Some(&token) = tokens.get(at) {
        at += 1;
        let rest = tokens.get(at..).unwrap_or_default();
        at += match token {
            Token::Number(value, digits) => reader.number(value, digits, rest)?,
            Token::Word(word, length) => reader.word(word, length)?,
            Token::Sign(sign @ ('+' | '-')) => reader.sign(sign, rest)?,
            Token::Sign(_) | Token::Space => 0,
        };
    }
    reader.finish()
}

impl DateReader {
    fn has_number(&self) -> bool {
        !self.numbers.is_empty() || !self.time.is_empty()
    }

    /// How many of `rest` belong to the number.
    fn number(&mut self, value: i64, digits: usize, rest: &[Token]) -> Option<usize> {
        let in_time = !self.time.is_empty() && self.time.len() < 3;
        match rest {
            [Token::Sign(':'), Token::Number(..), ..] if self.time.is_empty() || in_time => {
                self.time.push(value);
                Some(1)
            }
            [Token::Sign('.'), Token::Number(fraction, length), ..] if in_time => {
                self.time.push(value);
                self.time.resize(3, 0);
                self.time.push(milliseconds(*fraction, *length));
                Some(2)
            }
            _ if in_time && self.is_open() => {
                self.time.push(value);
                self.close();
                Some(0)
            }
            _ if digits > MOST_DIGITS || self.numbers.len() == 3 => None,
            [Token::Sign('/' | '-'), ..] => {
                self.numbers.push(value);
                Some(1)
            }
            _ => {
                self.numbers.push(value);
                Some(0)
            }
        }
    }

    /// Whether the time goes on after a colon.
    fn is_open(&self) -> bool {
        self.time.len() < 4
    }

    /// No number after this one belongs to the time.
    fn close(&mut self) {
        self.time.resize(4, 0);
    }

    fn word(&mut self, word: [char; 3], length: usize) -> Option<usize> {
        if let Some(month) = MONTHS.iter().position(|name| *name == word) {
            self.month = i64::try_from(month).ok();
            return Some(0);
        }
        match word {
            ['a', 'm', ' '] => self.half = Some(0),
            ['p', 'm', ' '] => self.half = Some(12),
            ['t', ' ', ' '] if self.has_number() => {}
            _ => match zone_hours(word).filter(|_| length <= 3 && self.has_number()) {
                Some(hours) => self.offset = Some(hours * 60),
                None if self.has_number() => return None,
                None => {}
            },
        }
        Some(0)
    }

    /// After a time or a zone a sign begins an offset; before it separates numbers.
    fn sign(&mut self, sign: char, rest: &[Token]) -> Option<usize> {
        let follows = self.offset.is_some() || !self.time.is_empty();
        let (minutes, used) = match rest {
            _ if !follows => return Some(0),
            [
                Token::Number(hours, _),
                Token::Sign(':'),
                Token::Number(minutes, _),
                ..,
            ] => (hours * 60 + minutes, 3),
            [Token::Number(hours, 1 | 2), ..] => (hours * 60, 1),
            [Token::Number(value, _), ..] => (value / 100 * 60 + value % 100, 1),
            _ => return Some(0),
        };
        self.offset = Some(if sign == '-' { -minutes } else { minutes });
        Some(used)
    }

    fn finish(self) -> Option<Written> {
        let (year, month, day) = date(&self.numbers, self.month)?;
        let part = |index: usize| self.time.get(index).copied().unwrap_or(0);
        let (mut hour, minute, second) = (part(0), part(1), part(2));
        if let Some(half) = self.half {
            if !(1..=12).contains(&hour) {
                return None;
            }
            hour = hour % 12 + half;
        }
        let is_end_of_day = hour == 24 && minute == 0 && second == 0 && part(3) == 0;
        let is_time = hour < 24 && minute < 60 && second < 60 || is_end_of_day;
        let is_date = (0..12).contains(&month) && (1..=31).contains(&day);
        (is_time && is_date).then_some(Written {
            year,
            month,
            day,
            hour,
            minute,
            second,
            millisecond: part(3),
            offset: self.offset,
        })
    }
}

/// Year, month from 0, and day.
fn date(numbers: &[i64], named: Option<i64>) -> Option<(i64, i64, i64)> {
    /// The year of a date that says none.
    const NO_YEAR: i64 = 2001;
    let is_day = |number: i64| (1..=31).contains(&number);
    Some(match (named, numbers) {
        (Some(month), [day]) if is_day(*day) => (NO_YEAR, month, *day),
        (Some(month), [year]) => (full_year(*year), month, 1),
        (Some(month), [day, year]) if is_day(*day) => (full_year(*year), month, *day),
        (Some(month), [year, day]) => (full_year(*year), month, *day),
        (None, [month, day]) => (NO_YEAR, month - 1, *day),
        (None, [year, month, day]) if !is_day(*year) => (full_year(*year), month - 1, *day),
        (None, [month, day, year]) => (full_year(*year), month - 1, *day),
        (None, [month]) if is_day(*month) => (NO_YEAR, month - 1, 1),
        (None, [year]) => (full_year(*year), 0, 1),
        _ => return None,
    })
}

/// `49` is 2049, `50` is 1950.
fn full_year(year: i64) -> i64 {
    match year {
        0..=49 => year + 2000,
        50..=99 => year + 1900,
        year => year,
    }
}

/// The first three digits of a fraction of `length` digits.
fn milliseconds(fraction: i64, length: usize) -> i64 {
    let length = u32::try_from(length.min(MOST_DIGITS)).unwrap_or(0);
    match length.checked_sub(3) {
        Some(more) => fraction / 10_i64.pow(more),
        None => fraction * 10_i64.pow(3 - length),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        let Some(date) = parse(text) else {
            return "none".to_owned();
        };
        let Written {
            year,
            month,
            day,
            hour,
            minute,
            second,
            millisecond,
            offset,
        } = date;
        let zone = offset.map_or_else(|| "local".to_owned(), |minutes| minutes.to_string());
        let month = month + 1;
        format!("{year}-{month}-{day} {hour}:{minute}:{second}.{millisecond} {zone}")
    }

    #[test]
    fn the_forms_that_people_write() {
        let cases = [
            ("Mar 3, 2020", "2020-3-3 0:0:0.0 local"),
            ("31 March 1999 UTC", "1999-3-31 0:0:0.0 0"),
            ("2020/01/02", "2020-1-2 0:0:0.0 local"),
            ("1/2/2020", "2020-1-2 0:0:0.0 local"),
            ("2020-1-2", "2020-1-2 0:0:0.0 local"),
            ("Jan 1 2000 10:00 PM", "2000-1-1 22:0:0.0 local"),
            ("2020-01-02 03:04:05", "2020-1-2 3:4:5.0 local"),
            ("2020-01-02 03:04:05.6789Z", "2020-1-2 3:4:5.678 0"),
            ("1995-12-17T03:24:00.5", "1995-12-17 3:24:0.500 local"),
            (
                "Tue Nov 15 1994 12:45:26 GMT+0100 (CET)",
                "1994-11-15 12:45:26.0 60",
            ),
            (
                "Mon, 25 Dec 1995 13:30:00 +0430",
                "1995-12-25 13:30:0.0 270",
            ),
            ("12 Dec 2012 10:00 EST", "2012-12-12 10:0:0.0 -300"),
            ("2020-01-02 03:04 -01:30", "2020-1-2 3:4:0.0 -90"),
            ("Sat Feb 30 2020", "2020-2-30 0:0:0.0 local"),
            ("Jan 2020", "2020-1-1 0:0:0.0 local"),
            ("May 5 99", "1999-5-5 0:0:0.0 local"),
            ("May 5 1", "2001-5-5 0:0:0.0 local"),
            ("1 2 3", "2003-1-2 0:0:0.0 local"),
            ("Aug 9, 1995 (x (y)) 10:00", "1995-8-9 10:0:0.0 local"),
            ("4 July 2001 8:5 pm", "2001-7-4 20:5:0.0 local"),
        ];
        for (text, expected) in cases {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_no_date() {
        for text in [
            "",
            "hello",
            "12:00",
            "2020-13-01",
            "1/2/3/4",
            "Jan 40 2020 1",
            "May 5 2020 25:00",
            "May 5 2020 13:00 pm",
            "2020-01-02 noon",
            "9999999999999999999999",
        ] {
            assert_eq!(shown(text), "none", "{text}");
        }
    }
}
