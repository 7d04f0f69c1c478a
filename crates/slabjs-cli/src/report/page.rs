//! The page: a template, its style and script, and the data they show.

use super::json::{Object, array, string};
use super::trace::{Pinned, Point, Slab, Trace};
use super::verdict::{self, Group, is_pinned};
use crate::cli::size;

/// Bars of the slab map; more would be a wall.
const MOST_CELLS: usize = 1200;

/// Rows of the table of pinned slabs.
const MOST_ROWS: usize = 12;

/// Allocation sites that are shown.
const MOST_SITES: usize = 15;

/// Runs and collections that are drawn; longer ones go first.
const MOST_DRAWN: usize = 20_000;

/// The whole page.
#[must_use]
pub fn of(trace: &Trace) -> String {
    // The data come last, so that nothing in them is taken for a mark.
    include_str!("page.html")
        .replacen("/*STYLE*/", include_str!("page.css"), 1)
        .replacen("/*SCRIPT*/", include_str!("page.js"), 1)
        .replacen("/*DATA*/", &data(trace), 1)
}

fn data(trace: &Trace) -> String {
    let (cells, hint) = cells(trace);
    let (pinned, caption) = pinned(trace);
    Object::default()
        .raw("duration", trace.duration())
        .text("subtitle", &subtitle(trace))
        .text("footer", &footer(trace))
        .raw("verdict", verdict(trace))
        .raw("figures", figures(trace))
        .raw("series", series(&trace.points))
        .raw("collections", collections(trace))
        .raw("runs", runs(trace))
        .text("plotLabel", &plot_label(trace))
        .raw("cells", cells)
        .text("slabsHint", &hint)
        .raw("pinned", pinned)
        .text("pinnedCaption", &caption)
        .raw("sites", sites(trace))
        .text("sitesHint", &sites_hint(trace))
        .raw("sizes", sizes(trace))
        .raw("ages", ages(trace))
        .end()
}

/// Sizes for people; casts from floating point saturate.
fn show(bytes: f64) -> String {
    size::show(bytes as usize)
}

fn list(items: &[String]) -> String {
    array(items.iter().cloned())
}

fn program(trace: &Trace) -> Option<&str> {
    let scripts = trace.runs.iter().filter(|run| run.kind == "script");
    let first = scripts.min_by(|a, b| a.at.total_cmp(&b.at))?;
    Some(&first.name)
}

fn subtitle(trace: &Trace) -> String {
    let program = program(trace).unwrap_or("a program");
    format!("{program}, {:.2} s", trace.duration() / 1e6)
}

fn footer(trace: &Trace) -> String {
    format!(
        "Written by {}. One store was looked at in about {}; figures of sites and retention are \
         reckoned from those, all others are exact.",
        trace.producer,
        show(trace.sample_rate),
    )
}

fn plot_label(trace: &Trace) -> String {
    format!(
        "Memory over {:.2} s: external at most {}, heap at most {}, {} collections",
        trace.duration() / 1e6,
        show(trace.peak(|point| point.external)),
        show(trace.peak(|point| point.heap)),
        trace.collections.len(),
    )
}

fn verdict(trace: &Trace) -> String {
    let findings = verdict::of(trace);
    let rows = findings
        .iter()
        .map(|finding| list(&[string(finding.level.word()), string(&finding.text)]));
    array(rows)
}

/// The last point before the program was taken down.
fn last(trace: &Trace) -> Point {
    let ended = trace.ended.unwrap_or(f64::INFINITY);
    let points = trace.points.iter().rev();
    points
        .into_iter()
        .find(|point| point.at <= ended)
        .copied()
        .unwrap_or_default()
}

fn figures(trace: &Trace) -> String {
    let last = last(trace);
    let peak = |of: fn(&Point) -> f64| trace.peak(of);
    let collections = trace.collections.len() as f64;
    let longest = trace
        .collections
        .iter()
        .map(|row| row.pause)
        .fold(0.0, f64::max);
    let share = trace.paused() / trace.duration().max(1.0);
    let stores = format!("{} stores", trace.allocations);
    let rows: [(&str, &str, f64, &str, &str); 8] = [
        (
            "external-peak",
            "External at most",
            peak(|point| point.external),
            "bytes",
            "at one time",
        ),
        (
            "external-end",
            "External at end",
            last.external,
            "bytes",
            "still alive",
        ),
        (
            "allocated",
            "Allocated in all",
            trace.allocated,
            "bytes",
            &stores,
        ),
        (
            "heap-peak",
            "Heap at most",
            peak(|point| point.heap),
            "bytes",
            "objects, strings, code",
        ),
        (
            "committed-peak",
            "Slabs at most",
            peak(|point| point.committed),
            "bytes",
            "committed",
        ),
        (
            "collections",
            "Collections",
            collections,
            "count",
            "of all kinds",
        ),
        ("gc-share", "Time in them", share, "share", "of the run"),
        (
            "gc-longest",
            "Longest pause",
            longest,
            "time",
            "of one collection",
        ),
    ];
    let rows = rows.iter().map(|(id, label, value, unit, note)| {
        list(&[
            string(id),
            string(label),
            value.to_string(),
            string(unit),
            string(note),
        ])
    });
    array(rows)
}

fn series(points: &[Point]) -> String {
    let column = |of: fn(&Point) -> f64| array(points.iter().map(|point| of(point).to_string()));
    Object::default()
        .raw("t", column(|point| point.at))
        .raw("external", column(|point| point.external))
        .raw("heap", column(|point| point.heap))
        .raw("reported", column(|point| point.reported))
        .raw("committed", column(|point| point.committed))
        .raw("rss", column(|point| point.rss))
        .raw("limit", column(|point| point.limit))
        .end()
}

fn collections(trace: &Trace) -> String {
    let rows = trace.collections.iter().take(MOST_DRAWN).map(|row| {
        list(&[
            row.at.to_string(),
            row.pause.to_string(),
            string(&row.reason),
            row.heap.0.to_string(),
            row.heap.1.to_string(),
            row.external.0.to_string(),
            row.external.1.to_string(),
        ])
    });
    array(rows)
}

fn runs(trace: &Trace) -> String {
    let mut runs: Vec<_> = trace.runs.iter().collect();
    runs.sort_by(|a, b| b.duration.total_cmp(&a.duration));
    runs.truncate(MOST_DRAWN);
    runs.sort_by(|a, b| a.at.total_cmp(&b.at));
    array(runs.iter().map(|run| {
        list(&[
            string(&run.kind),
            string(&run.name),
            run.at.to_string(),
            run.duration.to_string(),
            run.count.to_string(),
        ])
    }))
}

/// A bar of the map: its name, length, bytes in use, whether it is pinned, by whom.
struct Cell {
    name: String,
    bytes: f64,
    live: f64,
    pinned: bool,
    place: String,
}

impl Cell {
    fn of_slab(slab: &Slab) -> Self {
        let name = match slab.kind.as_str() {
            "extent" => "extent of one store".to_owned(),
            _ => format!("slab of {} pieces, {} each", slab.pieces, show(slab.piece)),
        };
        Self {
            name,
            bytes: slab.bytes,
            live: slab.used * slab.piece,
            pinned: false,
            place: String::new(),
        }
    }

    fn of_block(block: &Pinned) -> Self {
        let cut = block.cuts.first();
        Self {
            name: format!("slab {} of the pool", block.number),
            bytes: block.bytes,
            live: block.reachable.unwrap_or(block.handed_out),
            pinned: is_pinned(block),
            place: cut.map(|cut| cut.place.clone()).unwrap_or_default(),
        }
    }

    fn json(&self) -> String {
        list(&[
            string(&self.name),
            self.bytes.to_string(),
            self.live.to_string(),
            self.pinned.to_string(),
            string(&self.place),
        ])
    }
}

/// Blocks of the pool, then slabs and extents; and how to read them.
fn cells(trace: &Trace) -> (String, String) {
    let blocks = trace.blocks.iter().map(Cell::of_block);
    let others = trace.slabs.iter().filter(|slab| slab.kind != "pool");
    let mut cells: Vec<Cell> = blocks.chain(others.map(Cell::of_slab)).collect();
    let in_all = cells.len();
    if in_all > MOST_CELLS {
        // Those that hold most bytes without use are the ones to look at.
        cells.sort_by(|a, b| (b.bytes - b.live).total_cmp(&(a.bytes - a.live)));
        cells.truncate(MOST_CELLS);
    }
    let hint = match in_all {
        0 => "No slab was left, or the trace does not tell.".to_owned(),
        more if more > MOST_CELLS => format!(
            "Each slab and extent at the end is a bar, filled as far as it is in use: the \
             {MOST_CELLS} of {in_all} that hold most bytes for nothing."
        ),
        _ => format!(
            "Each slab and extent at the end is a bar, filled as far as it is in use: {in_all} in all."
        ),
    };
    (array(cells.iter().map(Cell::json)), hint)
}

/// A row for each place that pins slabs of the pool or other stores: the verdict's groups.
fn pinned(trace: &Trace) -> (String, String) {
    let slabs = verdict::groups(&trace.blocks);
    let stores = verdict::groups(&trace.stores);
    let named = |of: Vec<(String, Group)>, one: &'static str, many: &'static str| {
        of.into_iter().map(move |(place, group)| {
            let name = match group.numbers.as_slice() {
                [0.0] => one.to_owned(),
                [number] => format!("{one} {number}"),
                numbers => format!("{} {many}", numbers.len()),
            };
            (name, place, group)
        })
    };
    let all: Vec<_> = named(slabs, "pool slab", "pool slabs")
        .chain(named(stores, "store", "stores"))
        .collect();
    let rows = all.iter().take(MOST_ROWS).map(|(name, place, group)| {
        list(&[
            string(name),
            group.bytes.to_string(),
            group.in_use.to_string(),
            group.views.to_string(),
            string(place),
        ])
    });
    let caption = match all.len() {
        more if more > MOST_ROWS => format!(
            "What is pinned, by the place that keeps it: the first {MOST_ROWS} of {more} places"
        ),
        _ => "What is pinned, by the place that keeps it".to_owned(),
    };
    (array(rows), caption)
}

fn sites(trace: &Trace) -> String {
    let rows = trace.places.iter().take(MOST_SITES).map(|place| {
        list(&[
            string(&place.place),
            place.bytes.to_string(),
            place.kept.to_string(),
            place.samples.to_string(),
            array(place.frames.iter().map(|frame| string(frame))),
        ])
    });
    array(rows)
}

fn sites_hint(trace: &Trace) -> String {
    match trace.places.len() {
        0 => "No store was sampled: the program allocated less than the sample rate.".to_owned(),
        _ => "Bytes of backing stores by the place that asked for them; the red part of a bar \
              was still alive at the end."
            .to_owned(),
    }
}

/// Stores by size: `[label, count]`, from the smallest to the largest power.
fn sizes(trace: &Trace) -> String {
    let rows = trace.sizes.iter().map(|(power, count)| {
        let label = match *power {
            0.0 => "empty".to_owned(),
            power => format!("< {}", show(power.exp2())),
        };
        list(&[string(&label), count.to_string()])
    });
    array(rows)
}

/// Ages in microseconds, from young to old.
const AGES: [(f64, &str); 6] = [
    (1e4, "< 10 ms"),
    (1e5, "< 100 ms"),
    (1e6, "< 1 s"),
    (1e7, "< 10 s"),
    (1e8, "< 100 s"),
    (f64::INFINITY, "older"),
];

fn ages(trace: &Trace) -> String {
    let mut sums = [0.0; AGES.len()];
    for kept in &trace.kept {
        let class = AGES.iter().position(|(most, _)| kept.age < *most);
        sums[class.unwrap_or(AGES.len() - 1)] += kept.bytes;
    }
    let oldest = sums.iter().rposition(|sum| *sum > 0.0);
    let shown = oldest.map_or(0, |oldest| oldest + 1);
    let rows = AGES.iter().zip(sums).take(shown);
    array(rows.map(|((_, label), sum)| list(&[string(label), sum.to_string()])))
}
