//! Finding and removing terminal escape sequences.

/// `util.stripVTControlCharacters`: `text` without ANSI escape sequences.
#[must_use]
pub fn strip_control_sequences(text: &str) -> String {
    if !text.contains(['\u{1b}', '\u{9b}']) {
        return text.to_owned();
    }
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(&char) = chars.get(at) {
        match sequence_end(&chars, at) {
            Some(end) => at = end,
            None => {
                out.push(char);
                at += 1;
            }
        }
    }
    out
}

/// The end of the sequence that starts at `at`, if one does.
fn sequence_end(chars: &[char], at: usize) -> Option<usize> {
    if !matches!(chars.get(at), Some('\u{1b}' | '\u{9b}')) {
        return None;
    }
    let first = at + 1;
    let last = skip(chars, first, |c| "[]()#;?".contains(c));
    // The introduction takes as much as it can, and gives back what the rest needs.
    (first..=last)
        .rev()
        .find_map(|start| string_end(chars, start).or_else(|| control_end(chars, start)))
}

fn skip(chars: &[char], from: usize, wanted: impl Fn(char) -> bool) -> usize {
    let rest = chars.get(from..).unwrap_or(&[]);
    from + rest.iter().take_while(|c| wanted(**c)).count()
}

fn is_payload(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-/#&.:=?%@~_".contains(c)
}

/// An operating system command: parameters up to BEL or ST.
fn string_end(chars: &[char], start: usize) -> Option<usize> {
    let worded = skip(chars, start, |c| c.is_ascii_alphanumeric());
    let bodies = [
        parameters_end(chars, start, 1),
        if worded == start {
            start
        } else {
            parameters_end(chars, worded, 0)
        },
        start,
    ];
    bodies
        .into_iter()
        .find_map(|end| terminator_end(chars, end))
}

/// The end of `;payload;payload...`, each of at least `least` characters.
fn parameters_end(chars: &[char], start: usize, least: usize) -> usize {
    let mut at = start;
    while chars.get(at) == Some(&';') {
        let end = skip(chars, at + 1, is_payload);
        if end - at - 1 < least {
            break;
        }
        at = end;
    }
    at
}

fn terminator_end(chars: &[char], at: usize) -> Option<usize> {
    match (chars.get(at), chars.get(at + 1)) {
        (Some('\u{7}' | '\u{9c}'), _) => Some(at + 1),
        (Some('\u{1b}'), Some('\\')) => Some(at + 2),
        _ => None,
    }
}

/// A control sequence: numbers, then the character that says what to do.
fn control_end(chars: &[char], start: usize) -> Option<usize> {
    let numbers = numbers_end(chars, start);
    (start..=numbers)
        .rev()
        .find(|&end| chars.get(end).is_some_and(|c| is_final(*c)))
        .map(|end| end + 1)
}

/// The end of `1;2;3`, each number of up to four digits.
fn numbers_end(chars: &[char], start: usize) -> usize {
    let digits = |from: usize| skip(chars, from, |c| c.is_ascii_digit()).min(from + 4);
    let mut at = digits(start);
    if at == start {
        return start;
    }
    while chars.get(at) == Some(&';') {
        at = digits(at + 1);
    }
    at
}

fn is_final(c: char) -> bool {
    matches!(c, '0'..='9' | 'A'..='P' | 'R'..='T' | 'Z' | 'c' | 'f'..='n' | 'q'..='u' | 'y')
        || "=><~".contains(c)
}

#[cfg(test)]
mod tests {
    use super::strip_control_sequences as strip;

    #[test]
    fn sequences_go_and_text_stays() {
        let cases = [
            ("\u{1b}[31mred\u{1b}[39m", "red"),
            ("\u{1b}]0;title\u{7}x", "x"),
            ("\u{1b}]8;;http://a.b\u{1b}\\link\u{1b}]8;;\u{1b}\\", "link"),
            ("\u{9b}31mx", "x"),
            ("\u{1b}(Bx", "x"),
            ("\u{1b}[?25lx", "x"),
            ("\u{1b}[;;mx", "x"),
            ("\u{1b}[12345mx", "mx"),
            ("\u{1b}[1", ""),
        ];
        for (text, bare) in cases {
            assert_eq!(strip(text), bare, "{text:?}");
        }
    }

    #[test]
    fn what_is_no_sequence_stays() {
        for text in ["\u{1b}", "\u{1b}[", "\u{1b}abc", "\u{1b}]abc", "plain"] {
            assert_eq!(strip(text), text);
        }
    }
}
