//! Two hundred isolates in one process: what each gets done, what is left of
//! them. Work is compared by processor time, so that a busy machine does not
//! change the answer much.
//!
//! `cargo run --release --example isolates [ISOLATES] [ROUNDS]`

#![allow(clippy::expect_used, clippy::print_stdout)]

use slabjs::memory_view::LedgerView;
use slabjs::{Runtime, process_trim, process_usage};
use std::sync::Barrier;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

#[global_allocator]
static ALLOC: slabjs::Allocator = slabjs::Allocator::system();

/// 4 MB of Buffers and a thousand objects.
const WORK: &str = "
    (() => {
        let sum = 0;
        for (let i = 0; i < 200; i++) {
            const block = Buffer.alloc(20_000, i);
            sum += block[19_999] + Buffer.from('round ' + i).length;
        }
        return sum;
    })()";

/// Rounds after which an isolate's own memory is warm.
const WARM: usize = 20;

fn rounds(runtime: &mut Runtime, count: usize) {
    for _ in 0..count {
        let sum = runtime.evaluate(WORK, "work.js").expect("it fits");
        assert!(sum.as_number().is_some());
    }
}

/// A whole life: `WARM` rounds, then, when all are as far, `count` that are measured.
fn live(count: usize, ready: &AtomicUsize, begin: &Barrier, end: &Barrier) -> LedgerView {
    let mut runtime = Runtime::builder()
        .max_external_memory(32 << 20)
        .build()
        .expect("the allocator is installed");
    rounds(&mut runtime, WARM);
    ready.fetch_add(1, Ordering::Release);
    begin.wait();
    rounds(&mut runtime, count);
    end.wait();
    runtime.ledger()
}

/// Processor time of the whole process.
fn processor_time() -> Duration {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let ticks = |at: usize| -> u64 {
        let field = after_name.split_whitespace().nth(at);
        field.and_then(|field| field.parse().ok()).unwrap_or(0)
    };
    Duration::from_millis((ticks(11) + ticks(12)) * 10)
}

/// What some isolates got done, in rounds of all of them together.
struct Done {
    per_processor_second: f64,
    per_second: f64,
    /// The same with set-up, warming and taking down, in processor time.
    whole_life: f64,
    ledgers: Vec<LedgerView>,
    seen: usize,
}

/// `isolates` at once, each `count` rounds.
fn measure(isolates: usize, count: usize) -> Done {
    let (begin, end) = (Barrier::new(isolates + 1), Barrier::new(isolates + 1));
    let ready = AtomicUsize::new(0);
    let born = processor_time();
    let (ledgers, spent, wall, seen) = thread::scope(|scope| {
        let threads: Vec<_> = (0..isolates)
            .map(|_| scope.spawn(|| live(count, &ready, &begin, &end)))
            .collect();
        while ready.load(Ordering::Acquire) < isolates {
            thread::sleep(Duration::from_millis(1));
        }
        let seen = process_usage().isolates;
        // Looked at while all wait: this thread may not be the first to go on.
        let (began, before) = (Instant::now(), processor_time());
        begin.wait();
        end.wait();
        let (wall, spent) = (began.elapsed(), processor_time() - before);
        let ledgers: Vec<_> = threads
            .into_iter()
            .map(|thread| thread.join().expect("no panic"))
            .collect();
        (ledgers, spent, wall, seen)
    });
    let all = (isolates * count) as f64;
    // Ten milliseconds are the finest that the system tells.
    let seconds = |time: Duration| time.as_secs_f64().max(0.01);
    Done {
        per_processor_second: all / seconds(spent),
        per_second: all / seconds(wall),
        whole_life: (isolates * (count + WARM)) as f64 / seconds(processor_time() - born),
        ledgers,
        seen,
    }
}

fn argument(at: usize, default: usize) -> usize {
    let given = std::env::args().nth(at).and_then(|text| text.parse().ok());
    given.unwrap_or(default)
}

fn mib(bytes: usize) -> f64 {
    bytes as f64 / 1_048_576.0
}

fn main() {
    let (isolates, count) = (argument(1, 200), argument(2, 40));
    // What the process needs once is not what isolates leave behind.
    drop(measure(1, 2));
    let before = process_usage().resident;
    let alone = measure(1, isolates.saturating_mul(count) / 4);
    let together = measure(isolates, count);
    let left: usize = together.ledgers.iter().map(LedgerView::external).sum();
    drop(together.ledgers);
    let after = process_usage();
    process_trim();
    let trimmed = process_usage().resident;
    let cores = thread::available_parallelism().map_or(1, usize::from);
    println!("rounds for each         processor second    second on {cores} cores");
    println!(
        "one isolate alone:      {:>10.1} {:>16.1}",
        alone.per_processor_second, alone.per_second
    );
    println!(
        "{isolates:<3} isolates at once:  {:>10.1} {:>16.1}",
        together.per_processor_second, together.per_second
    );
    println!(
        "each, of one alone:     {:>8.1} %   (times {cores} cores, by the clock: {:.1} %)",
        100.0 * together.per_processor_second / alone.per_processor_second,
        100.0 * together.per_second / alone.per_second / cores.min(isolates) as f64
    );
    println!(
        "with set-up, warming and taking down, {WARM} rounds more each: {:.1} and {:.1} per processor second",
        alone.whole_life, together.whole_life
    );
    println!("isolates at once seen:  {:>8}", together.seen);
    println!("bytes left in ledgers:  {left:>8}");
    println!(
        "resident before, after, after process_trim: {:.1}, {:.1}, {:.1} MiB",
        mib(before),
        mib(after.resident),
        mib(trimmed)
    );
    assert_eq!((left, after.external), (0, 0));
}
