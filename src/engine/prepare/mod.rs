//! Sources between a file, `eval` or the prompt, and the engine: prepared by a real parser
//! (the crate `source-prep`), where the engine gets places of them wrong.
//!
//! Without the feature `prepare` every source reaches the engine as it is.
//!
//! - `helpers`: the functions that prepared sources call, put into their realm.
//! - `dynamic`: what `eval` and `Function` are given.

#[cfg(feature = "prepare")]
mod dynamic;
#[cfg(feature = "prepare")]
mod helpers;

use super::native_stack;
#[cfg(feature = "prepare")]
use super::source;
use boa_engine::realm::Realm;
use boa_engine::{Context, JsResult};
use std::borrow::Cow;

/// What a source is read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Goal {
    /// A script.
    Script,
    /// An ES module.
    Module,
    /// The body of a CommonJS file's function.
    CommonJs,
}

/// What is wrong with a source, and where: bytes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// V8's words.
    pub message: String,
    /// The first byte of the faulty token.
    pub start: usize,
    /// The byte behind it.
    pub end: usize,
    /// Node's code, where it has one: types that can't be stripped.
    pub code: Option<&'static str>,
}

/// Where columns of a prepared text come from.
#[derive(Debug, Clone, Default)]
pub struct Columns {
    #[cfg(feature = "prepare")]
    map: source_prep::ColumnMap,
}

impl Columns {
    /// Whether every column is where it was.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        #[cfg(feature = "prepare")]
        return self.map.is_empty();
        #[cfg(not(feature = "prepare"))]
        true
    }

    /// The source's column for a line and column of the text, all from 1.
    #[must_use]
    pub fn original(&self, line: u32, column: u32) -> u32 {
        #[cfg(feature = "prepare")]
        return self.map.original(line, column);
        #[cfg(not(feature = "prepare"))]
        {
            let _ = line;
            column
        }
    }
}

/// A source as the engine is given it.
#[derive(Debug)]
pub struct Ready<'s> {
    /// The text, on the lines of the source.
    pub text: Cow<'s, str>,
    /// Where its columns come from.
    pub columns: Columns,
    needs_helpers: bool,
}

impl<'s> Ready<'s> {
    fn unchanged(source: &'s str) -> Self {
        Self {
            text: Cow::Borrowed(source),
            columns: Columns::default(),
            needs_helpers: false,
        }
    }

    /// Puts what the text calls into `realm`, before it runs there.
    ///
    /// # Errors
    ///
    /// When a script has tampered with the built-in objects it is made with.
    pub fn ensure_helpers(&self, realm: &Realm, context: &mut Context) -> JsResult<()> {
        #[cfg(feature = "prepare")]
        if self.needs_helpers {
            return helpers::ensure(realm, context);
        }
        let _ = (realm, context, self.needs_helpers);
        Ok(())
    }
}

/// Bytes of stack that the parser was measured to take for each level of nesting, at most.
const FRAME: usize = 8 * 1024;

/// Prepares `source`, read as `goal`.
///
/// # Errors
///
/// An early error that the engine would not see.
#[cfg(feature = "prepare")]
pub fn prepare(source: &str, goal: Goal) -> Result<Ready<'_>, Fault> {
    if !fits(source) {
        return Ok(Ready::unchanged(source));
    }
    prepare_as(source, own(goal))
}

#[cfg(feature = "prepare")]
fn own(goal: Goal) -> source_prep::Goal {
    match goal {
        Goal::Script => source_prep::Goal::Script,
        Goal::Module => source_prep::Goal::Module,
        Goal::CommonJs => source_prep::Goal::CommonJs,
    }
}

/// `source`, TypeScript, with its types blanked out; `None` reads it as whatever it is.
///
/// # Errors
///
/// Syntax that means more than types, or is none.
#[cfg(feature = "prepare")]
pub fn strip_types(source: &str, goal: Option<Goal>) -> Result<Cow<'_, str>, Fault> {
    if !fits(source) {
        return Ok(Cow::Borrowed(source));
    }
    source_prep::strip_types(source, goal.map(own)).map_err(Fault::from)
}

/// As the feature `prepare` would: without it TypeScript is not known.
///
/// # Errors
///
/// None.
#[cfg(not(feature = "prepare"))]
pub fn strip_types(source: &str, _: Option<Goal>) -> Result<Cow<'_, str>, Fault> {
    Ok(Cow::Borrowed(source))
}

#[cfg(feature = "prepare")]
impl From<source_prep::Fault> for Fault {
    fn from(fault: source_prep::Fault) -> Self {
        Self {
            message: fault.message,
            start: fault.start,
            end: fault.end,
            code: fault.types.map(|types| match types {
                source_prep::TypeFault::Unsupported => "ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX",
                source_prep::TypeFault::Invalid => "ERR_INVALID_TYPESCRIPT_SYNTAX",
            }),
        }
    }
}

/// As the feature `prepare` would: without it a source is its own text.
///
/// # Errors
///
/// None.
#[cfg(not(feature = "prepare"))]
pub fn prepare(source: &str, _: Goal) -> Result<Ready<'_>, Fault> {
    let _ = (FRAME, native_stack::remaining());
    Ok(Ready::unchanged(source))
}

#[cfg(feature = "prepare")]
fn prepare_as(source: &str, goal: source_prep::Goal) -> Result<Ready<'_>, Fault> {
    Ok(Ready::from(source_prep::prepare(source, goal)?))
}

#[cfg(feature = "prepare")]
impl<'s> From<source_prep::Prepared<'s>> for Ready<'s> {
    fn from(prepared: source_prep::Prepared<'s>) -> Self {
        Self {
            text: prepared.text,
            columns: Columns {
                map: prepared.columns,
            },
            needs_helpers: prepared.needs_helpers,
        }
    }
}

/// Whether the running stack holds the parser of `source`: it descends by the nesting, and
/// what nests deeper is left to the engine, which refuses it.
#[cfg(feature = "prepare")]
fn fits(code: &str) -> bool {
    let levels = native_stack::remaining() / 2 / FRAME;
    code.len() <= levels || source::nesting(code) <= levels
}

#[cfg(feature = "prepare")]
pub use dynamic::install;

/// Has `Function` prepare what it is given, and functions show their own source.
///
/// # Errors
///
/// None.
#[cfg(not(feature = "prepare"))]
pub fn install(_: &mut Context) -> JsResult<()> {
    Ok(())
}
