//! Sizes on the command line: `64MiB`, `1GiB`, `64MB`, plain bytes.

/// Why a text is no size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SizeError {
    /// It does not have the form of a size.
    #[error("a size is a number of bytes, or a number and a unit, as in 64MiB or 1GiB")]
    Form,
    /// It does not fit an address.
    #[error("the size is too large")]
    TooLarge,
}

/// Units with their bytes: powers of 1024 with an `i`, powers of 1000 without.
const UNITS: [(&str, usize); 9] = [
    ("kib", 1 << 10),
    ("mib", 1 << 20),
    ("gib", 1 << 30),
    ("tib", 1 << 40),
    ("kb", 1_000),
    ("mb", 1_000_000),
    ("gb", 1_000_000_000),
    ("tb", 1_000_000_000_000),
    ("b", 1),
];

/// The bytes that `text` names: digits, then nothing or a unit in any case.
///
/// # Errors
///
/// [`SizeError::Form`] for anything else, [`SizeError::TooLarge`] past `usize::MAX`.
pub fn parse(text: &str) -> Result<usize, SizeError> {
    let end = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    let (digits, unit) = text.split_at(end);
    if digits.is_empty() {
        return Err(SizeError::Form);
    }
    let scale = scale(unit.trim_start())?;
    let number: usize = digits.parse().map_err(|_| SizeError::TooLarge)?;
    number.checked_mul(scale).ok_or(SizeError::TooLarge)
}

fn scale(unit: &str) -> Result<usize, SizeError> {
    if unit.is_empty() {
        return Ok(1);
    }
    UNITS
        .iter()
        .find(|(name, _)| unit.eq_ignore_ascii_case(name))
        .map(|&(_, scale)| scale)
        .ok_or(SizeError::Form)
}

/// `bytes` for people: three figures and a binary unit.
#[must_use]
pub fn show(bytes: usize) -> String {
    const NAMES: [&str; 5] = ["KiB", "MiB", "GiB", "TiB", "PiB"];
    if bytes < 1024 {
        return format!("{bytes} B");
    }
    let mut value = bytes as f64 / 1024.0;
    let mut name = NAMES[0];
    for next in &NAMES[1..] {
        if value < 1024.0 {
            break;
        }
        value /= 1024.0;
        name = next;
    }
    let decimals = usize::from(value < 100.0) + usize::from(value < 10.0);
    // Half goes up, as the page's `toFixed` has it: Rust's formats go to the even digit.
    let scale = [1.0, 10.0, 100.0][decimals];
    let value = (value * scale).round() / scale;
    format!("{value:.decimals$} {name}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn halves_go_up_as_on_the_page() {
        assert_eq!(show(32_768_000), "31.3 MiB");
        assert_eq!(show(1024 + 128 + 1), "1.13 KiB");
        assert_eq!(show(1152), "1.13 KiB");
    }

    #[test]
    fn units_of_both_kinds() {
        let sizes = [
            ("0", 0),
            ("8192", 8192),
            ("64KiB", 64 << 10),
            ("64mib", 64 << 20),
            ("1 GiB", 1 << 30),
            ("64MB", 64_000_000),
            ("2kB", 2000),
            ("7B", 7),
        ];
        for (text, bytes) in sizes {
            assert_eq!(parse(text), Ok(bytes), "{text}");
        }
    }

    #[test]
    fn what_is_no_size_is_refused() {
        for text in [
            "", "MiB", "-1", "+1", "1.5GiB", "64 M", "0x10", "1e3", "1_0", "١",
        ] {
            assert_eq!(parse(text), Err(SizeError::Form), "{text}");
        }
        for text in [
            "99999999999999999999",
            "17179869184GiB",
            "18446744073709551616",
        ] {
            assert_eq!(parse(text), Err(SizeError::TooLarge), "{text}");
        }
        assert_eq!(parse("18446744073709551615"), Ok(usize::MAX));
    }

    #[test]
    fn shown_with_three_figures() {
        let shown = [
            (0, "0 B"),
            (1023, "1023 B"),
            (8192, "8.00 KiB"),
            (64 << 20, "64.0 MiB"),
            (300 << 20, "300 MiB"),
            (3 << 40, "3.00 TiB"),
        ];
        for (bytes, text) in shown {
            assert_eq!(show(bytes), text);
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in ".{0,12}") {
            let _ = parse(&text);
        }

        #[test]
        fn a_number_is_itself(bytes: usize) {
            prop_assert_eq!(parse(&bytes.to_string()), Ok(bytes));
        }
    }
}
