//! Which crates may not depend on which: the two lowest stand without the engine, and
//! the library without what only a command needs.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// The packages of the workspace whose arrows are looked at, with their folders.
const MEMBERS: [(&str, &str); 3] = [
    ("slabjs", "."),
    ("slab-arena", "crates/slab-arena"),
    ("node-codecs", "crates/node-codecs"),
];

fn read(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The names in the `[dependencies]` of a manifest, those of targets too; not what is
/// for tests or for building.
fn dependencies_of_manifest(manifest: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let mut is_inside = false;
    for line in manifest.lines() {
        if let Some(section) = line.strip_prefix('[') {
            let section = section.trim_end_matches(']');
            is_inside = section == "dependencies" || section.ends_with(".dependencies");
            is_inside &= section != "workspace.dependencies";
            names.extend(section.strip_prefix("dependencies.").map(str::to_owned));
        } else if is_inside && line.starts_with(|first: char| first.is_ascii_alphanumeric()) {
            let end = line.find([' ', '.', '=']).unwrap_or(line.len());
            names.insert(line[..end].to_owned());
        }
    }
    names
}

/// What each package in a lock file depends on, whichever its version.
fn dependencies_in_lock(lock: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut package = String::new();
    for line in lock.lines() {
        if let Some(name) = line.strip_prefix("name = ") {
            package = name.trim_matches('"').to_owned();
            found.entry(package.clone()).or_default();
        } else if let Some(dependency) = line.strip_prefix(" \"") {
            let end = dependency.find([' ', '"']).unwrap_or(dependency.len());
            let known = found.entry(package.clone()).or_default();
            known.insert(dependency[..end].to_owned());
        }
    }
    found
}

/// Every package that `package` is built with.
fn all_dependencies(package: &str) -> BTreeSet<String> {
    let mut graph = dependencies_in_lock(&read("Cargo.lock"));
    for (member, folder) in MEMBERS {
        let manifest = read(&format!("{folder}/Cargo.toml"));
        graph.insert(member.to_owned(), dependencies_of_manifest(&manifest));
    }
    let mut reached = BTreeSet::new();
    let mut open = vec![package.to_owned()];
    while let Some(package) = open.pop() {
        for next in &graph[&package] {
            if reached.insert(next.clone()) {
                open.push(next.clone());
            }
        }
    }
    reached
}

fn check(package: &str, is_forbidden: impl Fn(&str) -> bool) {
    let all = all_dependencies(package);
    assert!(all.contains("memchr") || all.contains("libc"), "{all:?}");
    let found: Vec<_> = all.iter().filter(|name| is_forbidden(name)).collect();
    assert!(found.is_empty(), "{package} depends on {found:?}");
}

#[test]
fn memory_and_codecs_know_no_engine_and_not_each_other() {
    for package in ["slab-arena", "node-codecs"] {
        check(package, |name| {
            name.starts_with("boa") || ["slabjs", "slab-arena", "node-codecs"].contains(&name)
        });
    }
}

#[test]
fn the_library_needs_nothing_of_a_command_line() {
    check("slabjs", |name| {
        name.starts_with("clap") || ["rustyline", "slabjs-cli"].contains(&name)
    });
    assert!(all_dependencies("slabjs").contains("boa_engine"));
}

#[test]
fn manifests_and_lock_files_are_read() {
    let manifest = "[package]\nname = \"a\"\n[dependencies]\nb.workspace = true\n# no\n\
                    c = { version = \"1\" }\n[target.'cfg(unix)'.dependencies]\nd = \"1\"\n\
                    [dependencies.e]\nversion = \"1\"\n[dev-dependencies]\nf = \"1\"\n\
                    [workspace.dependencies]\ng = \"1\"\n";
    let names = dependencies_of_manifest(manifest);
    assert_eq!(names.into_iter().collect::<String>(), "bcde");
    let lock = "[[package]]\nname = \"a\"\ndependencies = [\n \"b\",\n \"c 1.0.0\",\n]\n\
                [[package]]\nname = \"b\"\nversion = \"1\"\n";
    let names = dependencies_in_lock(lock);
    assert_eq!(
        names["a"].iter().map(String::as_str).collect::<String>(),
        "bc"
    );
    assert!(names["b"].is_empty());
}
