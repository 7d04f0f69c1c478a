//! The difference between two printed values, line by line.
//!
//! The shortest edit script by E. Myers' greedy algorithm, and its printed form
//! in the messages of `AssertionError`.

/// One line of a difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line<'text> {
    /// In both.
    Same(&'text str),
    /// In the actual value only.
    Actual(&'text str),
    /// In the expected value only.
    Expected(&'text str),
}

/// The most edits that are searched for; past it all that differs is shown as replaced.
const MAX_EDITS: usize = 2000;

/// Lines that stand unchanged around a change; of more than these the rest is skipped.
const CONTEXT_LINES: usize = 5;

/// The difference from `expected` to `actual`. With `ignore_commas`, lines that differ only in a
/// comma at their end are the same.
#[must_use]
pub fn difference<'text>(
    actual: &[&'text str],
    expected: &[&'text str],
    ignore_commas: bool,
) -> Vec<Line<'text>> {
    let same = |left: &str, right: &str| {
        left == right
            || ignore_commas
                && (left.strip_suffix(',') == Some(right) || right.strip_suffix(',') == Some(left))
    };
    match shortest_edit(actual, expected, &same) {
        Some(trace) => trace_back(&trace, actual, expected, ignore_commas),
        None => actual
            .iter()
            .map(|line| Line::Actual(line))
            .chain(expected.iter().map(|line| Line::Expected(line)))
            .collect(),
    }
}

/// For each number of edits, the farthest place in `actual` reached on each diagonal.
type Trace = Vec<Vec<isize>>;

/// Whether the way to `diagonal` with `edits` edits comes from the diagonal above.
fn comes_from_above(reached: &[isize], diagonal: isize, edits: isize) -> bool {
    let at = |diagonal: isize| reach(reached, diagonal, edits - 1);
    diagonal == -edits || (diagonal != edits && at(diagonal - 1) < at(diagonal + 1))
}

/// The entry for `diagonal` in a row made with `edits` edits, which holds every second diagonal.
fn reach(row: &[isize], diagonal: isize, edits: isize) -> isize {
    usize::try_from((diagonal + edits) / 2)
        .ok()
        .and_then(|at| row.get(at))
        .copied()
        .unwrap_or(-1)
}

fn shortest_edit(
    actual: &[&str],
    expected: &[&str],
    same: &dyn Fn(&str, &str) -> bool,
) -> Option<Trace> {
    let most = actual.len().saturating_add(expected.len()).min(MAX_EDITS);
    let (width, height) = (actual.len() as isize, expected.len() as isize);
    let mut trace: Trace = Vec::new();
    for edits in 0..=most as isize {
        let mut row = Vec::new();
        for diagonal in (-edits..=edits).step_by(2) {
            let mut x = match trace.last() {
                None => 0,
                Some(before) if comes_from_above(before, diagonal, edits) => {
                    reach(before, diagonal + 1, edits - 1)
                }
                Some(before) => reach(before, diagonal - 1, edits - 1) + 1,
            };
            while lines_match(actual, expected, x, x - diagonal, same) {
                x += 1;
            }
            row.push(x);
            if x >= width && x - diagonal >= height {
                trace.push(row);
                return Some(trace);
            }
        }
        trace.push(row);
    }
    None
}

fn lines_match(
    actual: &[&str],
    expected: &[&str],
    x: isize,
    y: isize,
    same: &dyn Fn(&str, &str) -> bool,
) -> bool {
    match (line_at(actual, x), line_at(expected, y)) {
        (Some(left), Some(right)) => same(left, right),
        _ => false,
    }
}

fn line_at<'text>(lines: &[&'text str], at: isize) -> Option<&'text str> {
    lines.get(usize::try_from(at).ok()?).copied()
}

/// From the end of both texts back along `trace`.
fn trace_back<'text>(
    trace: &Trace,
    actual: &[&'text str],
    expected: &[&'text str],
    ignore_commas: bool,
) -> Vec<Line<'text>> {
    let (mut x, mut y) = (actual.len() as isize, expected.len() as isize);
    let mut lines = Vec::new();
    for edits in (0..trace.len()).rev() {
        let before = edits.checked_sub(1).and_then(|edits| trace.get(edits));
        let edits = edits as isize;
        let diagonal = x - y;
        let (from_x, from_y) = match before {
            None => (0, 0),
            Some(row) if comes_from_above(row, diagonal, edits) => {
                let from = reach(row, diagonal + 1, edits - 1);
                (from, from - diagonal - 1)
            }
            Some(row) => {
                let from = reach(row, diagonal - 1, edits - 1);
                (from, from - diagonal + 1)
            }
        };
        while x > from_x && y > from_y {
            x -= 1;
            y -= 1;
            lines.extend(same_line(actual, expected, x, y, ignore_commas));
        }
        if x > from_x {
            x -= 1;
            lines.extend(line_at(actual, x).map(Line::Actual));
        } else if y > from_y {
            y -= 1;
            lines.extend(line_at(expected, y).map(Line::Expected));
        }
    }
    lines.reverse();
    lines
}

/// Of two lines that count as the same, the one with the comma.
fn same_line<'text>(
    actual: &[&'text str],
    expected: &[&'text str],
    x: isize,
    y: isize,
    ignore_commas: bool,
) -> Option<Line<'text>> {
    let line = line_at(actual, x)?;
    let line = match ignore_commas && !line.ends_with(',') {
        true => line_at(expected, y)?,
        false => line,
    };
    Some(Line::Same(line))
}

/// The printed difference, and whether lines were skipped.
///
/// At most five unchanged lines stand after a change and one before the next; a skip of a single
/// line is not worth its `...`.
#[must_use]
pub fn print(lines: &[Line<'_>]) -> (String, bool) {
    let mut text = String::new();
    let mut skipped = false;
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        let (sign, line) = match line {
            Line::Actual(line) => ('+', line),
            Line::Expected(line) => ('-', line),
            Line::Same(_) => {
                let run = lines
                    .iter()
                    .skip(at)
                    .take_while(|line| matches!(line, Line::Same(_)));
                let run: Vec<&str> = run.map(|line| text_of(line)).collect();
                at += run.len();
                skipped |= print_same(&run, at == lines.len(), &mut text);
                continue;
            }
        };
        text.push_str(&format!("\n{sign} {line}"));
        at += 1;
    }
    (text.trim_end().to_owned(), skipped)
}

fn text_of<'text>(line: &Line<'text>) -> &'text str {
    match line {
        Line::Same(line) | Line::Actual(line) | Line::Expected(line) => line,
    }
}

/// Prints a run of unchanged lines; gives whether some were left out with a mark.
fn print_same(run: &[&str], is_last: bool, text: &mut String) -> bool {
    let mut push = |line: &str| text.push_str(&format!("\n  {line}"));
    let shown = run.len().min(CONTEXT_LINES);
    let (head, rest) = run.split_at(shown);
    head.iter().for_each(|line| push(line));
    if is_last || rest.is_empty() {
        return false;
    }
    if rest.len() <= 2 {
        rest.iter().for_each(|line| push(line));
        return false;
    }
    text.push_str("\n...");
    if let Some(line) = rest.last() {
        text.push_str(&format!("\n  {line}"));
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(actual: &str, expected: &str) -> String {
        let actual: Vec<&str> = actual.split(' ').collect();
        let expected: Vec<&str> = expected.split(' ').collect();
        print(&difference(&actual, &expected, true))
            .0
            .replace('\n', "|")
    }

    #[test]
    fn changes_stand_in_their_place() {
        assert_eq!(shown("[ 1, 2 ]", "[ 1, 3 ]"), "|  [|  1,|+ 2|- 3|  ]");
        assert_eq!(
            shown("[ a, b, c ]", "[ c, b, a ]"),
            "|  [|+ a,|+ b,|  c,|- b,|- a|  ]"
        );
        assert_eq!(shown("[ 9, 10 ]", "[ 9 ]"), "|  [|  9,|+ 10|  ]");
    }

    #[test]
    fn long_runs_are_skipped() {
        let text = shown("x a b c d e f g h y", "z a b c d e f g h y");
        assert_eq!(text, "|+ x|- z|  a|  b|  c|  d|  e");
        let text = shown("a b c d e f g h y", "a b c d e f g h z");
        assert_eq!(text, "|  a|  b|  c|  d|  e|...|  h|+ y|- z");
        let text = shown("a b c d e f g y", "a b c d e f g z");
        assert_eq!(text, "|  a|  b|  c|  d|  e|  f|  g|+ y|- z");
    }

    #[test]
    fn what_is_too_different_is_replaced() {
        let many = vec!["a"; 3000];
        let others = vec!["b"; 3000];
        let lines = difference(&many, &others, false);
        assert_eq!(lines.len(), 6000);
        assert_eq!(lines.first(), Some(&Line::Actual("a")));
    }

    proptest! {
        #[test]
        fn a_difference_holds_both_texts(
            actual in prop::collection::vec("[ab]{1,2}", 0..30),
            expected in prop::collection::vec("[ab]{1,2}", 0..30),
        ) {
            let actual: Vec<&str> = actual.iter().map(String::as_str).collect();
            let expected: Vec<&str> = expected.iter().map(String::as_str).collect();
            let lines = difference(&actual, &expected, false);
            let side = |wanted: fn(&Line<'_>) -> bool| -> Vec<&str> {
                lines.iter().filter(|line| wanted(line)).map(text_of).collect()
            };
            prop_assert_eq!(side(|line| !matches!(line, Line::Expected(_))), actual);
            prop_assert_eq!(side(|line| !matches!(line, Line::Actual(_))), expected);
        }
    }
}
