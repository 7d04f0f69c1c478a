//! The statics of `Buffer` against what Node answered to the same calls.
//!
//! `tests/oracle_statics/calls.js` makes the calls, `record.js` beside it writes
//! down Node's answers, one line each. Where the founding document differs from
//! Node, the calls ask for what both agree on.

use boa_engine::js_string;
use slabjs::Runtime;
use slabjs::buffer::module::module;

const SHOW: &str = include_str!("../oracle_statics/show.js");
const CALLS: &str = include_str!("../oracle_statics/calls.js");
const EXPECTED: &str = include_str!("../oracle_statics/expected.txt");

fn lines(runtime: &mut Runtime, source: &str) -> Vec<String> {
    let value = runtime.evaluate(source, "calls.js").expect(source);
    let text = value.as_string().expect("text").to_std_string_lossy();
    text.split('\n').map(str::to_owned).collect()
}

#[test]
fn every_answer_is_nodes() {
    let mut runtime = Runtime::builder().build().expect("a runtime");
    let exports = module(runtime.context()).expect("the module");
    let global = runtime.context().global_object();
    let set = global.set(js_string!("buffer"), exports, true, runtime.context());
    assert_eq!(set.ok(), Some(true));
    runtime.evaluate(SHOW, "show.js").expect("the words");
    runtime.evaluate(CALLS, "calls.js").expect("the calls");
    let calls = lines(&mut runtime, "oracleCalls().join('\\n')");
    let answers = lines(&mut runtime, "oracleCalls().map(outcome).join('\\n')");
    let expected: Vec<&str> = EXPECTED.lines().collect();
    assert_eq!(calls.len(), expected.len(), "record the answers again");
    assert_eq!(answers.len(), expected.len());
    let differences: Vec<String> = (0..calls.len())
        .filter(|&at| answers[at] != expected[at])
        .map(|at| {
            let (call, ours, nodes) = (&calls[at], &answers[at], expected[at]);
            format!("{call}\n    ours  {ours}\n    Node  {nodes}")
        })
        .collect();
    println!("{} calls, {} differences", calls.len(), differences.len());
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}
