//! Node's modules beside the class `Buffer`, and module loading.
//!
//! | folder or file | what |
//! | --- | --- |
//! | [`registry`] | the table of all built-in modules |
//! | [`globals`] | the globals that belong to modules |
//! | [`modules`] | the service that resolves and loads modules; knows no name of one |
//! | [`base`] | what several modules need |
//! | [`inspect`] | values as text |
//! | [`buffer`] | the exports of `node:buffer` |
//! | [`web`] | what the standards of the web describe, and what is close to it |
//! | [`system`] | files, processes, timers, compression, hashes |
//! | [`tools`] | what a programmer works with: assertions, tests, consoles, figures |

pub mod base;
pub mod buffer;
pub mod globals;
pub mod inspect;
pub mod modules;
pub mod registry;
pub mod system;
pub mod tools;
pub mod web;
