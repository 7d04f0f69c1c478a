//! `util.debuglog`: messages that show only where `NODE_DEBUG` names their section.

use crate::engine::error;
use crate::engine::native;
use crate::node::base::environment;
use crate::node::inspect::InspectOptions;
use crate::node::inspect::format::format_with_options;
use boa_engine::object::FunctionObjectBuilder;
use boa_engine::{Context, JsArgs, JsResult, JsString, JsValue, NativeFunction, js_string};

/// `util.debuglog(section[, callback])`
pub(super) fn debuglog(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let section = args
        .get_or_undefined(0)
        .to_string(context)?
        .to_std_string_lossy();
    let section = js_string!(section.to_uppercase());
    let log = NativeFunction::from_copy_closure_with_captures(log, section.clone());
    let logger = FunctionObjectBuilder::new(context.realm(), log)
        .name(js_string!("logger"))
        .build();
    let enabled = NativeFunction::from_copy_closure_with_captures(
        |_, _, section: &JsString, context| is_enabled(section, context).map(JsValue::from),
        section,
    );
    let enabled = FunctionObjectBuilder::new(context.realm(), enabled)
        .name(js_string!("get"))
        .build();
    native::accessor(
        &logger,
        js_string!("enabled"),
        enabled,
        None,
        native::ENUMERABLE,
    );
    let callback = args.get_or_undefined(1);
    if callback.is_callable() {
        let callback = error::validate_function(callback, "cb", context)?;
        callback.call(&JsValue::undefined(), &[logger.clone().into()], context)?;
    }
    Ok(logger.into())
}

fn is_enabled(section: &JsString, context: &mut Context) -> JsResult<bool> {
    let Some(wanted) = environment::get("NODE_DEBUG", context)? else {
        return Ok(false);
    };
    let wanted = wanted.to_std_string_lossy().to_uppercase();
    let section = section.to_std_string_lossy();
    Ok(wanted.split(',').any(|pattern| matches(pattern, &section)))
}

/// Whether `text` is what `pattern` says, in which a star matches anything.
fn matches(pattern: &str, text: &str) -> bool {
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or("");
    let Some(mut rest) = text.strip_prefix(first) else {
        return false;
    };
    let Some(last) = parts.next_back() else {
        return rest.is_empty();
    };
    for part in parts {
        let Some(at) = rest.find(part) else {
            return false;
        };
        rest = rest.get(at + part.len()..).unwrap_or("");
    }
    rest.ends_with(last)
}

fn log(
    _: &JsValue,
    args: &[JsValue],
    section: &JsString,
    context: &mut Context,
) -> JsResult<JsValue> {
    if !is_enabled(section, context)? {
        return Ok(JsValue::undefined());
    }
    let options = InspectOptions::current(context)?;
    let text = format_with_options(&options, args, context)?;
    let Some(process) = environment::process(context)? else {
        return Ok(JsValue::undefined());
    };
    let id = process
        .get(js_string!("pid"), context)?
        .to_string(context)?;
    let errors = process
        .get(js_string!("stderr"), context)?
        .to_object(context)?;
    let (colon, space, end) = (js_string!(": "), js_string!(" "), js_string!("\n"));
    let line = js_string!(section, &space, &id, &colon, &text, &end);
    let write = errors.get(js_string!("write"), context)?;
    let write = error::validate_function(&write, "process.stderr.write", context)?;
    write.call(&errors.into(), &[line.into()], context)?;
    Ok(JsValue::undefined())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_stand_for_anything() {
        assert!(matches("FOO", "FOO"));
        assert!(!matches("FOO", "FOOBAR"));
        assert!(matches("FOO*", "FOOBAR"));
        assert!(matches("*", "ANY"));
        assert!(matches("A*C*E", "ABCDE"));
        assert!(!matches("A*C*E", "ABDE"));
        assert!(!matches("AB*B", "AB"));
        assert!(!matches("", "A"));
    }
}
