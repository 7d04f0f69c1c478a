//! Symbols that all code shares by name.

use boa_engine::{Context, JsNativeError, JsResult, JsSymbol, js_string};

/// `Symbol.for('nodejs.util.promisify.custom')`: what `util.promisify` gives in
/// the place of what it would make.
///
/// # Errors
///
/// When a script has broken `Symbol.for`.
pub fn custom_promisify(context: &mut Context) -> JsResult<JsSymbol> {
    registered("nodejs.util.promisify.custom", context)
}

/// `Symbol.for('nodejs.util.inspect.custom')`: how an object says that it prints itself.
/// Asked for once a context, so that a script can't give another one later.
///
/// # Errors
///
/// When a script has broken `Symbol.for` before the first call.
pub fn custom_inspect(context: &mut Context) -> JsResult<JsSymbol> {
    if let Some(CustomInspect(symbol)) = context.get_data::<CustomInspect>() {
        return Ok(symbol.clone());
    }
    let symbol = registered("nodejs.util.inspect.custom", context)?;
    context.insert_data(CustomInspect(symbol.clone()));
    Ok(symbol)
}

struct CustomInspect(JsSymbol);

/// `Symbol.for(name)`
fn registered(name: &str, context: &mut Context) -> JsResult<JsSymbol> {
    let constructor = context.intrinsics().constructors().symbol().constructor();
    let lookup = constructor.get(js_string!("for"), context)?;
    let symbol = match lookup.as_callable() {
        Some(lookup) => lookup.call(&constructor.into(), &[js_string!(name).into()], context)?,
        None => lookup,
    };
    symbol.as_symbol().ok_or_else(|| {
        JsNativeError::typ()
            .with_message("Symbol.for does not give symbols")
            .into()
    })
}
