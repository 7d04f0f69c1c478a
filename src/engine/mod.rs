//! The layer over the engine, Boa: heap, stores, limits, events, the event loop.
//!
//! - [`isolate`]: one thread's collected heap with its external memory.
//! - [`collector`]: runs collections, notices those the engine starts itself.
//! - [`heap_growing`]: how far the heap may grow between two of those.
//! - `ballast`: boxes that do nothing but count for it.
//! - [`events`]: the one stream that all instruments read.
//! - [`shapes`]: what the engine keeps of dead prototypes.
//! - [`sites`]: allocation sites of stores, sampled.
//! - [`spans`]: scripts, modules and jobs, when each runs.
//! - [`phrases`]: the engine's errors in V8's words.
//! - [`pool_book`]: the pool's blocks, and the views that keep them.
//! - [`hooks`]: what the engine asks of its host: safe points, the cap on stores.
//! - [`store`]: making backing stores and views over them.
//! - [`ownership`]: bytes that change hands without being copied.
//! - [`text`]: strings of scripts, made from bytes.
//! - [`view`]: borrowed bytes of views and buffers.
//! - [`inherited`]: what a typed array inherits, found in the tables of its prototypes.
//! - [`heap_limit`]: a limit on objects and strings.
//! - [`ledger_view`]: figures that any thread may read.
//! - `fuel`: how many instructions a context may still run.
//! - [`builtins`]: patches of ECMAScript's built-in objects.
//! - [`brand`], [`reflect`], [`collections`]: what an object is and holds, without running scripts.
//! - [`class`], [`object`], [`symbols`]: classes, plain objects and symbols of modules.
//! - [`dom_exception`]: the class `DOMException`.
//! - [`frame`]: native code called under a stack frame of its own.
//! - [`async_context`]: a value that follows asynchronous work around.
//! - [`native`]: defining native functions.
//! - [`system`]: what only the C interface tells.
//! - [`native_stack`]: how much of the thread's stack is left, and a larger one.
//! - [`prepare`]: sources, prepared where the engine gets places of them wrong.
//! - [`source`]: sources, read so that no nesting exhausts the stack.
//! - [`limiter`]: who decides about growth.
//! - [`limits`]: limits that several modules enforce.
//! - [`watch`]: runs that are ended from outside.
//! - [`defect`]: panics of the engine, turned into errors of a run.
//! - [`ended`]: ends of a run that are no defect, by errors that no script can catch.
//! - `deadline`: callbacks at a given time, run by one thread.
//! - [`thread_end`]: what is dropped when its thread ends, after the engine's heap.
//! - [`per_context`]: state of which each context has one.
//! - [`printing`]: how values are printed: a callback that a higher layer installs.
//! - [`untraced`]: what objects hold that the collector need not look into.
//! - [`thrown`]: values that scripts threw and hosts may ask for.
//! - [`proxy`]: target and handler of a `Proxy`.
//! - [`realms`]: further realms with globals of their own.
//! - [`stack`]: `error.stack` with its header.
//! - [`coerce`]: conversions of arguments, with V8's words where they throw.
//! - [`error`]: errors with Node's class, code and message.
//! - [`event_loop`]: microtasks, timers, and what keeps a program alive.

pub mod async_context;
mod ballast;
pub mod brand;
pub mod builtins;
pub mod class;
pub mod coerce;
pub mod collections;
pub mod collector;
pub(crate) mod deadline;
pub mod defect;
pub mod dom_exception;
pub mod ended;
pub mod error;
pub mod event_loop;
pub mod events;
pub mod frame;
#[cfg(feature = "fuel")]
pub(crate) mod fuel;
pub mod heap_growing;
pub mod heap_limit;
pub mod hooks;
pub mod inherited;
pub mod isolate;
pub mod ledger_view;
pub mod limiter;
pub mod limits;
pub mod native;
pub mod native_stack;
pub mod object;
pub mod ownership;
pub mod per_context;
pub mod phrases;
pub mod pool_book;
pub mod prepare;
pub mod printing;
pub mod proxy;
pub mod realms;
pub mod reflect;
pub mod shapes;
pub mod sites;
pub mod source;
pub mod spans;
pub mod stack;
pub mod store;
pub mod symbols;
pub mod system;
pub mod text;
pub mod thread_end;
pub mod thrown;
pub mod untraced;
pub mod view;
pub mod watch;

#[cfg(test)]
mod tests;
