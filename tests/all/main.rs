//! Behaviour through the public face: one binary, a module a topic.

#[global_allocator]
static ALLOC: slabjs::Allocator = slabjs::Allocator::system();

mod arena;
mod buffer_class;
mod buffer_reentry;
mod clients;
mod collector;
mod command;
mod event_loop;
mod exactness;
mod guards;
mod host;
<<<<<<< HEAD
mod instruments;
=======
mod idle;
>>>>>>> 0cf0c0d (slabjs test: Node's reporters, patterns, concurrency, watching, memory of every file; plans that wait, expected failures, mocked timers; dates as V8 reads them; assert.ok shows its call; npm packages as a test)
mod javascript;
mod limits;
mod modules;
mod oracle_prototype;
mod oracle_statics;
mod ownership;
mod process;
mod repl;
mod report;
mod screen;
mod test_runner;
mod threads;
