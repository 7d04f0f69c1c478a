//! Behaviour through the public face: one binary, a module a topic.

#![allow(clippy::expect_used, clippy::print_stdout, clippy::unwrap_used)]

#[global_allocator]
static ALLOC: slabjs::Allocator = slabjs::Allocator::system();

/// The repository's top folder, written without `..`: recorded output has paths in it.
fn root() -> std::path::PathBuf {
    let package = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let top = package.ancestors().nth(2);
    top.expect("a package two folders below the top").to_owned()
}

mod absent_table;
mod buffer_class;
mod buffer_reentry;
mod buffer_table;
mod clients;
mod collector;
mod command;
mod deep;
mod defects;
mod engine_faults;
mod exactness;
mod guards;
mod idle;
mod instruments;
mod interruption;
mod javascript;
mod limits;
mod many;
mod memory_control;
mod modules;
mod oracle;
mod ownership;
mod repl;
mod report;
mod screen;
mod scripts;
mod streams;
mod test_runner;
mod threads;
mod values;
