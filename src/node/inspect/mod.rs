//! `util.inspect`: any value as text, byte for byte as Node prints it.
//!
//! [`printer`] walks from value to value; [`raw`] decides what an object is,
//! and a file for each family prints it; [`layout`] puts entries on lines.
//! [`mod@format`] is `util.format`.
//!
//! - `ansi`: finding and removing terminal escape sequences.
//! - `arrays`: elements, holes, and what lies beyond the limit.
//! - `bytes`: typed arrays, `ArrayBuffer`s and views.
//! - `class_name`: the name in front of the braces: class, `[Symbol.toStringTag]`, null
//!   prototypes; and the prototype's properties that `showHidden` adds.
//! - `collections`: Maps, Sets, weak collections, promises, module namespaces.
//! - `custom`: custom inspection functions: methods under
//!   `Symbol.for('nodejs.util.inspect.custom')`.
//! - `errors`: the stack, what it does not tell, and the cause.
//! - `extras`: properties of an object that otherwise prints in a way of its own.
//! - `face`: `util.inspect` as scripts see it: the function with its `custom`,
//!   `defaultOptions`, `colors` and `styles`.
//! - `frames`: frames of a stack: repetitions collapsed, parts of paths styled.
//! - `functions`: functions and classes: `[Function: f]`, `[class A extends B]`.
//! - `iterators`: iterators of Maps and Sets, shown with what they have yet to give.
//! - `options`: the options of `util.inspect`, and their passage from and to scripts.
//! - `palette`: the tables behind `util.inspect.colors` and `util.inspect.styles`.
//! - `primitives`: strings with their quotes and escapes, numbers, bigints, symbols.
//! - `property`: one property: `name: value`, getters and setters, quoted names.
//! - `regexp_colors`: colours for the parts of a regular expression: each level of
//!   nesting has the next colour of a palette.
//! - `scalars`: dates, regular expressions and boxed primitives: objects that print as
//!   the one value they hold.
//! - `source_text`: telling the kind of a function from the beginning of its source.
//! - `state`: what printing keeps for each context: the custom-inspection symbol, the
//!   cached intrinsic prototypes, and the objects scripts can change.
//! - `style`: colours: which part gets which ANSI style.
//! - `text`: measures of text that JavaScript counts in UTF-16 units.
//! - `width`: how many columns text takes on a terminal.

mod ansi;
mod arrays;
mod bytes;
mod class_name;
mod collections;
mod custom;
mod errors;
mod extras;
mod face;
pub mod format;
mod frames;
mod functions;
mod iterators;
mod layout;
mod options;
mod palette;
mod primitives;
mod printer;
mod property;
mod raw;
mod regexp_colors;
mod scalars;
mod source_text;
mod state;
mod style;
mod text;
mod width;

pub use ansi::strip_control_sequences;
use extras::extra_properties;
pub use face::function;
pub use options::{Compact, Getters, InspectOptions, Sorted};
pub use width::string_width;

pub(crate) use class_name::is_built_in;
pub(crate) use iterators::Preview;
pub(crate) use primitives::{bigint_text, number_text};
pub(crate) use state::State;

use crate::engine::printing;
use boa_engine::object::JsObject;
use boa_engine::{Context, JsResult, JsString, JsValue, js_string};
use printer::{Printer, TOP};

/// `value` as text.
///
/// Lone surrogates that a script puts outside quotes (names, what custom
/// inspection functions return) become U+FFFD, as on their way to a terminal.
///
/// # Errors
///
/// What custom inspection functions, traps and a few getters throw.
pub fn inspect(
    value: &JsValue,
    options: &InspectOptions,
    context: &mut Context,
) -> JsResult<JsString> {
    inspect_text(value, options, context).map(|text| js_string!(text))
}

/// [`inspect`] as Rust's text.
///
/// # Errors
///
/// See [`inspect`].
pub fn inspect_text(
    value: &JsValue,
    options: &InspectOptions,
    context: &mut Context,
) -> JsResult<String> {
    Printer::new(options.clone(), context)?.value(value, TOP)
}

/// Readies `context` for printing: remembers the custom-inspection symbol
/// before scripts run, and prints values inside error messages.
///
/// # Errors
///
/// When a script has broken `Symbol.for` already.
pub fn install(context: &mut Context) -> JsResult<()> {
    State::of(context)?;
    install_printer(context);
    Ok(())
}

/// Prints what lower floors show: values in error messages, properties of Buffers.
pub fn install_printer(context: &mut Context) {
    let printer = printing::Printer {
        inspect: in_message,
        format: as_text,
        extras: extras_by,
    };
    printing::install(printer, context);
}

fn as_text(value: &JsValue, context: &mut Context) -> JsResult<JsString> {
    let options = InspectOptions::current(context)?;
    let arguments = [js_string!("%s").into(), value.clone()];
    format::format_with_options(&options, &arguments, context)
}

fn extras_by(
    object: &JsObject,
    options: &JsValue,
    context: &mut Context,
) -> JsResult<Option<String>> {
    let options = InspectOptions::from_js(options, context)?;
    extra_properties(object, &options, context)
}

fn in_message(value: &JsValue, depth: i32, context: &mut Context) -> JsResult<String> {
    let mut options = InspectOptions::current(context)?;
    options.depth = Some(f64::from(depth));
    inspect_text(value, &options, context)
}
