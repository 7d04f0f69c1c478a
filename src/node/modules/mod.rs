//! Module loading: CommonJS `require`, ES modules, built-in modules by name.
//!
//! | file | what |
//! | --- | --- |
//! | [`context`] | what one context knows of modules |
//! | [`builtins`] | built-in modules: the rows that are handed in, those that are added |
//! | [`loading`] | their values, made when they are first asked for |
//! | `embedded` | built-in modules written in JavaScript |
//! | [`format`](mod@format) | how the source of a file is read |
//! | [`resolver`] | from a specifier to a file, without JavaScript |
//! | `failure` | failed resolutions as scripts see them |
//! | [`package`] | `package.json` |
//! | [`commonjs`] | `require` and the `Module` class |
//! | [`esm`] | `import`: the engine's module loader |
//! | [`run`] | starting points: a file, a piece of source |
//! | [`syntax`] | syntax errors with the file's own line and column |
//! | [`typescript`] | TypeScript files, whose types are stripped |
//! | [`files`], [`file_url`] | the file system and its URLs |

pub mod builtins;
pub mod commonjs;
pub mod context;
mod embedded;
pub mod esm;
mod failure;
pub mod file_url;
pub mod files;
pub mod format;
pub mod loading;
pub mod package;
pub mod resolver;
pub mod run;
pub mod syntax;
pub mod typescript;

pub use builtins::{Builtin, Loader, NameError};
pub use context::Modules;
pub use loading::{is_loaded, require_builtin};
pub use run::{Evaluation, resolve_main, run_main, run_source_as_commonjs};
