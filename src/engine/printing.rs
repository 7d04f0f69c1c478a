//! How values are printed from this layer and the next: the layer that prints installs
//! its functions here.

use boa_engine::object::JsObject;
use boa_engine::{Context, JsResult, JsString, JsValue};

/// The functions of the layer that prints.
#[derive(Debug, Clone, Copy)]
pub struct Printer {
    /// A value as error messages show it, objects down to a depth.
    pub inspect: fn(&JsValue, depth: i32, &mut Context) -> JsResult<String>,
    /// `util.format('%s', value)`.
    pub format: fn(&JsValue, &mut Context) -> JsResult<JsString>,
    /// The own properties of an object beside its elements, on one line, printed by the
    /// options that a script gave; `None` where there are none.
    pub extras: fn(&JsObject, options: &JsValue, &mut Context) -> JsResult<Option<String>>,
}

/// Has what is printed in `context` printed by `printer`.
pub fn install(printer: Printer, context: &mut Context) {
    context.insert_data(printer);
}

fn printer(context: &Context) -> Option<Printer> {
    context.get_data::<Printer>().copied()
}

/// The value as error messages show it; `None` where nothing is installed, or where
/// printing it throws.
pub fn inspected(value: &JsValue, depth: i32, context: &mut Context) -> Option<String> {
    let printer = printer(context)?;
    (printer.inspect)(value, depth, context).ok()
}

/// The value as `util.format` shows it for `%s`; as the engine shows it where nothing is
/// installed.
///
/// # Errors
///
/// What printing it throws.
pub fn formatted(value: &JsValue, context: &mut Context) -> JsResult<JsString> {
    match printer(context) {
        Some(printer) => (printer.format)(value, context),
        None => Ok(value.display().to_string().into()),
    }
}

/// The own properties of `object` beside its elements: `foo: 1, bar: 2`. `None` where
/// there are none, or where nothing is installed.
///
/// # Errors
///
/// What the properties' getters and inspection functions throw.
pub fn extra_properties(
    object: &JsObject,
    options: &JsValue,
    context: &mut Context,
) -> JsResult<Option<String>> {
    match printer(context) {
        Some(printer) => (printer.extras)(object, options, context),
        None => Ok(None),
    }
}
