//! The findings of a trace, in words.

use super::trace::{Pinned, Trace};
use crate::cli::size;
use slabjs::instruments::Reason;
use std::collections::BTreeMap;

/// A store is pinned when at most one byte in this many is in use.
const FEW: f64 = 16.0;

/// Places that are named one by one.
const NAMED: usize = 3;

/// How bad something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// Bytes or time are lost, and it is known where.
    Bad,
    /// Worth knowing.
    Note,
    /// As it should be.
    Good,
}

impl Level {
    /// Its word in the page.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Bad => "bad",
            Self::Note => "note",
            Self::Good => "good",
        }
    }
}

/// One sentence of the verdict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// How bad it is.
    pub level: Level,
    /// The sentence.
    pub text: String,
}

impl Finding {
    fn new(level: Level, text: String) -> Self {
        Self { level, text }
    }
}

/// `bytes` for people. Casts from floating point saturate.
fn show(bytes: f64) -> String {
    size::show(bytes as usize)
}

/// A whole number with commas.
fn count(number: f64) -> String {
    let digits = format!("{number:.0}");
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

fn plural(number: f64, one: &str, many: &str) -> String {
    match number == 1.0 {
        true => format!("1 {one}"),
        false => format!("{} {many}", count(number)),
    }
}

/// The findings, the worst first; there is always one.
#[must_use]
pub fn of(trace: &Trace) -> Vec<Finding> {
    let mut findings = Vec::new();
    findings.extend(pinned_blocks(trace));
    findings.extend(pinned_stores(trace));
    findings.extend(refusals(trace));
    findings.extend(collector_time(trace));
    findings.extend(kept(trace));
    if findings.is_empty() {
        findings.push(nothing_bad(trace));
    }
    if trace.blocks.iter().any(|block| block.reachable.is_none()) {
        let text = "Views were not tracked: run with --track-views (--report does) to see which \
                    bytes keep a slab alive.";
        findings.push(Finding::new(Level::Note, text.to_owned()));
    }
    if trace.ended.is_none() {
        let text = "The trace broke off before the program ended: slabs and stores at the end are \
                    not known.";
        findings.push(Finding::new(Level::Note, text.to_owned()));
    }
    findings
}

/// Whether a small but nonzero fraction of a store is in use.
#[must_use]
pub fn is_pinned(store: &Pinned) -> bool {
    let in_use = store.reachable.unwrap_or(0.0);
    in_use > 0.0 && in_use * FEW <= store.bytes
}

/// Stores that are pinned by views which one place cut.
#[derive(Debug, Default)]
pub struct Group {
    /// The stores' numbers; 0 for one that is no slab of the pool.
    pub numbers: Vec<f64>,
    /// Their bytes.
    pub bytes: f64,
    /// The bytes that views reach.
    pub in_use: f64,
    /// How many views.
    pub views: f64,
}

/// The pinned ones of `stores` by place, those with most idle bytes first.
#[must_use]
pub fn groups(stores: &[Pinned]) -> Vec<(String, Group)> {
    let mut groups: BTreeMap<&str, Group> = BTreeMap::new();
    for store in stores.iter().filter(|store| is_pinned(store)) {
        let Some(cut) = store.cuts.first() else {
            continue;
        };
        let group = groups.entry(&cut.place).or_default();
        group.numbers.push(store.number);
        group.bytes += store.bytes;
        group.in_use += store.reachable.unwrap_or(0.0);
        group.views += store.cuts.iter().map(|cut| cut.views).sum::<f64>();
    }
    let mut groups: Vec<_> = groups
        .into_iter()
        .map(|(place, group)| (place.to_owned(), group))
        .collect();
    let idle = |group: &Group| group.bytes - group.in_use;
    groups.sort_by(|(_, a), (_, b)| idle(b).total_cmp(&idle(a)));
    groups
}

/// How to keep a few bytes without what they were cut from. `Buffer.from` and the like cut
/// from the pool again, so a copy made with them pins the next slab.
const KEEP_A_COPY: &str = "keep a copy made with Uint8Array.from(b), or ask for \
                           Buffer.allocUnsafeSlow there (Buffer.from cuts from the pool again)";

fn pinned_blocks(trace: &Trace) -> Vec<Finding> {
    let groups = groups(&trace.blocks);
    let named = groups.iter().take(NAMED).map(|(place, group)| {
        let text = match group.numbers.as_slice() {
            [number] => format!(
                "Slab {number} of the pool is pinned by {} cut at {place}: {KEEP_A_COPY} to let \
                 {} go.",
                plural(group.in_use, "byte", "bytes"),
                show(group.bytes),
            ),
            numbers => format!(
                "{} of the pool ({}) are pinned by {}: {} cut at {place}. To let them go, \
                 {KEEP_A_COPY}.",
                which(numbers),
                show(group.bytes),
                plural(group.in_use, "byte", "bytes"),
                plural(group.views, "Buffer", "Buffers"),
            ),
        };
        Finding::new(Level::Bad, text)
    });
    named.collect()
}

/// `Slabs 1, 2 and 5 (3 in all)`, or their range when they are many.
fn which(numbers: &[f64]) -> String {
    let (first, last) = (numbers[0], numbers[numbers.len() - 1]);
    let in_all = count(numbers.len() as f64);
    match numbers.len() as f64 == last - first + 1.0 {
        true => format!("Slabs {first} to {last}"),
        false => format!("{in_all} slabs between {first} and {last}"),
    }
}

fn pinned_stores(trace: &Trace) -> Vec<Finding> {
    let groups = groups(&trace.stores);
    let named = groups.iter().take(NAMED).map(|(place, group)| {
        let text = format!(
            "{} ({}) {} pinned by {} cut at {place}: {KEEP_A_COPY} to let {} go.",
            plural(group.numbers.len() as f64, "store", "stores"),
            show(group.bytes),
            if group.numbers.len() == 1 {
                "is"
            } else {
                "are"
            },
            plural(group.in_use, "byte", "bytes"),
            show(group.bytes - group.in_use),
        );
        Finding::new(Level::Bad, text)
    });
    named.collect()
}

fn refusals(trace: &Trace) -> Option<Finding> {
    let refused: Vec<_> = trace
        .notes
        .iter()
        .filter(|note| note.name == "refused")
        .collect();
    let largest = refused
        .iter()
        .map(|note| note.requested)
        .fold(0.0, f64::max);
    (!refused.is_empty()).then(|| {
        let text = format!(
            "{} at the hard limit; the largest asked for {}.",
            plural(
                refused.len() as f64,
                "request was refused",
                "requests were refused"
            ),
            show(largest),
        );
        Finding::new(Level::Bad, text)
    })
}

/// The share of the run that collections may take before it is worth a word.
const MUCH: f64 = 0.05;

fn collector_time(trace: &Trace) -> Option<Finding> {
    let share = trace.paused() / trace.duration().max(1.0);
    (share > MUCH && trace.paused() > 5e3).then(|| {
        let text = format!(
            "Collections took {:.1} % of the run ({} of them, {:.1} ms in all): {}",
            share * 100.0,
            count(trace.collections.len() as f64),
            trace.paused() / 1e3,
            why_collected(trace),
        );
        Finding::new(Level::Note, text)
    })
}

/// What started most of the collections, and what can be done about it.
fn why_collected(trace: &Trace) -> &'static str {
    let of = |reason: &str| {
        let same = trace.collections.iter().filter(|row| row.reason == reason);
        same.map(|row| row.pause).sum::<f64>()
    };
    let by_engine = of(Reason::Allocation.text());
    let by_soft = of(Reason::ExternalMemoryPressure.text());
    let by_hard = of(Reason::HardLimit.text());
    if by_hard > by_engine.max(by_soft) {
        return "the program works close to its hard limit.";
    }
    if by_soft > by_engine {
        return "external memory grew; a larger --external-soft-limit makes them rarer.";
    }
    "the engine started most of them for its own objects, not for external memory."
}

/// Bytes at the end that are worth a word.
const LARGE: f64 = 1024.0 * 1024.0;

fn kept(trace: &Trace) -> Option<Finding> {
    let end = trace.points.iter().rev();
    let end = end
        .clone()
        .find(|point| trace.ended.is_none_or(|ended| point.at <= ended))?;
    let peak = trace.peak(|point| point.external);
    if end.external < LARGE || end.external * 2.0 < peak {
        return None;
    }
    let whence = match untracked_slabs(trace) {
        slabs if slabs * 2.0 >= end.external => format!(
            " {} of it are slabs of the pool: which Buffers keep them, --track-views tells.",
            show(slabs.min(end.external)),
        ),
        _ => allocated_at(trace, end.external),
    };
    let text = format!(
        "{} were alive when the program ended, {:.0} % of the most there ever was.{whence}",
        show(end.external),
        end.external / peak * 100.0,
    );
    Some(Finding::new(Level::Note, text))
}

/// Bytes of the pool's slabs of which it isn't known who keeps them. The place that a slab
/// was allocated at happened to need the next one, and is as a rule not to blame.
fn untracked_slabs(trace: &Trace) -> f64 {
    let untracked = trace
        .blocks
        .iter()
        .filter(|block| block.reachable.is_none());
    untracked.map(|block| block.bytes).sum()
}

/// Where most of the `whole` that was kept was allocated. What a place keeps is reckoned
/// from samples, so it may come out larger than the whole, which is exact.
fn allocated_at(trace: &Trace, whole: f64) -> String {
    let most = trace.places.iter().max_by(|a, b| a.kept.total_cmp(&b.kept));
    let Some(place) = most.filter(|place| place.kept > 0.0) else {
        return String::new();
    };
    match place.kept >= whole {
        true => format!(" As good as all of it was allocated at {}.", place.place),
        false => format!(
            " Most of it, about {}, was allocated at {}.",
            show(place.kept),
            place.place
        ),
    }
}

fn nothing_bad(trace: &Trace) -> Finding {
    let text = format!(
        "Nothing stands out: at most {} of external memory at one time, {} through it in all, {}.",
        show(trace.peak(|point| point.external)),
        show(trace.allocated),
        plural(trace.collections.len() as f64, "collection", "collections"),
    );
    Finding::new(Level::Good, text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::trace::Cut;

    fn block(number: f64, reachable: f64, place: &str) -> Pinned {
        let cut = Cut {
            place: place.to_owned(),
            views: 1.0,
            bytes: reachable,
        };
        Pinned {
            number,
            bytes: 8192.0,
            handed_out: 8000.0,
            reachable: Some(reachable),
            cuts: vec![cut],
        }
    }

    #[test]
    fn one_pinned_slab_is_named() {
        let trace = Trace {
            blocks: vec![
                block(17.0, 10.0, "parse.js:31:9"),
                block(18.0, 8000.0, "a.js:1:1"),
            ],
            ended: Some(1.0),
            ..Trace::default()
        };
        let findings = of(&trace);
        assert_eq!(findings.len(), 1);
        assert_eq!(
            findings[0].text,
            "Slab 17 of the pool is pinned by 10 bytes cut at parse.js:31:9: keep a copy made with \
             Uint8Array.from(b), or ask for Buffer.allocUnsafeSlow there (Buffer.from cuts from \
             the pool again) to let 8.00 KiB go."
        );
    }

    #[test]
    fn many_are_named_by_their_range() {
        let trace = Trace {
            blocks: (1..=2000)
                .map(|n| block(f64::from(n), 10.0, "a.js:6:1"))
                .collect(),
            ended: Some(1.0),
            ..Trace::default()
        };
        let text = &of(&trace)[0].text;
        assert!(
            text.starts_with("Slabs 1 to 2000 of the pool (15.6 MiB)"),
            "{text}"
        );
        assert!(
            text.contains("pinned by 20,000 bytes: 2,000 Buffers cut at a.js:6:1"),
            "{text}"
        );
    }

    #[test]
    fn a_part_is_never_more_than_the_whole() {
        let mut trace = Trace {
            ended: Some(2.0),
            ..Trace::default()
        };
        trace.points.push(crate::report::trace::Point {
            at: 1.0,
            external: 4.95 * 1024.0 * 1024.0,
            ..Default::default()
        });
        trace.places.push(crate::report::trace::Place {
            place: "a.js:1:1".to_owned(),
            kept: 6.05 * 1024.0 * 1024.0,
            ..Default::default()
        });
        let text = |trace: &Trace| of(trace)[0].text.clone();
        assert!(text(&trace).ends_with("As good as all of it was allocated at a.js:1:1."));
        let mut slab = block(1.0, 0.0, "b.js:1:1");
        (slab.bytes, slab.reachable) = (3.0 * 1024.0 * 1024.0, None);
        trace.blocks.push(slab);
        let said = text(&trace);
        assert!(
            said.contains("3.00 MiB of it are slabs of the pool"),
            "{said}"
        );
        assert!(!said.contains("a.js"), "{said}");
    }

    #[test]
    fn a_calm_run_is_called_calm() {
        let findings = of(&Trace::default());
        assert_eq!(findings[0].level, Level::Good);
        assert!(findings[1].text.contains("broke off"));
    }

    #[test]
    fn numbers_have_commas() {
        let shown = [0.0, 999.0, 1000.0, 1234567.0].map(count);
        assert_eq!(shown, ["0", "999", "1,000", "1,234,567"]);
    }
}
