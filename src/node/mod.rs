//! The built-in modules beside `buffer`, one file or folder each, and module loading.

pub mod arrival;
pub mod assert;
pub mod bytes;
pub mod class;
pub mod console;
pub mod crypto;
pub mod dom_exception;
pub mod environment;
pub mod events;
pub mod fs;
pub mod gc;
pub mod globals;
pub mod lazy_global;
pub mod modules;
pub mod object;
pub mod os;
pub mod path;
pub mod process;
pub mod slabjs_memory;
pub mod symbols;
pub mod system_error;
pub mod test;
pub mod text;
pub mod timers;
pub mod util;
pub mod validate;
