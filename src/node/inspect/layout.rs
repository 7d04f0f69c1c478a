//! Putting entries together: on one line, in columns, or a line each.

use super::options::Compact;
use super::printer::{Level, Printer};
use super::text::{spaces, utf16_len};
use super::width::{string_width, strip_styles};
use crate::engine::limits::MAX_STRING_LENGTH;
use boa_engine::object::JsObject;
use boa_engine::{JsNativeError, JsResult};

/// How the entries of something are laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Layout {
    /// Named entries.
    Object,
    /// Elements, which may stand in columns.
    Array,
}

/// Everything of a printed object but its layout.
pub(super) struct Parts<'a> {
    /// The prefix before the braces; may be empty.
    pub(super) base: &'a str,
    pub(super) braces: [&'a str; 2],
    pub(super) layout: Layout,
    /// The array whose elements are printed, to tell numbers from the rest.
    pub(super) array: Option<&'a JsObject>,
}

/// Arrays of up to this many entries do not stand in columns.
const FEW: usize = 6;

/// A character is about this many times as high as it is wide.
const CHARACTER_HEIGHT: f64 = 2.5;

const MOST_COLUMNS: f64 = 15.0;

/// A comma and a space.
const SEPARATOR: usize = 2;

impl Printer<'_> {
    /// Elements between `braces`, as those of an array.
    pub(super) fn join_elements(
        &mut self,
        output: Vec<String>,
        braces: [&str; 2],
        recurse: Level,
    ) -> JsResult<String> {
        let parts = Parts {
            base: "",
            braces,
            layout: Layout::Array,
            array: None,
        };
        self.join(output, &parts, recurse)
    }

    /// The whole text of something with these entries.
    pub(super) fn join(
        &mut self,
        output: Vec<String>,
        parts: &Parts<'_>,
        recurse: Level,
    ) -> JsResult<String> {
        check_length(&output, self.indentation)?;
        match self.options.compact {
            Compact::Dense => Ok(self.join_densely(&output, parts)),
            Compact::Levels(levels) if levels >= 1.0 => {
                self.join_by_levels(output, parts, levels, recurse)
            }
            _ => Ok(self.join_in_lines(&output, parts)),
        }
    }

    fn join_by_levels(
        &mut self,
        output: Vec<String>,
        parts: &Parts<'_>,
        levels: f64,
        recurse: Level,
    ) -> JsResult<String> {
        let entries = output.len();
        let output = if parts.layout == Layout::Array && entries > FEW {
            self.in_columns(output, levels, parts.array)?
        } else {
            output
        };
        let inner = self.current_depth - recurse;
        if inner < levels
            && entries == output.len()
            && let Some(line) = self.on_one_line(&output, parts)
        {
            return Ok(line);
        }
        Ok(self.join_in_lines(&output, parts))
    }

    fn on_one_line(&self, output: &[String], parts: &Parts<'_>) -> Option<String> {
        const MARGIN: usize = 10;
        let [open, close] = parts.braces;
        let taken = self.indentation + utf16_len(open) + utf16_len(parts.base);
        let start = output.len() + taken + MARGIN;
        if !self.fits(output, start, parts.base) {
            return None;
        }
        let joined = output.join(", ");
        let before = with_space(parts.base);
        (!joined.contains('\n')).then(|| format!("{before}{open} {joined} {close}"))
    }

    fn join_in_lines(&self, output: &[String], parts: &Parts<'_>) -> String {
        let line = self.line_break();
        let [open, close] = parts.braces;
        let entries = output.join(&format!(",{line}  "));
        let before = with_space(parts.base);
        format!("{before}{open}{line}  {entries}{line}{close}")
    }

    fn join_densely(&self, output: &[String], parts: &Parts<'_>) -> String {
        let [open, close] = parts.braces;
        let base = if parts.base.is_empty() {
            String::new()
        } else {
            format!(" {}", parts.base)
        };
        if self.fits(output, 0, parts.base) {
            return format!("{open}{base} {} {close}", output.join(", "));
        }
        let line = format!("{}  ", self.line_break());
        // A brace of one column leaves the entries aligned as they are.
        let gap = if parts.base.is_empty() && utf16_len(open) == 1 {
            " ".to_owned()
        } else {
            format!("{base}{line}")
        };
        format!("{open}{gap}{} {close}", output.join(&format!(",{line}")))
    }

    /// Whether entries and `start` columns fit on a line.
    fn fits(&self, output: &[String], start: usize, base: &str) -> bool {
        let limit = self.options.break_length;
        let mut total = output.len() + start;
        if (total + output.len()) as f64 > limit {
            return false;
        }
        for entry in output {
            total += self.length_without_styles(entry);
            if total as f64 > limit {
                return false;
            }
        }
        !base.contains('\n')
    }

    fn length_without_styles(&self, entry: &str) -> usize {
        if self.options.colors {
            return utf16_len(&strip_styles(entry));
        }
        utf16_len(entry)
    }

    /// Elements joined to rows of equally wide columns, where that looks well.
    fn in_columns(
        &mut self,
        output: Vec<String>,
        levels: f64,
        array: Option<&JsObject>,
    ) -> JsResult<Vec<String>> {
        let has_rest = self.options.max_array_length < output.len() as f64;
        let count = output.len() - usize::from(has_rest);
        let widths = self.widths(output.get(..count).unwrap_or(&output));
        let columns = self.columns(&widths, output.len(), levels);
        if columns <= 1 {
            return Ok(output);
        }
        let to_the_right = self.are_numbers(output.len(), array)?;
        let grid = Grid {
            column_widths: column_widths(&widths, columns),
            widths,
            to_the_right,
        };
        let mut rows = grid.rows(&output, columns);
        if has_rest {
            rows.extend(output.into_iter().nth(count));
        }
        Ok(rows)
    }

    fn widths(&self, entries: &[String]) -> Vec<usize> {
        entries
            .iter()
            .map(|entry| string_width(entry, self.options.colors))
            .collect()
    }

    /// How many columns entries of these widths are put in; 1 or less for none.
    fn columns(&self, widths: &[usize], entries: usize, levels: f64) -> usize {
        let longest = widths.iter().copied().max().unwrap_or(0);
        let total: usize = widths.iter().map(|width| width + SEPARATOR).sum();
        let widest = (longest + SEPARATOR) as f64;
        let room = self.options.break_length - self.indentation as f64;
        let three_fit = widest * 3.0 < room;
        let alike = total as f64 / widest > 5.0 || longest <= 6;
        if !three_fit || !alike {
            return 1;
        }
        let bias = (widest - total as f64 / entries as f64).sqrt();
        let biased = (widest - 3.0 - bias).max(1.0);
        let square = (CHARACTER_HEIGHT * biased * widths.len() as f64).sqrt() / biased;
        // Rounds halves up, as Math.round does.
        let columns = (square + 0.5)
            .floor()
            .min((room / widest).floor())
            .min(levels * 4.0)
            .min(MOST_COLUMNS);
        // Saturates: a negative count becomes 0.
        columns as usize
    }

    /// Whether the first `count` elements all are numbers, which stand to the right.
    fn are_numbers(&mut self, count: usize, array: Option<&JsObject>) -> JsResult<bool> {
        let Some(array) = array else {
            return Ok(true);
        };
        for index in 0..count {
            let value = array.get(index, self.context)?;
            if !value.is_number() && !value.is_bigint() {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

fn with_space(base: &str) -> String {
    if base.is_empty() {
        return String::new();
    }
    format!("{base} ")
}

fn check_length(output: &[String], indentation: usize) -> JsResult<()> {
    let each = indentation + 4;
    let total = output
        .iter()
        .fold(0_usize, |sum, entry| sum.saturating_add(entry.len() + each));
    if total > MAX_STRING_LENGTH {
        return Err(JsNativeError::range()
            .with_message("Invalid string length")
            .into());
    }
    Ok(())
}

fn column_widths(widths: &[usize], columns: usize) -> Vec<usize> {
    let mut longest = vec![0; columns];
    for row in widths.chunks(columns) {
        for (most, width) in longest.iter_mut().zip(row) {
            *most = (*most).max(*width);
        }
    }
    longest.iter().map(|width| width + SEPARATOR).collect()
}

struct Grid {
    widths: Vec<usize>,
    column_widths: Vec<usize>,
    to_the_right: bool,
}

impl Grid {
    fn rows(&self, output: &[String], columns: usize) -> Vec<String> {
        let entries: Vec<(&String, usize)> =
            output.iter().zip(self.widths.iter().copied()).collect();
        entries.chunks(columns).map(|row| self.row(row)).collect()
    }

    fn row(&self, row: &[(&String, usize)]) -> String {
        let mut text = String::new();
        let last = row.len().saturating_sub(1);
        for (at, ((entry, width), column)) in row.iter().zip(&self.column_widths).enumerate() {
            let padding = spaces(column.saturating_sub(width + SEPARATOR));
            let comma = if at == last { "" } else { ", " };
            if self.to_the_right {
                text.extend([&padding, entry.as_str(), comma]);
            } else if at == last {
                text.push_str(entry);
            } else {
                text.extend([entry.as_str(), comma, &padding]);
            }
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid(to_the_right: bool) -> Vec<String> {
        let output: Vec<String> = ["1", "22", "333", "4"].map(str::to_owned).into();
        let widths = vec![1, 2, 3, 1];
        let grid = Grid {
            column_widths: column_widths(&widths, 2),
            widths,
            to_the_right,
        };
        grid.rows(&output, 2)
    }

    #[test]
    fn numbers_stand_to_the_right_and_words_to_the_left() {
        assert_eq!(grid(true), ["  1, 22", "333,  4"]);
        assert_eq!(grid(false), ["1,   22", "333, 4"]);
    }

    #[test]
    fn output_past_the_longest_string_is_refused() {
        let output = vec!["x".repeat(1024); 2];
        assert!(check_length(&output, 0).is_ok());
        assert!(check_length(&output, MAX_STRING_LENGTH / 2).is_err());
    }
}
