//! `.mem`, `.gc`, `.slabs`: where the bytes are, for people to look at.

use crate::cli::size::show;
use slabjs::instruments::Collection;
use slabjs::memory_view::{SlabInfo, Usage};
use std::fmt::Write;
use std::time::Duration;

/// Characters of a usage bar.
const BAR: usize = 20;

/// Slabs that are listed one by one; of more, those of a kind are put together.
const LISTED: usize = 40;

/// The table of `.mem`.
#[must_use]
pub fn table(usage: &Usage, resident: usize) -> String {
    let totals = usage.collections;
    let rows = [
        (
            "heap",
            usage.heap_used,
            String::from("objects, strings, code"),
        ),
        (
            "external",
            usage.external,
            String::from("array buffers + reported"),
        ),
        ("  array buffers", usage.array_buffers, String::new()),
        ("  reported", usage.reported, String::new()),
        (
            "committed",
            usage.committed,
            String::from("slabs and extents, free ones still warm"),
        ),
        ("resident", resident, String::from("the whole process")),
        (
            "soft limit",
            usage.soft_limit,
            String::from("growth that makes a collection due"),
        ),
        (
            "hard limit",
            usage.hard_limit,
            String::from("beyond it RangeError"),
        ),
    ];
    let mut text = String::new();
    for (name, bytes, note) in rows {
        let line = format!("{name:<16}{:>11}  {note}", limit(bytes));
        text.push_str(line.trim_end());
        text.push('\n');
    }
    let _ = writeln!(
        text,
        "{:<16}{:>11}  in {} ({} by pressure, {} by the engine)",
        "collections",
        totals.collections,
        milliseconds(totals.time),
        totals.by_pressure,
        totals.by_engine,
    );
    text
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

/// The list of `.slabs`.
#[must_use]
pub fn slabs(slabs: &[SlabInfo]) -> String {
    if slabs.is_empty() {
        return "no slabs\n".to_owned();
    }
    let mut rows: Vec<Row> = slabs.iter().map(Row::of).collect();
    if rows.len() > LISTED {
        rows = summarised(rows);
    }
    let mut text = String::from("kind    pieces of      used   of   bytes\n");
    for row in &rows {
        let _ = writeln!(text, "{row}");
    }
    let bytes = slabs.iter().map(|slab| slab.bytes).sum();
    let _ = writeln!(text, "{} in {}", show(bytes), count(slabs.len()));
    text
}

fn count(slabs: usize) -> String {
    match slabs {
        1 => "1 slab or extent".to_owned(),
        slabs => format!("{slabs} slabs and extents"),
    }
}

/// One slab, or several of a kind.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Row {
    kind: &'static str,
    piece: usize,
    number: usize,
    bytes: usize,
    used: usize,
    pieces: usize,
}

impl Row {
    fn of(slab: &SlabInfo) -> Self {
        Self {
            kind: slab.kind(),
            piece: slab.piece,
            number: 1,
            bytes: slab.bytes,
            used: slab.used,
            pieces: slab.pieces,
        }
    }

    fn add(&mut self, other: &Self) {
        self.number += other.number;
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
        write!(
            f,
            "{:<7} {:>10} {:>8} {:>4} {:>10}  {}",
            self.kind,
            show(self.piece),
            self.used,
            self.pieces,
            show(self.bytes),
            self.bar()
        )?;
        match self.number {
            1 => Ok(()),
            number => write!(f, " x {number}"),
        }
    }
}

/// Slabs of the same kind and piece size as one row, extents by powers of two;
/// those with most bytes first. There are few sizes, so the list stays short.
fn summarised(rows: Vec<Row>) -> Vec<Row> {
    let mut kinds: Vec<Row> = Vec::new();
    for mut row in rows {
        if row.kind == "extent" {
            row.piece = row.piece.checked_next_power_of_two().unwrap_or(row.piece);
            row.kind = "extent≤";
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
    fn every_slab_has_a_bar() {
        let list = slabs(&[
            slab(8192, 8, 1, Purpose::Pool),
            slab(64, 1024, 1024, Purpose::Store),
            slab(1 << 20, 1, 1, Purpose::Store),
        ]);
        let lines: Vec<&str> = list.lines().collect();
        assert_eq!(lines.len(), 5);
        assert!(lines[1].starts_with("pool      8.00 KiB        1    8"));
        assert!(lines[1].ends_with("███░░░░░░░░░░░░░░░░░"));
        assert!(lines[2].contains("1024 1024") && lines[2].ends_with(&"█".repeat(BAR)));
        assert!(lines[3].starts_with("extent"));
        assert_eq!(lines[4], "1.12 MiB in 3 slabs and extents");
    }

    #[test]
    fn many_are_put_together() {
        let many: Vec<SlabInfo> = (0..1000)
            .map(|index| slab(64 << (index % 3), 100, 50, Purpose::Store))
            .chain((0..500).map(|index| slab(1 << 20 | index << 16, 1, 1, Purpose::Store)))
            .collect();
        let list = slabs(&many);
        assert_eq!(list.lines().count(), 1 + 3 + 6 + 1, "{list}");
        assert!(list.contains("slab          64 B    16700 33400"), "{list}");
        assert!(list.contains("extent≤   32.0 MiB"), "{list}");
        assert!(list.contains("░ x 334\n"), "{list}");
        assert!(list.ends_with("in 1500 slabs and extents\n"));
    }

    #[test]
    fn nothing_is_said_to_be_nothing() {
        assert_eq!(slabs(&[]), "no slabs\n");
    }
}
