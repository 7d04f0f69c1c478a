//! The built-in modules beside `buffer`, one file or folder each, and module loading.

pub mod assert;
pub mod console;
pub mod environment;
pub mod gc;
pub mod modules;
pub mod os;
pub mod process;
pub mod slabjs_memory;
pub mod system_error;
pub mod test;
pub mod timers;
pub mod util;
