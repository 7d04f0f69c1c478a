//! Warnings of the class, through `process.emitWarning` where there is one.

use boa_engine::{Context, JsResult, JsValue, js_string};

/// Emits a warning; nothing happens in a context without `process`.
///
/// # Errors
///
/// What a script throws that has put its own function in that place.
pub(super) fn emit(message: &str, class: &str, code: &str, context: &mut Context) -> JsResult<()> {
    let process = context
        .global_object()
        .get(js_string!("process"), context)?;
    let Some(process) = process.as_object() else {
        return Ok(());
    };
    let emit = process.get(js_string!("emitWarning"), context)?;
    let Some(emit) = emit.as_callable() else {
        return Ok(());
    };
    let arguments = [
        js_string!(message).into(),
        js_string!(class).into(),
        js_string!(code).into(),
    ];
    emit.call(&JsValue::from(process), &arguments, context)?;
    Ok(())
}
