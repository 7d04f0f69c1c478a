//! Where promises to the garbage collector may stand.
//!
//! An attribute that has the collector pass over a field, or trust a destructor, weighs
//! as much as `unsafe`: a wrong one frees what a script still holds. `engine::untraced`
//! has a type whose promise is checked by the compiler, for everything outside.

use super::sources::{Sources, shown};

const PROMISES: [&str; 3] = [
    "unsafe_ignore_trace",
    "unsafe_no_drop",
    "unsafe_empty_trace",
];

#[test]
fn promises_to_the_collector_stand_in_the_engine_alone() {
    let sources = Sources::below("src");
    let found = sources.words(|word| PROMISES.contains(&word));
    let outside = found.iter().filter(|(module, _)| {
        let room = module.first().map(String::as_str);
        !matches!(room, Some("engine" | "memory"))
    });
    let outside: Vec<String> = outside
        .map(|(module, word)| format!("{word} in {}", shown(module)))
        .collect();
    assert!(outside.is_empty(), "{outside:#?}");
}
