//! What looks like the standard's form (ECMAScript 21.4.1.32) and is not it.
//!
//! V8 reads nearly anything for a date, but not what has begun in the standard's form: a
//! `T` after a digit, and then something else than a time of it.

/// Whether such a string is no date.
pub(super) fn is_refused(text: &str) -> bool {
    let text = text.trim();
    let Some((date, clock)) = at_separator(text) else {
        return text.starts_with("-000000") || is_date_with_offset(text);
    };
    !is_date(date) || !is_time(clock)
}

/// What is before and after the `T` that follows a digit.
fn at_separator(text: &str) -> Option<(&str, &str)> {
    let (at, _) = text.match_indices(['T', 't']).next()?;
    let (date, clock) = (text.get(..at)?, text.get(at + 1..)?);
    date.ends_with(|last: char| last.is_ascii_digit())
        .then_some((date, clock))
}

/// Takes as many digits as `count` from the front.
fn digits(text: &str, count: usize) -> Option<&str> {
    let (digits, rest) = text.split_at_checked(count)?;
    digits
        .bytes()
        .all(|byte| byte.is_ascii_digit())
        .then_some(rest)
}

/// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, with a sign and six digits for other years.
fn is_date(text: &str) -> bool {
    if text.starts_with("-000000") {
        return false;
    }
    let rest = match text.strip_prefix(['+', '-']) {
        Some(year) => digits(year, 6),
        None => digits(text, 4),
    };
    let part = |text: &str| -> Option<usize> {
        let rest = digits(text.strip_prefix('-')?, 2)?;
        Some(rest.len())
    };
    match rest {
        Some("") => true,
        Some(rest) => match part(rest) {
            Some(0) => true,
            Some(left) => part(&rest[rest.len() - left..]) == Some(0),
            None => false,
        },
        None => false,
    }
}

/// `HH:mm`, `HH:mm:ss` or with a fraction, and a zone or none.
fn is_time(text: &str) -> bool {
    let minutes = digits(text, 2).and_then(|rest| digits(rest.strip_prefix(':')?, 2));
    let Some(rest) = minutes else {
        return false;
    };
    let seconds = rest.strip_prefix(':').and_then(|rest| digits(rest, 2));
    let rest = seconds.unwrap_or(rest);
    let fraction = rest.strip_prefix(['.', ',']);
    let rest = fraction.map_or(rest, |rest| {
        rest.trim_start_matches(|c: char| c.is_ascii_digit())
    });
    matches!(rest, "" | "Z" | "z") || is_offset(rest)
}

/// `+HH:mm` or `+HHmm`.
fn is_offset(text: &str) -> bool {
    let Some(text) = text.strip_prefix(['+', '-']) else {
        return false;
    };
    let (hours, minutes) = match text.split_once(':') {
        Some(parts) => parts,
        None => text.split_at_checked(2).unwrap_or((text, "")),
    };
    let below = |text: &str, bound: u8| {
        digits(text, 2) == Some("") && text.parse::<u8>().is_ok_and(|number| number < bound)
    };
    below(hours, 24) && below(minutes, 60)
}

/// `YYYY-MM-DD+...`
fn is_date_with_offset(text: &str) -> bool {
    match text.split_at_checked(10) {
        Some((date, rest)) => rest.starts_with('+') && is_date(date),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_in_the_standards_form_must_be_it() {
        let refused = [
            "2020-01-01T00:00:00+01",
            "2020-01-01T00:00:00 +01",
            "2020-01-01T00:00:00UTC",
            "2020-01-01T00:00:00+24:00",
            "2020-01-01T00:00:00+01:60",
            "2020-1-01T00:00:00Z",
            "2020-01-01T0:00",
            "2020-01-01T",
            "-000000-01-01T00:00Z",
            "2020-01-01+01:00",
        ];
        for text in refused {
            assert!(is_refused(text), "{text}");
        }
        let read = [
            "2020-01-01T00:00:00+0100",
            "2020-01-01T00:00:00.5-01:30",
            "2020-01-01t00:00z",
            "2020T00:00",
            "+020200-01T00:00Z",
            "2020-01-01 00:00:00+01",
            "Tue Mar 3 2020",
            "3 Oct 2020",
        ];
        for text in read {
            assert!(!is_refused(text), "{text}");
        }
    }
}
