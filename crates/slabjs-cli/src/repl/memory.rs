//! `.mem`, `.gc`, `.slabs`: where the bytes are, for people to look at.

use crate::cli::size::show;
use slabjs::instruments::Collection;
use slabjs::memory_view::{PoolBlock, Purpose, SlabInfo, Usage};
use std::fmt::Write;
use std::time::Duration;

/// Characters of a usage bar.
const BAR: usize = 20;

/// Slabs that are listed one by one; of more, those of a kind are put together.
const LISTED: usize = 40;

/// The lines of `.mem` with what each means.
const LINES: [(&str, &str); 9] = [
    ("heap", "objects, strings, code: what the collector manages"),
    (
        "external",
        "bytes of Buffers and typed arrays, and what a host reported",
    ),
    ("  buffers", "the part that ArrayBuffers hold"),
    (
        "  reported",
        "the part that a host reported for its own objects",
    ),
    (
        "committed",
        "what slabs and blocks take from the system, with free places",
    ),
    ("resident", "the whole process, as the system sees it (RSS)"),
    (
        "collects at",
        "external memory may grow by this much before a collection is due",
    ),
    (
        "limit",
        "what external memory may not pass: beyond it RangeError",
    ),
    (
        "collections",
        "how many there were, how long they took, and why",
    ),
];

/// The text of `.mem help`.
#[must_use]
pub fn help() -> String {
    let lines = LINES.map(|(name, meaning)| format!("{name:<13}{meaning}\n"));
    lines.concat() + "The bars at the end are external memory after each of the last inputs.\n"
}

/// The table of `.mem`, with external memory after each of the last inputs.
#[must_use]
pub fn table(usage: &Usage, resident: usize, history: &[usize]) -> String {
    let totals = usage.collections;
    let figures = [
        limit(usage.heap_used),
        limit(usage.external),
        limit(usage.array_buffers),
        limit(usage.reported),
        limit(usage.committed),
        limit(resident),
        limit(usage.soft_limit),
        limit(usage.hard_limit),
        format!("{}", totals.collections),
    ];
    let mut text = String::new();
    for ((name, _), figure) in LINES.iter().zip(figures) {
        let _ = writeln!(text, "{name:<13}{figure:>10}");
    }
    // The last line goes on.
    text.truncate(text.trim_end().len());
    let _ = writeln!(
        text,
        " in {}, {} by pressure",
        milliseconds(totals.time),
        totals.by_pressure,
    );
    if history.len() > 1 {
        let _ = writeln!(text, "{:<13}{}", "external", sparkline(history));
    }
    text
}

/// A bar for each figure, the largest the highest.
#[must_use]
pub fn sparkline(figures: &[usize]) -> String {
    const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    let most = figures.iter().copied().max().unwrap_or_default().max(1);
    let height = |figure: &usize| (figure * (BARS.len() - 1)).div_ceil(most);
    figures
        .iter()
        .map(|figure| BARS[height(figure).min(7)])
        .collect()
}

/// A block of `bytes` as a bar: `#` for the bytes of `these`, `=` for others up to `cursor`.
#[must_use]
pub fn bar(bytes: usize, these: std::ops::Range<usize>, cursor: usize) -> String {
    const WIDTH: usize = 32;
    let cell = |at: usize| at.saturating_mul(WIDTH) / bytes.max(1);
    let (begin, end) = (cell(these.start), cell(these.end.saturating_sub(1)) + 1);
    let cut = cell(cursor.saturating_sub(1)) + usize::from(cursor > 0);
    let cells = (0..WIDTH).map(|at| match at {
        at if !these.is_empty() && (begin..end).contains(&at) => '#',
        at if at < cut => '=',
        _ => '.',
    });
    format!("[{}]", cells.collect::<String>())
}

fn limit(bytes: usize) -> String {
    match bytes {
        usize::MAX => "none".to_owned(),
        bytes => show(bytes),
    }
}

fn milliseconds(time: Duration) -> String {
    format!("{:.2} ms", time.as_secs_f64() * 1e3)
}

/// The lines of `.gc`.
#[must_use]
pub fn collected(collection: &Collection) -> String {
    let change = |name: &str, before: usize, after: usize| {
        format!("{name:<10}{:>11} -> {}\n", show(before), show(after))
    };
    change(
        "external",
        collection.external_before,
        collection.external_after,
    ) + &change("heap", collection.heap_before, collection.heap_after)
        + &format!("{:<10}{:>11}\n", "pause", milliseconds(collection.pause))
}

/// The slabs of the pool that are drawn one by one: the newest, which has the cursor, and
/// those before it.
const DRAWN: usize = 8;

/// The text of `.slabs`: the pool's slabs with their cursors, and all other blocks.
#[must_use]
pub fn slabs(blocks: &[PoolBlock], slabs: &[SlabInfo]) -> String {
    let mut text = String::new();
    if !blocks.is_empty() {
        text.push_str("Slabs of the pool (= cut off so far, the newest has the cursor)\n");
    }
    let hidden = blocks.len().saturating_sub(DRAWN);
    if hidden > 0 {
        let bytes: usize = blocks.iter().take(hidden).map(|block| block.bytes).sum();
        let _ = writeln!(text, "  {hidden} older ones, {}", show(bytes));
    }
    for block in blocks.iter().skip(hidden) {
        let drawn = bar(block.bytes, 0..0, block.handed_out);
        let _ = writeln!(
            text,
            "  {:>4} {drawn} {} of {}",
            block.number, block.handed_out, block.bytes
        );
    }
    let own = slabs.iter().filter(|slab| slab.purpose != Purpose::Pool);
    let mut rows: Vec<Row> = own.map(Row::of).collect();
    if rows.len() > LISTED {
        rows = summarised(rows);
    }
    if !rows.is_empty() {
        text.push_str("Blocks of their own, by size: taken of the places there are\n");
    }
    for row in &rows {
        let _ = writeln!(text, "{row}");
    }
    let bytes = slabs.iter().map(|slab| slab.bytes).sum();
    let _ = writeln!(
        text,
        "{} taken from the system for all of them",
        show(bytes)
    );
    text
}

/// One slab, or several of a kind.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Row {
    kind: &'static str,
    piece: usize,
    bytes: usize,
    used: usize,
    pieces: usize,
}

impl Row {
    fn of(slab: &SlabInfo) -> Self {
        Self {
            kind: slab.kind(),
            piece: slab.piece,
            bytes: slab.bytes,
            used: slab.used,
            pieces: slab.pieces,
        }
    }

    fn add(&mut self, other: &Self) {
        self.bytes = self.bytes.saturating_add(other.bytes);
        self.used += other.used;
        self.pieces += other.pieces;
    }

    fn bar(&self) -> String {
        let filled = (self.used * BAR).div_ceil(self.pieces.max(1)).min(BAR);
        format!("{}{}", "█".repeat(filled), "░".repeat(BAR - filled))
    }
}

impl std::fmt::Display for Row {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let up_to = if self.kind == UP_TO { "≤" } else { " " };
        let places = format!("{} of {}", self.used, self.pieces);
        write!(f, " {up_to}{:>8} {} {places}", show(self.piece), self.bar())
    }
}

/// The kind of a row of large blocks of several sizes.
const UP_TO: &str = "up to";

/// Slabs of the same kind and piece size as one row, extents by powers of two;
/// those with most bytes first. There are few sizes, so the list stays short.
fn summarised(rows: Vec<Row>) -> Vec<Row> {
    let mut kinds: Vec<Row> = Vec::new();
    for mut row in rows {
        if row.kind == "extent" {
            row.piece = row.piece.checked_next_power_of_two().unwrap_or(row.piece);
            row.kind = UP_TO;
        }
        let same = |kind: &&mut Row| kind.kind == row.kind && kind.piece == row.piece;
        match kinds.iter_mut().find(same) {
            Some(kind) => kind.add(&row),
            None => kinds.push(row),
        }
    }
    kinds.sort_by_key(|row| std::cmp::Reverse(row.bytes));
    kinds
}

#[cfg(test)]
mod tests {
    use super::*;
    use slabjs::memory_view::Purpose;

    fn slab(piece: usize, pieces: usize, used: usize, purpose: Purpose) -> SlabInfo {
        let mut slab = SlabInfo::default();
        slab.bytes = piece * pieces;
        (slab.piece, slab.pieces, slab.used) = (piece, pieces, used);
        slab.purpose = purpose;
        slab
    }

    #[test]
    fn blocks_have_a_bar() {
        let list = slabs(
            &[],
            &[
                slab(8192, 8, 1, Purpose::Pool),
                slab(64, 1024, 1024, Purpose::Store),
                slab(1 << 20, 1, 1, Purpose::Store),
            ],
        );
        let lines: Vec<&str> = list.lines().collect();
        assert_eq!(lines.len(), 4, "{list}");
        assert!(
            lines[1].ends_with(&format!("{} 1024 of 1024", "█".repeat(BAR))),
            "{list}"
        );
        assert!(lines[2].contains("1.00 MiB"), "{list}");
        assert_eq!(lines[3], "1.13 MiB taken from the system for all of them");
    }

    #[test]
    fn many_are_put_together() {
        let many: Vec<SlabInfo> = (0..1000)
            .map(|index| slab(64 << (index % 3), 100, 50, Purpose::Store))
            .chain((0..500).map(|index| slab(1 << 20 | index << 16, 1, 1, Purpose::Store)))
            .collect();
        let list = slabs(&[], &many);
        assert_eq!(list.lines().count(), 1 + 3 + 6 + 1, "{list}");
        assert!(list.contains("16700 of 33400"), "{list}");
        assert!(list.contains("≤32.0 MiB"), "{list}");
    }

    #[test]
    fn bars_and_sparklines() {
        assert_eq!(bar(32, 4..8, 16), "[====####========................]");
        assert_eq!(bar(8192, 0..0, 0), format!("[{}]", ".".repeat(32)));
        assert_eq!(
            bar(8192, 8191..8192, 8192),
            format!("[{}#]", "=".repeat(31))
        );
        assert_eq!(sparkline(&[0, 1, 7]), "▁▂█");
    }
}
