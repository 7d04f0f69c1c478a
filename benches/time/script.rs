//! Loops in JavaScript, as a function that is called with a number of turns.

use boa_engine::JsValue;
use criterion::measurement::WallTime;
use criterion::{BenchmarkGroup, Throughput};
use slabjs::Runtime;

/// Turns of a loop that are timed together.
const TURNS: u32 = 1000;

/// Times a turn of `function (turns) { ... }`, which gives a number that is `expected`
/// for each turn.
pub fn bench(group: &mut BenchmarkGroup<'_, WallTime>, name: &str, function: &str, expected: f64) {
    let mut runtime = Runtime::builder().build().expect("a runtime");
    let function = runtime.evaluate(function, name).expect("a function");
    let expected = expected * f64::from(TURNS);
    group.throughput(Throughput::Elements(u64::from(TURNS)));
    group.bench_function(name, |bencher| {
        bencher.iter(|| {
            let answer = runtime.call(&function, &JsValue::undefined(), &[TURNS.into()]);
            let answer = answer.expect("no error").as_number();
            assert_eq!(answer, Some(expected), "{name}");
        });
    });
}
