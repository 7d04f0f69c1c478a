//! `--trace-events`: a trace that Perfetto and chrome://tracing open.
//!
//! The "JSON Object Format" of trace events: slices (`X`) for collections,
//! scripts, modules and jobs, counters (`C`), instants (`i`). Times are
//! microseconds since the isolate began, sizes are bytes.
//!
//! Movements of external memory are added up from one point to the next. A
//! point is a counter named `traffic` (what was allocated, released and
//! reported since the point before) beside the counters of what there is, so
//! that the sum of all traffic up to a point is the `external` of that point,
//! exactly. Points come often at first and ever more rarely (a thousandth of
//! the time that has gone by), and not for every few movements, so that a long
//! run makes no endless file.
//!
//! The member `slabjs` at the end tells what was there when the program ended:
//! slabs, blocks of the pool, sampled stores that were kept.

use super::json_text::{self, JsonObject};
use super::trace_summary;
use crate::engine::events::{Collection, Event, Limits, Observer, PressureNotice, Wants};
use crate::engine::isolate::Isolate;
use crate::engine::sites;
use crate::engine::spans::{Edge, Span, SpanKind};
use crate::memory::Purpose;
use crate::memory::movement::{Change, Movement, SiteId};
use crate::memory::system;
use rustc_hash::FxHashMap;
use std::cell::RefCell;
use std::collections::HashMap;
use std::fmt;
use std::io::Write;
use std::rc::Rc;
use std::sync::OnceLock;
use std::time::Duration;

/// The shortest interval between points.
const SHORTEST: Duration = Duration::from_micros(500);

/// The interval between points is at least the elapsed time divided by this.
const RARER: u32 = 1000;

/// The fewest movements between two points, until [`LONGEST`] has passed.
const FEWEST: u32 = 256;

/// The interval after which a point is written even with fewer movements.
const LONGEST: Duration = Duration::from_millis(100);

/// Jobs shorter than this, and as close to each other, are drawn as one.
const SHORT_JOB: Duration = Duration::from_micros(200);

/// Powers of two by which sizes of stores are counted.
pub(super) const SIZES: usize = usize::BITS as usize + 1;

/// A sampled store that lives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sample {
    pub(super) at: Duration,
    pub(super) bytes: usize,
    pub(super) site: SiteId,
    /// Bytes that it represents.
    pub(super) stands_for: u64,
}

pub(super) type Samples = FxHashMap<usize, Sample>;

/// What has moved since the last point.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Traffic {
    allocations: u64,
    allocated: u64,
    releases: u64,
    released: u64,
    reported: i64,
}

/// Jobs of a name that follow each other closely.
#[derive(Debug)]
struct Jobs {
    name: Rc<str>,
    began: Duration,
    ended: Duration,
    count: u64,
}

struct WriterState {
    out: Box<dyn Write>,
    /// Where events are put together.
    line: String,
    ended: bool,
    first: bool,
    traffic: Traffic,
    /// What the ledger said after the last movement.
    array_buffers: usize,
    reported: usize,
    limits: Limits,
    last_point: Option<Duration>,
    /// Movements since then.
    moved: u32,
    /// When the next point is due: where much moves, and where little does.
    due: [Duration; 2],
    counters: HashMap<&'static str, u64>,
    running: Vec<(SpanKind, Rc<str>, Duration)>,
    jobs: Option<Jobs>,
    samples: Samples,
    sizes: [u64; SIZES],
    rate: usize,
}

/// Writes a trace file.
///
/// ```
/// # use test_allocator as _;
/// use slabjs::instruments::TraceFile;
/// use std::rc::Rc;
///
/// # let path = std::env::temp_dir().join(format!("slabjs-doc-{}.json", std::process::id()));
/// let trace = Rc::new(TraceFile::to(Box::new(std::fs::File::create(&path)?)));
/// let mut runtime = slabjs::Runtime::builder().observer(trace).build()?;
/// runtime.evaluate("Buffer.alloc(1 << 20)", "a.js")?;
/// // The end of the runtime completes the file.
/// drop(runtime);
/// assert!(std::fs::read_to_string(&path)?.starts_with("{\"displayTimeUnit\""));
/// # std::fs::remove_file(&path)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct TraceFile {
    state: RefCell<WriterState>,
    rate: usize,
}

impl fmt::Debug for TraceFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TraceFile").finish_non_exhaustive()
    }
}

impl TraceFile {
    /// A trace to `out`, which is flushed when the trace is complete: at the
    /// end of the last runtime, or when this is dropped.
    #[must_use]
    pub fn to(out: Box<dyn Write>) -> Self {
        Self::with_rate(out, sites::DEFAULT_RATE)
    }

    /// As [`TraceFile::to`], with one store sampled in about `rate` bytes.
    #[must_use]
    pub fn with_rate(out: Box<dyn Write>, rate: usize) -> Self {
        let mut state = WriterState {
            out: Box::new(std::io::BufWriter::with_capacity(1 << 16, out)),
            line: String::new(),
            ended: false,
            first: true,
            traffic: Traffic::default(),
            array_buffers: 0,
            reported: 0,
            limits: Limits {
                soft: 0,
                hard: usize::MAX,
            },
            last_point: None,
            moved: 0,
            due: [SHORTEST, LONGEST],
            counters: HashMap::new(),
            running: Vec::new(),
            jobs: None,
            samples: Samples::default(),
            sizes: [0; SIZES],
            rate,
        };
        state.begin();
        Self {
            state: RefCell::new(state),
            rate,
        }
    }
}

impl Observer for TraceFile {
    fn on_event(&self, event: &Event) {
        let mut state = self.state.borrow_mut();
        if !state.ended {
            state.on_event(event);
        }
    }

    fn on_movements(&self, movements: &[Movement]) {
        let mut state = self.state.borrow_mut();
        if state.ended {
            return;
        }
        state.moved(movements);
    }

    fn wants(&self) -> Wants {
        Wants::all(self.rate)
    }
}

impl Drop for TraceFile {
    fn drop(&mut self) {
        let state = self.state.get_mut();
        if !state.ended {
            state.end(state.last_point.unwrap_or_default(), None);
        }
    }
}

/// Asked of the system once.
fn process_id() -> u32 {
    static ID: OnceLock<u32> = OnceLock::new();
    *ID.get_or_init(std::process::id)
}

impl WriterState {
    fn begin(&mut self) {
        let version = env!("CARGO_PKG_VERSION");
        let other = JsonObject::default()
            .text("producer", &format!("slabjs {version}"))
            .raw("sampleRate", self.rate)
            .end();
        self.put(&format!(
            "{{\"displayTimeUnit\":\"ms\",\"otherData\":{other},\"traceEvents\":["
        ));
        for (what, name) in [("process_name", "slabjs"), ("thread_name", "isolate")] {
            let args = |args: JsonObject| args.text("name", name);
            let event = self.event("M", "__metadata", what, Duration::ZERO);
            self.write(event.object("args", args));
        }
    }

    /// What can't be written is lost: a full disk ends the trace, not the program.
    fn put(&mut self, text: &str) {
        let _ = self.out.write_all(text.as_bytes());
    }

    /// The beginning of an event, in the memory of the one before.
    fn event(&mut self, phase: &str, category: &str, name: &str, at: Duration) -> JsonObject {
        JsonObject::over(std::mem::take(&mut self.line))
            .word("ph", phase)
            .word("cat", category)
            .text("name", name)
            .micros("ts", at)
            .number("pid", process_id())
            .number("tid", 1)
    }

    fn write(&mut self, event: JsonObject) {
        let separator = if self.first { "\n" } else { ",\n" };
        self.first = false;
        self.put(separator);
        self.line = event.end();
        // What can't be written is lost, as in `put`.
        let _ = self.out.write_all(self.line.as_bytes());
    }

    fn instant(
        &mut self,
        category: &str,
        name: &str,
        at: Duration,
        args: impl FnOnce(JsonObject) -> JsonObject,
    ) {
        let event = self.event("i", category, name, at).word("s", "t");
        self.write(event.object("args", args));
    }

    fn slice(
        &mut self,
        category: &str,
        name: &str,
        from: Duration,
        to: Duration,
        args: impl FnOnce(JsonObject) -> JsonObject,
    ) {
        let event = self.event("X", category, name, from);
        let event = event.micros("dur", to.saturating_sub(from));
        self.write(event.object("args", args));
    }

    fn on_event(&mut self, event: &Event) {
        match event {
            Event::Moved(movement) => self.moved(std::slice::from_ref(movement)),
            Event::Listening {
                at,
                balance,
                limits,
            } => {
                self.traffic.allocated += balance.array_buffers as u64;
                self.traffic.reported += balance.reported as i64;
                (self.array_buffers, self.reported) = (balance.array_buffers, balance.reported);
                self.limits = *limits;
                self.point(*at);
            }
            Event::Collecting { at, .. } => self.ledger_point(*at),
            Event::Collection(collection) => self.collection(collection),
            Event::Refused {
                requested,
                external,
                limit,
            } => {
                let args = |args: JsonObject| {
                    args.number("requested", *requested)
                        .number("external", *external)
                        .number("limit", *limit)
                };
                let at = self.now();
                self.instant("pressure", "refused", at, args);
            }
            Event::Pressure(notice) => self.pressure(notice),
            Event::Limits { at, limits } => {
                self.limits = *limits;
                let args = |args: JsonObject| limit_args(args, *limits);
                self.instant("limits", "limits", *at, args);
                self.point(*at);
            }
            Event::Site { id, site } => {
                let frames = site.frames.iter().map(|frame| json_text::string(frame));
                let args = |args: JsonObject| {
                    args.raw("id", id)
                        .text("place", site.place())
                        .raw("frames", json_text::array(frames))
                };
                let event = self.event("M", "__metadata", "site", Duration::ZERO);
                self.write(event.object("args", args));
            }
            Event::Span(span) => self.span(span),
            Event::Ending { at } => self.end(*at, Isolate::current().as_deref()),
        }
    }

    fn now(&self) -> Duration {
        Isolate::current().map_or(self.last_point.unwrap_or_default(), |isolate| {
            isolate.collector().age()
        })
    }

    fn moved(&mut self, movements: &[Movement]) {
        for movement in movements {
            self.add(movement);
            self.moved += 1;
            if self.is_point_due(movement.at) {
                self.set_balance(movement);
                self.point(movement.at);
            }
        }
        if let Some(last) = movements.last() {
            self.set_balance(last);
        }
    }

    fn set_balance(&mut self, movement: &Movement) {
        (self.array_buffers, self.reported) = (movement.array_buffers, movement.reported);
    }

    #[inline]
    fn add(&mut self, movement: &Movement) {
        match movement.change {
            Change::Allocated {
                address,
                bytes,
                site,
                ..
            } => {
                self.traffic.allocations += 1;
                self.traffic.allocated += bytes as u64;
                self.sizes[SIZES - 1 - bytes.leading_zeros() as usize] += 1;
                if site != 0 {
                    self.sample(movement.at, address, bytes, site);
                }
            }
            Change::Released { address, bytes } => {
                self.traffic.releases += 1;
                self.traffic.released += bytes as u64;
                if !self.samples.is_empty() {
                    self.samples.remove(&address);
                }
            }
            Change::Resized { from, to, .. } => {
                self.traffic.allocated += to.saturating_sub(from) as u64;
                self.traffic.released += from.saturating_sub(to) as u64;
            }
            Change::Reported { delta } => self.traffic.reported += delta,
            Change::SlabBorn {
                address,
                bytes,
                piece,
                purpose,
            } => self.slab_born(movement.at, address, bytes, piece, purpose),
            Change::SlabDied { address, bytes } => {
                let args = |args: JsonObject| slab_args(args, address, bytes);
                self.instant("slab", "slab died", movement.at, args);
            }
            Change::Merged {
                allocations,
                allocated,
                releases,
                released,
            } => {
                self.traffic.allocations += allocations as u64;
                self.traffic.allocated += allocated as u64;
                self.traffic.releases += releases as u64;
                self.traffic.released += released as u64;
            }
            // A kind of change that the trace has no form for; its sums are told apart.
            _ => {}
        }
    }

    fn is_point_due(&self, at: Duration) -> bool {
        let [busy, quiet] = self.due;
        at >= busy && (self.moved >= FEWEST || at >= quiet)
    }

    fn sample(&mut self, at: Duration, address: usize, bytes: usize, site: SiteId) {
        // Another listener may want a finer rate than this one.
        let rate = Isolate::current().and_then(|isolate| isolate.sites().rate());
        let stands_for = weight(bytes, rate.unwrap_or(self.rate));
        let sample = Sample {
            at,
            bytes,
            site,
            stands_for,
        };
        self.samples.insert(address, sample);
        let args = |args: JsonObject| {
            args.number("bytes", bytes)
                .number("site", site)
                .number("stands for", stands_for)
        };
        self.instant("sample", "store", at, args);
    }

    fn slab_born(
        &mut self,
        at: Duration,
        address: usize,
        bytes: usize,
        piece: usize,
        purpose: Purpose,
    ) {
        let kind = match purpose {
            Purpose::Pool => "pool",
            _ => "store",
        };
        let args = |args: JsonObject| {
            slab_args(args, address, bytes)
                .number("piece", piece)
                .word("purpose", kind)
        };
        self.instant("slab", "slab born", at, args);
    }

    fn pressure(&mut self, notice: &PressureNotice) {
        let args = |args: JsonObject| {
            args.text("reason", notice.reason.text())
                .number("requested", notice.requested)
                .number("external", notice.external)
                .number("low", notice.low)
        };
        let args = |object| limit_args(args(object), notice.limits);
        self.instant("pressure", "pressure", notice.at, args);
    }

    fn collection(&mut self, collection: &Collection) {
        let args = |args: JsonObject| {
            args.number("number", collection.number)
                .text("reason", collection.reason.text())
                .number("heapBefore", collection.heap_before)
                .number("heapAfter", collection.heap_after)
                .number("externalBefore", collection.external_before)
                .number("externalAfter", collection.external_after)
        };
        let name = format!("collection: {}", collection.reason.text());
        self.slice("gc", &name, collection.started, collection.ended(), args);
        self.point(collection.ended());
    }

    fn span(&mut self, span: &Span) {
        if span.edge == Edge::Begin {
            self.running
                .push((span.kind, Rc::clone(&span.name), span.at));
            return;
        }
        let Some((kind, name, began)) = self.running.pop() else {
            return;
        };
        match kind {
            SpanKind::Job => self.job(name, began, span.at),
            _ => self.slice(kind.text(), &name, began, span.at, |args| args),
        }
    }

    fn job(&mut self, name: Rc<str>, began: Duration, ended: Duration) {
        let is_short = ended.saturating_sub(began) < SHORT_JOB;
        if let Some(jobs) = &mut self.jobs {
            let is_close = began.saturating_sub(jobs.ended) < SHORT_JOB && began >= jobs.began;
            if is_short && is_close && jobs.name == name {
                jobs.ended = ended;
                jobs.count += 1;
                return;
            }
        }
        self.flush_jobs();
        self.jobs = Some(Jobs {
            name,
            began,
            ended,
            count: 1,
        });
    }

    fn flush_jobs(&mut self) {
        if let Some(jobs) = self.jobs.take() {
            let args = |args: JsonObject| args.number("count", jobs.count);
            self.slice("job", &jobs.name, jobs.began, jobs.ended, args);
        }
    }

    /// What has moved since the last point, and what there is.
    fn point(&mut self, at: Duration) {
        self.ledger_point(at);
        if let Some(isolate) = Isolate::current() {
            self.counter("heap used", isolate.heap_used() as u64, at);
            self.counter("slabs committed", isolate.memory().committed() as u64, at);
        }
        self.counter("rss", system::resident() as u64, at);
    }

    /// A point that lies in the past: of it only the ledger is known.
    fn ledger_point(&mut self, at: Duration) {
        self.last_point = Some(at);
        self.moved = 0;
        let rarer = at / RARER;
        self.due = [SHORTEST, LONGEST].map(|shortest| at + shortest.max(rarer));
        let traffic = std::mem::take(&mut self.traffic);
        if traffic != Traffic::default() {
            let args = |args: JsonObject| {
                args.number("allocated", traffic.allocated)
                    .number("released", traffic.released)
                    .number("reported", traffic.reported)
                    .number("allocations", traffic.allocations)
                    .number("releases", traffic.releases)
            };
            let event = self.event("C", "memory", "traffic", at);
            self.write(event.object("args", args));
        }
        let external = self.array_buffers.saturating_add(self.reported) as u64;
        self.counter("external", external, at);
        self.counter("reported", self.reported as u64, at);
        self.counter("soft limit", self.limits.soft as u64, at);
        if self.limits.hard != usize::MAX {
            self.counter("limit", self.limits.hard as u64, at);
        }
    }

    /// A counter is written when it has changed.
    fn counter(&mut self, name: &'static str, value: u64, at: Duration) {
        if self.counters.insert(name, value) == Some(value) {
            return;
        }
        let args = |args: JsonObject| args.number("bytes", value);
        let event = self.event("C", "memory", name, at);
        self.write(event.object("args", args));
    }

    fn end(&mut self, at: Duration, isolate: Option<&Isolate>) {
        self.flush_jobs();
        while let Some((kind, name, began)) = self.running.pop() {
            self.slice(kind.text(), &name, began, at, |args| args);
        }
        self.point(at);
        self.put("\n]");
        if let Some(isolate) = isolate {
            let summary = trace_summary::of(isolate, at, &self.samples, &self.sizes);
            self.put(&format!(",\"slabjs\":{summary}"));
        }
        self.put("}\n");
        let _ = self.out.flush();
        self.ended = true;
    }
}

fn slab_args(args: JsonObject, address: usize, bytes: usize) -> JsonObject {
    args.address("address", address).number("bytes", bytes)
}

fn limit_args(args: JsonObject, limits: Limits) -> JsonObject {
    let args = args.number("soft", limits.soft);
    match limits.hard {
        usize::MAX => args.raw("hard", "null"),
        hard => args.number("hard", hard),
    }
}

/// How many bytes a sample of `bytes` represents: its size over the chance
/// that a store of this size is sampled.
pub(super) fn weight(bytes: usize, rate: usize) -> u64 {
    if rate <= 1 {
        return bytes as u64;
    }
    let chance = 1.0 - (-(bytes as f64) / rate as f64).exp();
    // The quotient is finite for any size above 0, and casts saturate.
    if chance > 0.0 {
        (bytes as f64 / chance).round() as u64
    } else {
        0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sample_stands_for_the_rate_or_for_itself() {
        assert_eq!(weight(100, 1), 100);
        assert!((500_000..550_000).contains(&weight(64, 512 * 1024)));
        assert_eq!(weight(1 << 30, 512 * 1024), 1 << 30);
        assert_eq!(weight(0, 512 * 1024), 0);
    }
}
