//! Which folders may not name which: lower floors know nothing of higher ones.

use super::sources::{Module, Sources, shown};

/// The folders of `src/`, lowest first.
const FLOORS: [&str; 4] = ["engine", "buffer", "node", "runtime"];

/// Whether `module` is the folder `folder`, or lies in it.
fn is_in(module: &Module, folder: &str) -> bool {
    let place = shown(module);
    place == folder
        || place
            .strip_prefix(folder)
            .is_some_and(|rest| rest.starts_with('/'))
}

/// Every arrow from a file that `from` picks to one that `to` picks.
fn arrows(from: impl Fn(&Module) -> bool, to: impl Fn(&Module) -> bool) -> Vec<String> {
    let graph = Sources::below("src").graph();
    let mut found = Vec::new();
    for (module, named) in graph.iter().filter(|(module, _)| from(module)) {
        let named = named.iter().filter(|named| to(named));
        found.extend(named.map(|named| format!("{} names {}", shown(module), shown(named))));
    }
    found
}

/// Checks that no file of `lower` names one of `higher`.
fn check(lower: &str, higher: &[&str]) {
    let known = Sources::below("src")
        .modules()
        .any(|module| is_in(module, lower));
    assert!(known, "src/{lower} is not there");
    let found = arrows(
        |module| is_in(module, lower),
        |named| higher.iter().any(|folder| is_in(named, folder)),
    );
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn the_engine_names_nothing_above_it() {
    check("engine", &["buffer", "node", "runtime"]);
}

#[test]
fn buffer_names_nothing_above_it() {
    check("buffer", &["node", "runtime"]);
}

#[test]
fn the_modules_of_node_name_no_runtime() {
    check("node", &["runtime"]);
}

#[test]
fn what_modules_share_names_no_module() {
    let found = arrows(
        |module| is_in(module, "node/base"),
        |named| is_in(named, "node") && !is_in(named, "node/base"),
    );
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn the_module_service_names_no_module() {
    let found = arrows(
        |module| is_in(module, "node/modules"),
        |named| {
            let is_below = ["node/modules", "node/base"]
                .iter()
                .any(|folder| is_in(named, folder));
            (is_in(named, "node") || is_in(named, "buffer")) && !is_below
        },
    );
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn printing_names_no_module() {
    let found = arrows(
        |module| is_in(module, "node/inspect"),
        |named| {
            let is_below = ["node/inspect", "node/base"]
                .iter()
                .any(|folder| is_in(named, folder));
            is_in(named, "node") && !is_below
        },
    );
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn only_the_runtime_and_the_face_name_the_modules_of_node() {
    let found = arrows(
        |module| {
            // The root's own files are the face: they export what lies below.
            let is_face = module.len() < 2 && !FLOORS.contains(&shown(module).as_str());
            let may_name = ["node", "runtime"]
                .iter()
                .any(|folder| is_in(module, folder));
            !is_face && !may_name
        },
        |named| is_in(named, "node"),
    );
    assert!(found.is_empty(), "{found:#?}");
}
