//! What is replaced does what the engine's own does: random calls in a context of each kind.

use super::install;
use boa_engine::{Context, JsValue, Source};

const CALLS: &str = include_str!("differential.js");

/// What came of the calls, a line each.
fn lines(context: &mut Context, seed: u32, rounds: u32) -> Vec<String> {
    let driver = context.eval(Source::from_bytes(CALLS)).expect("a function");
    let driver = driver.as_callable().expect("a function");
    let arguments = [seed.into(), rounds.into()];
    let text = driver
        .call(&JsValue::undefined(), &arguments, context)
        .expect("what the calls throw is part of what is told");
    let text = text.as_string().expect("a text").to_std_string_lossy();
    text.lines().map(str::to_owned).collect()
}

#[test]
fn replaced_functions_do_what_the_engines_own_do() {
    let mut told = 0;
    for seed in 0..8 {
        let own = lines(&mut Context::default(), seed, 400);
        let mut context = Context::default();
        install(&mut context).expect("a context that nobody has touched");
        let replaced = lines(&mut context, seed, 400);
        for (own, replaced) in own.iter().zip(&replaced) {
            assert_eq!(own, replaced, "seed {seed}");
        }
        assert_eq!(own.len(), replaced.len());
        told += own.len();
    }
    assert!(told > 8 * 5 * 300);
}
