//! Behaviour through the public face: one binary, a module a topic.

#[global_allocator]
static ALLOC: slabjs::Allocator = slabjs::Allocator::system();

mod arena;
mod buffer_class;
mod buffer_reentry;
mod buffer_table;
mod clients;
mod collector;
mod command;
mod deep;
mod event_loop;
mod exactness;
mod guards;
mod host;
mod host_classes;
mod host_drive;
mod host_functions;
mod host_persistent;
mod host_serde;
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
mod process;
mod repl;
mod report;
mod screen;
mod scripts;
mod streams;
mod test_runner;
mod threads;
mod values;
