//! How large the circles of files that name each other may be.
//!
//! Two files are in one circle when each leads to the other, by whatever way. What is
//! counted as naming is told in [`super::sources`]. A file that grows into a circle
//! can't be read, moved or tested without all of it: lower a bound when a circle
//! has become smaller, and look for what should be handed in before raising one.

use super::sources::{Module, Sources, shown};
use std::collections::{BTreeMap, BTreeSet};

type Graph = BTreeMap<Module, BTreeSet<Module>>;

/// Each crate, and the most files in one circle of it. The library's was 106, before
/// built-in modules were rows that the module service is handed; now it is that of
/// `runtime/`, whose files name the type `Runtime` in the file that exports them all.
const LARGEST: [(&str, usize); 4] = [
    ("src", 23),
    ("crates/node-codecs/src", 28),
    ("crates/slab-arena/src", 7),
    ("crates/slabjs-cli/src", 5),
];

/// Every file that `start` leads to.
fn reached_from<'a>(start: &'a Module, graph: &'a Graph) -> BTreeSet<&'a Module> {
    let mut reached = BTreeSet::new();
    let mut open = vec![start];
    while let Some(module) = open.pop() {
        for next in graph.get(module).into_iter().flatten() {
            if reached.insert(next) {
                open.push(next);
            }
        }
    }
    reached
}

/// The circles, the largest first.
fn circles(graph: &Graph) -> Vec<Vec<&Module>> {
    let reached: BTreeMap<&Module, BTreeSet<&Module>> = graph
        .keys()
        .map(|module| (module, reached_from(module, graph)))
        .collect();
    let leads = |from: &Module, to: &Module| reached[from].contains(to);
    let mut circles: Vec<Vec<&Module>> = Vec::new();
    for module in graph.keys().filter(|module| leads(module, module)) {
        let known = circles.iter_mut().find(|circle| {
            let first = circle[0];
            leads(module, first) && leads(first, module)
        });
        match known {
            Some(circle) => circle.push(module),
            None => circles.push(vec![module]),
        }
    }
    circles.sort_by_key(|circle| std::cmp::Reverse(circle.len()));
    circles
}

/// How many files the largest circle of a crate has; each file of one that is larger than
/// `allowed` is printed.
fn largest(folder: &str, allowed: usize) -> usize {
    let graph = Sources::below(folder).graph();
    let circles = circles(&graph);
    let sizes: Vec<usize> = circles.iter().map(Vec::len).collect();
    println!("circles of {folder}: {sizes:?}");
    for circle in circles.iter().filter(|circle| circle.len() > allowed) {
        for module in circle {
            let named = graph[*module].iter().filter(|named| circle.contains(named));
            let named: Vec<String> = named.map(shown).collect();
            println!("{} names {}", shown(module), named.join(", "));
        }
    }
    sizes.first().copied().unwrap_or(0)
}

#[test]
fn no_circle_of_files_grows() {
    for (folder, allowed) in LARGEST {
        let largest = largest(folder, allowed);
        assert!(
            largest <= allowed,
            "{folder}: a circle of {largest} files, listed above"
        );
    }
}

#[test]
fn circles_are_found() {
    let arrows = [
        ("a", "b"),
        ("b", "c"),
        ("c", "a"),
        ("c", "d"),
        ("d", "d"),
        ("e", "d"),
    ];
    let mut graph = Graph::new();
    for (from, to) in arrows {
        let [from, to] = [from, to].map(|name| vec![name.to_owned()]);
        graph.entry(from).or_default().insert(to);
    }
    let found: Vec<String> = circles(&graph)
        .iter()
        .map(|circle| circle.iter().map(|module| shown(module)).collect())
        .collect();
    assert_eq!(found, ["abc", "d"]);
}
