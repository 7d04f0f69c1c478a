//! Reading a trace of `--trace-events`.

use serde_json::Value;
use std::collections::BTreeMap;

/// Why a text is no trace of slabjs.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotATrace {
    /// It is not JSON.
    #[error("it is not JSON (at byte {0})")]
    NotJson(usize),
    /// It is JSON of another kind.
    #[error("it has no list of traceEvents")]
    NoEvents,
    /// It has events, but nobody who counted memory wrote it.
    #[error("it has no counters of slabjs; write it with slabjs --trace-events FILE")]
    NoCounters,
}

/// What there was at one moment. Times are microseconds, sizes bytes.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Point {
    /// When.
    pub at: f64,
    /// Backing stores and reported memory.
    pub external: f64,
    /// Objects, strings, code.
    pub heap: f64,
    /// Memory of native objects that the host reported.
    pub reported: f64,
    /// Slabs and extents, free ones still warm included.
    pub committed: f64,
    /// Memory of the whole process.
    pub rss: f64,
    /// The hard limit; 0 where there is none.
    pub limit: f64,
}

/// One collection.
#[derive(Debug, Clone, PartialEq)]
pub struct Collected {
    /// When it began.
    pub at: f64,
    /// How long it took.
    pub pause: f64,
    /// Why it ran.
    pub reason: String,
    /// Heap before and after.
    pub heap: (f64, f64),
    /// External memory before and after.
    pub external: (f64, f64),
}

/// A script, module or job.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// `script`, `module`, `job`.
    pub kind: String,
    /// Which.
    pub name: String,
    /// When it began.
    pub at: f64,
    /// How long it ran.
    pub duration: f64,
    /// Jobs that are drawn as one.
    pub count: f64,
}

/// Something that happened at one moment.
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    /// When.
    pub at: f64,
    /// `pressure`, `limits`, `refused`.
    pub name: String,
    /// Bytes asked for, where something was.
    pub requested: f64,
}

/// A place that allocates, with what its samples stand for.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Place {
    /// `path:line:column`.
    pub place: String,
    /// The frames, innermost first.
    pub frames: Vec<String>,
    /// Samples.
    pub samples: f64,
    /// Bytes that were allocated there, as the samples tell.
    pub bytes: f64,
    /// Bytes that are still alive, as the samples tell.
    pub kept: f64,
}

/// Reachable views of one store, by the place that cut them.
#[derive(Debug, Clone, PartialEq)]
pub struct Cut {
    /// Where.
    pub place: String,
    /// How many.
    pub views: f64,
    /// Their bytes.
    pub bytes: f64,
}

/// A block of the pool, or a store that a part of itself keeps alive.
#[derive(Debug, Clone, PartialEq)]
pub struct Pinned {
    /// Number of a block of the pool; 0 for other stores.
    pub number: f64,
    /// Its length.
    pub bytes: f64,
    /// What was cut off it.
    pub handed_out: f64,
    /// What can be reached; `None` when views were not tracked.
    pub reachable: Option<f64>,
    /// Where that was cut.
    pub cuts: Vec<Cut>,
}

/// A slab or extent.
#[derive(Debug, Clone, PartialEq)]
pub struct Slab {
    /// `pool`, `slab`, `extent`.
    pub kind: String,
    /// Its length.
    pub bytes: f64,
    /// Length of its pieces.
    pub piece: f64,
    /// How many there are.
    pub pieces: f64,
    /// How many are handed out.
    pub used: f64,
}

/// A sampled store that lived at the end.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Kept {
    /// Bytes that it represents.
    pub bytes: f64,
    /// How old it was.
    pub age: f64,
}

/// A whole trace.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Trace {
    /// Who wrote it.
    pub producer: String,
    /// The mean sampling interval of allocations, in bytes.
    pub sample_rate: f64,
    /// Counters, in the order of time.
    pub points: Vec<Point>,
    /// Collections, in the order of time.
    pub collections: Vec<Collected>,
    /// Scripts, modules, jobs.
    pub runs: Vec<Run>,
    /// Pressure, limits, refusals.
    pub notes: Vec<Note>,
    /// Bytes of stores that were made.
    pub allocated: f64,
    /// Bytes of stores that were freed.
    pub released: f64,
    /// Stores that were made.
    pub allocations: f64,
    /// Where, most bytes first.
    pub places: Vec<Place>,
    /// Stores by the power of two that is just above their length.
    pub sizes: Vec<(f64, f64)>,
    /// Slabs and extents at the end.
    pub slabs: Vec<Slab>,
    /// Slabs and extents at the end, those that are not listed included.
    pub slabs_in_all: f64,
    /// Blocks of the pool at the end.
    pub blocks: Vec<Pinned>,
    /// Other stores of which parts were cut.
    pub stores: Vec<Pinned>,
    /// Sampled stores at the end.
    pub kept: Vec<Kept>,
    /// When the program ended; `None` when the trace broke off.
    pub ended: Option<f64>,
}

fn number(json: Option<&Value>, key: &str) -> f64 {
    json.and_then(|json| json.get(key)?.as_f64()).unwrap_or(0.0)
}

fn text(json: Option<&Value>, key: &str) -> String {
    let text = json.and_then(|json| json.get(key)).and_then(Value::as_str);
    text.unwrap_or_default().to_owned()
}

fn list<'a>(json: Option<&'a Value>, key: &str) -> &'a [Value] {
    let items = json.and_then(|json| json.get(key)?.as_array());
    items.map_or(&[], Vec::as_slice)
}

impl Trace {
    /// Reads the text of a trace. One that broke off, because the program did,
    /// is read as far as it goes.
    ///
    /// # Errors
    ///
    /// [`NotATrace`] when it is something else.
    pub fn parse(text: &str) -> Result<Self, NotATrace> {
        let json = parse_whole_or_broken(text)?;
        let Some(Value::Array(events)) = json.get("traceEvents") else {
            return Err(NotATrace::NoEvents);
        };
        let mut reader = TraceReader::default();
        for event in events {
            reader.event(event);
        }
        let mut trace = reader.end(json.get("slabjs"));
        trace.producer = self::text(json.get("otherData"), "producer");
        trace.sample_rate = number(json.get("otherData"), "sampleRate");
        match trace.points.is_empty() {
            true => Err(NotATrace::NoCounters),
            false => Ok(trace),
        }
    }

    /// The largest value of a counter.
    #[must_use]
    pub fn peak(&self, of: impl Fn(&Point) -> f64) -> f64 {
        self.points.iter().map(of).fold(0.0, f64::max)
    }

    /// The last moment of the trace.
    #[must_use]
    pub fn duration(&self) -> f64 {
        let last = self.points.last().map_or(0.0, |point| point.at);
        self.ended.unwrap_or(last).max(last)
    }

    /// Time in collections.
    #[must_use]
    pub fn paused(&self) -> f64 {
        let ended = self.ended.unwrap_or(f64::INFINITY);
        let pauses = self
            .collections
            .iter()
            .filter(|collection| collection.at <= ended);
        pauses.map(|collection| collection.pause).sum()
    }
}

/// A trace that broke off has no end: it is cut at its last whole line.
fn parse_whole_or_broken(text: &str) -> Result<Value, NotATrace> {
    let fault = match serde_json::from_str(text) {
        Ok(json) => return Ok(json),
        Err(fault) => fault,
    };
    let is_ours = text.starts_with("{\"displayTimeUnit\"") && text.contains("\"traceEvents\":[");
    let whole = text.rfind(",\n").filter(|_| is_ours);
    let mended = whole
        .and_then(|at| text.get(..at))
        .map(|text| format!("{text}]}}"));
    mended
        .and_then(|text| serde_json::from_str(&text).ok())
        .ok_or_else(|| NotATrace::NotJson(place(&fault, text)))
}

/// The byte of `text` at which the fault was seen.
fn place(fault: &serde_json::Error, text: &str) -> usize {
    let lines = text
        .split_inclusive('\n')
        .take(fault.line().saturating_sub(1));
    lines.map(str::len).sum::<usize>() + fault.column().saturating_sub(1)
}

#[derive(Default)]
struct TraceReader {
    trace: Trace,
    now: Point,
    places: BTreeMap<u64, Place>,
}

impl TraceReader {
    fn event(&mut self, event: &Value) {
        let at = number(Some(event), "ts");
        let args = event.get("args");
        let name = event
            .get("name")
            .and_then(Value::as_str)
            .unwrap_or_default();
        match event.get("ph").and_then(Value::as_str) {
            Some("C") => self.counter(name, at, args),
            Some("X") => self.slice(event, name, at, args),
            Some("i") => self.instant(name, at, args),
            Some("M") if name == "site" => self.site(args),
            _ => {}
        }
    }

    fn counter(&mut self, name: &str, at: f64, args: Option<&Value>) {
        if name == "traffic" {
            self.trace.allocated += number(args, "allocated");
            self.trace.released += number(args, "released");
            self.trace.allocations += number(args, "allocations");
            return;
        }
        let place = match name {
            "external" => &mut self.now.external,
            "heap used" => &mut self.now.heap,
            "reported" => &mut self.now.reported,
            "slabs committed" => &mut self.now.committed,
            "rss" => &mut self.now.rss,
            "limit" => &mut self.now.limit,
            _ => return,
        };
        *place = number(args, "bytes");
        self.now.at = at;
        match self.trace.points.last_mut().filter(|last| last.at == at) {
            Some(last) => *last = self.now,
            None => self.trace.points.push(self.now),
        }
    }

    fn slice(&mut self, event: &Value, name: &str, at: f64, args: Option<&Value>) {
        let duration = number(Some(event), "dur");
        let kind = text(Some(event), "cat");
        if kind == "gc" {
            let pair = |before, after| (number(args, before), number(args, after));
            self.trace.collections.push(Collected {
                at,
                pause: duration,
                reason: text(args, "reason"),
                heap: pair("heapBefore", "heapAfter"),
                external: pair("externalBefore", "externalAfter"),
            });
            return;
        }
        self.trace.runs.push(Run {
            kind,
            name: name.to_owned(),
            at,
            duration,
            count: number(args, "count").max(1.0),
        });
    }

    fn instant(&mut self, name: &str, at: f64, args: Option<&Value>) {
        match name {
            "store" => {
                let place = self.place(args, "site");
                place.samples += 1.0;
                place.bytes += number(args, "stands for");
            }
            "pressure" | "limits" | "refused" => self.trace.notes.push(Note {
                at,
                name: name.to_owned(),
                requested: number(args, "requested"),
            }),
            _ => {}
        }
    }

    fn place(&mut self, args: Option<&Value>, key: &str) -> &mut Place {
        // A number of a place is a small whole one; casts saturate.
        self.places.entry(number(args, key) as u64).or_default()
    }

    fn site(&mut self, args: Option<&Value>) {
        let frames = list(args, "frames").iter();
        let frames = frames
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect();
        let name = text(args, "place");
        let place = self.place(args, "id");
        place.place = name;
        place.frames = frames;
    }

    fn end(mut self, summary: Option<&Value>) -> Trace {
        for row in list(summary, "kept") {
            let bytes = number(Some(row), "standsFor");
            self.place(Some(row), "site").kept += bytes;
            let age = number(Some(row), "age");
            self.trace.kept.push(Kept { bytes, age });
        }
        let mut trace = self.trace;
        trace.places = by_place(self.places.into_values());
        trace.points.sort_by(|a, b| a.at.total_cmp(&b.at));
        trace.ended = summary.map(|summary| number(Some(summary), "ended"));
        trace.slabs = list(summary, "slabs").iter().map(slab).collect();
        trace.slabs_in_all = number(summary, "slabsInAll");
        trace.blocks = list(summary, "poolBlocks").iter().map(pinned).collect();
        trace.stores = list(summary, "pinnedStores").iter().map(pinned).collect();
        trace.sizes = list(summary, "sizes").iter().filter_map(pair).collect();
        trace
    }
}

/// Sites of the same place taken together, with the frames of the one where
/// most bytes came from; most bytes first.
fn by_place(sites: impl Iterator<Item = Place>) -> Vec<Place> {
    let mut sites: Vec<Place> = sites.filter(|site| site.samples > 0.0).collect();
    sites.sort_by(|a, b| b.bytes.total_cmp(&a.bytes));
    let mut places: Vec<Place> = Vec::new();
    for site in sites {
        match places.iter_mut().find(|place| place.place == site.place) {
            Some(place) => {
                place.samples += site.samples;
                place.bytes += site.bytes;
                place.kept += site.kept;
            }
            None => places.push(site),
        }
    }
    places.sort_by(|a, b| b.bytes.total_cmp(&a.bytes));
    places
}

fn pair(row: &Value) -> Option<(f64, f64)> {
    let mut numbers = row.as_array()?.iter().filter_map(Value::as_f64);
    Some((numbers.next()?, numbers.next()?))
}

fn slab(row: &Value) -> Slab {
    let number = |key| number(Some(row), key);
    Slab {
        kind: text(Some(row), "kind"),
        bytes: number("bytes"),
        piece: number("piece"),
        pieces: number("pieces"),
        used: number("used"),
    }
}

fn pinned(row: &Value) -> Pinned {
    let number = |key| self::number(Some(row), key);
    let cut = |cut: &Value| Cut {
        place: text(Some(cut), "place"),
        views: self::number(Some(cut), "views"),
        bytes: self::number(Some(cut), "bytes"),
    };
    Pinned {
        number: number("number"),
        bytes: number("bytes"),
        handed_out: number("handedOut"),
        reachable: row.get("reachable").map(|_| number("reachable")),
        cuts: list(Some(row), "cuts").iter().map(cut).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TRACE: &str = r#"{"displayTimeUnit":"ms","otherData":{"producer":"slabjs 1","sampleRate":1},"traceEvents":[
{"ph":"C","name":"traffic","ts":1.0,"args":{"allocated":50,"released":10,"allocations":2}},
{"ph":"C","name":"external","ts":1.0,"args":{"bytes":40}},
{"ph":"C","name":"rss","ts":1.0,"args":{"bytes":400}},
{"ph":"X","cat":"gc","name":"collection: testing","ts":2.0,"dur":0.5,"args":{"reason":"testing"}},
{"ph":"C","name":"external","ts":3.0,"args":{"bytes":30}}
],"slabjs":{"ended":9.0,"sizes":[[3,7]]}}"#;

    #[test]
    fn counters_of_one_moment_are_one_point() {
        let trace = Trace::parse(TRACE).expect("a trace");
        assert_eq!(trace.points.len(), 2);
        assert_eq!(
            (trace.points[1].external, trace.points[1].rss),
            (30.0, 400.0)
        );
        assert_eq!(trace.peak(|point| point.external), 40.0);
        assert_eq!((trace.duration(), trace.paused()), (9.0, 0.5));
        assert_eq!(trace.sizes, [(3.0, 7.0)]);
    }

    #[test]
    fn what_broke_off_is_read_as_far_as_it_goes() {
        let end = TRACE.find("{\"ph\":\"X\"").expect("a slice") + 20;
        let trace = Trace::parse(&TRACE[..end]).expect("a trace");
        assert_eq!(trace.points.len(), 1);
        assert_eq!((trace.ended, trace.duration()), (None, 1.0));
    }

    #[test]
    fn other_texts_are_refused() {
        // The `o`: the word might have been `null`.
        assert_eq!(Trace::parse("not"), Err(NotATrace::NotJson(1)));
        assert_eq!(Trace::parse("{\n\"a\": x}"), Err(NotATrace::NotJson(7)));
        assert_eq!(Trace::parse(""), Err(NotATrace::NotJson(0)));
        assert_eq!(Trace::parse("{}"), Err(NotATrace::NoEvents));
        let empty = Trace::parse("{\"traceEvents\":[]}");
        assert_eq!(empty, Err(NotATrace::NoCounters));
    }

    proptest! {
        #[test]
        fn no_text_panics(cut in 0usize..800, text in ".{0,40}") {
            let cut = TRACE.floor_char_boundary(cut);
            let _ = Trace::parse(&TRACE[..cut.min(TRACE.len())]);
            let _ = Trace::parse(&text);
            let odd = format!("{{\"traceEvents\":[{{\"ph\":\"C\",\"name\":{text:?},\"args\":{text:?}}}]}}");
            let _ = Trace::parse(&odd);
        }
    }
}
