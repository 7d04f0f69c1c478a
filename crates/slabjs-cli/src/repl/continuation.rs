//! The prompt of further lines. The editor knows of one prompt only, so a further line begins
//! with a mark of the same width, which is shown as the prompt and is no part of the input.

/// Two characters for private use, as wide as the prompt.
pub const MARK: &str = "\u{f8f1}\u{f8f2}";

/// What was typed, without the marks.
#[must_use]
pub fn stripped(line: &str) -> String {
    line.replace(MARK, "")
}

/// `text` with a mark at the start of each further line.
#[must_use]
pub fn marked(text: &str) -> String {
    text.replace('\n', &format!("\n{MARK}"))
}

/// What Enter inserts after `before`: a new line, as far in as the brackets that are open say.
#[must_use]
pub fn new_line(before: &str, is_typed: bool) -> String {
    let before = stripped(before);
    let line = before.rsplit('\n').next().unwrap_or_default();
    let mut indentation: String = line
        .chars()
        .take_while(|c| matches!(c, ' ' | '\t'))
        .collect();
    if !is_typed || super::tokens::ends_inside_text(&before) {
        return format!("\n{MARK}");
    }
    if super::tokens::open_brackets(line) > 0 {
        indentation.push_str("  ");
    }
    format!("\n{MARK}{indentation}")
}

/// How many characters before the cursor give way when a closing bracket is typed there: the
/// indentation of a line that has nothing else.
#[must_use]
pub fn surplus(before: &str) -> usize {
    let Some((_, line)) = before.rsplit_once(MARK) else {
        return 0;
    };
    match line.len() >= 2 && line.bytes().all(|c| c == b' ') {
        true => 2,
        false => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_come_and_go() {
        assert_eq!(stripped(&marked("a\nb\nc")), "a\nb\nc");
        assert_eq!(marked("a"), "a");
    }

    #[test]
    fn lines_are_indented_as_far_as_brackets_are_open() {
        assert_eq!(new_line("f(", true), format!("\n{MARK}  "));
        assert_eq!(new_line("  g({", true), format!("\n{MARK}    "));
        assert_eq!(new_line("f(", false), format!("\n{MARK}"));
        assert_eq!(new_line("`f(", true), format!("\n{MARK}"));
        assert_eq!(surplus(&format!("f(\n{MARK}  ")), 2);
        assert_eq!(surplus(&format!("f(\n{MARK}  a")), 0);
        assert_eq!(surplus("  "), 0);
    }
}
