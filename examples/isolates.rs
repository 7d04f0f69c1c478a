//! Two hundred isolates in one process: what each gets done, what is left of
//! them. Work is compared by processor time, so that a busy machine does not
//! change the answer much.

use slabjs::{Runtime, process_usage};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

#[global_allocator]
static ALLOC: slabjs::Allocator = slabjs::Allocator::system();

const ISOLATES: usize = 200;
const ROUNDS: usize = 40;

const WORK: &str = "
    (() => {
        let sum = 0;
        for (let i = 0; i < 200; i++) {
            const block = Buffer.alloc(20_000, i);
            sum += block[19_999] + Buffer.from('round ' + i).length;
        }
        return sum;
    })()";

/// What one isolate does, `rounds` times.
fn work(rounds: usize) -> Arc<slabjs::memory::IsolateMemory> {
    let mut runtime = Runtime::builder()
        .max_external_memory(32 << 20)
        .build()
        .expect("the allocator is installed");
    for _ in 0..rounds {
        let sum = runtime.evaluate(WORK, "work.js").expect("it fits");
        assert!(sum.as_number().is_some());
    }
    Arc::clone(runtime.isolate().memory())
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

/// Rounds for each second of processor time, and of the wall's.
fn measure(rounds: usize, run: impl FnOnce()) -> (f64, f64) {
    let (began, before) = (Instant::now(), processor_time());
    run();
    let spent = (processor_time() - before).as_secs_f64();
    let rounds = rounds as f64;
    (rounds / spent, rounds / began.elapsed().as_secs_f64())
}

fn main() {
    // What the process needs once is not what isolates leave behind.
    thread::spawn(|| work(2)).join().expect("no panic");
    let before = process_usage();
    let (alone, alone_wall) = measure(1000, || {
        thread::spawn(|| work(1000)).join().expect("no panic");
    });
    let mut memories = Vec::new();
    let mut peak = 0;
    let (together, together_wall) = measure(ISOLATES * ROUNDS, || {
        let threads: Vec<_> = (0..ISOLATES)
            .map(|_| thread::spawn(|| work(ROUNDS)))
            .collect();
        peak = process_usage().isolates;
        let joined = threads
            .into_iter()
            .map(|thread| thread.join().expect("no panic"));
        memories.extend(joined);
    });
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let left: usize = memories
        .iter()
        .map(|memory| memory.ledger().external())
        .sum();
    drop(memories);
    let after = process_usage();
    println!(
        "one isolate alone:      {alone:>7.1} rounds per processor second, {alone_wall:.1} per second"
    );
    println!(
        "{ISOLATES} isolates:           {together:>7.1} rounds per processor second, {together_wall:.1} per second on {cores} cores"
    );
    println!(
        "each, of one alone:     {:>6.1} %",
        100.0 * together / alone
    );
    println!("isolates at once seen:  {peak:>7}");
    println!("bytes left in ledgers:  {left:>7}");
    let (then, now) = (before.resident as f64, after.resident as f64);
    println!(
        "resident before, after: {:>7.1} MiB, {:.1} MiB",
        then / 1048576.0,
        now / 1048576.0
    );
    assert_eq!((left, after.external), (0, 0));
}
