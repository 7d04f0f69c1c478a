//! Every method of `Buffer.prototype` against what Node answered to the same calls.
//!
//! `tests/oracle_prototype/calls.js` makes the calls, `record.js` beside it
//! writes down Node's answers, one line each.

use slabjs::Runtime;

const CALLS: &str = include_str!("../oracle_prototype/calls.js");
const EXPECTED: &str = include_str!("../oracle_prototype/expected.txt");
const EXPECTED_END: &str = include_str!("../oracle_prototype/expected_end.txt");

/// Differences shown before the test gives up counting in detail.
const SHOWN: usize = 40;

fn text(runtime: &mut Runtime, source: &str) -> String {
    let value = runtime.evaluate(source, "calls.js").expect(source);
    value.as_string().expect("text").to_std_string_lossy()
}

/// Compares the answers to the calls of one of the script's generators.
fn compare(generator: &str, expected: &str) {
    let mut runtime = Runtime::builder().build().expect("a runtime");
    runtime.evaluate(CALLS, "calls.js").expect("the calls");
    let calls = text(&mut runtime, &format!("{generator}().join('\\n')"));
    let answers = format!("{generator}().map((source) => oracleResult(source)).join('\\n')");
    let answers = text(&mut runtime, &answers);
    let calls: Vec<&str> = calls.lines().collect();
    let answers: Vec<&str> = answers.split('\n').collect();
    let expected: Vec<&str> = expected.lines().collect();
    assert_eq!(calls.len(), expected.len(), "record the answers again");
    assert_eq!(answers.len(), expected.len());
    let differences: Vec<String> = (0..calls.len())
        .filter(|&at| answers[at] != expected[at])
        .map(|at| {
            let (call, ours, nodes) = (calls[at], answers[at], expected[at]);
            format!("{call}\n    ours  {ours}\n    Node  {nodes}")
        })
        .collect();
    println!("{} calls, {} differences", calls.len(), differences.len());
    for difference in differences.iter().take(SHOWN) {
        println!("{difference}");
    }
    assert!(differences.is_empty());
}

#[test]
fn every_answer_is_nodes() {
    compare("oracleCalls", EXPECTED);
}

#[test]
fn the_end_of_a_search_is_nodes_too() {
    compare("oracleEndCalls", EXPECTED_END);
}
