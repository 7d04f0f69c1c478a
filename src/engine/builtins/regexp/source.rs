//! `RegExp.prototype.source` as V8 gives it.
//!
//! The engine puts a backslash before every slash of a pattern, also where one
//! stands already: `new RegExp(/a\/b/.source)` would match something else.

use crate::engine::native;
use boa_engine::builtins::object::OrdinaryObject;
use boa_engine::object::{FunctionObjectBuilder, JsObject};
use boa_engine::{Context, JsResult, JsString, JsValue, NativeFunction, js_string};

const BACKSLASH: u16 = b'\\' as u16;
const SLASH: u16 = b'/' as u16;
const OPEN: u16 = b'[' as u16;
const CLOSE: u16 = b']' as u16;

/// Puts the getter in place.
///
/// # Errors
///
/// When `RegExp.prototype.source` has been tampered with before.
pub fn install(context: &mut Context) -> JsResult<()> {
    let prototype = context.intrinsics().constructors().regexp().prototype();
    let key = js_string!("source");
    let arguments = [prototype.clone().into(), key.clone().into()];
    let descriptor =
        OrdinaryObject::get_own_property_descriptor(&JsValue::undefined(), &arguments, context)?;
    let descriptor = descriptor.to_property_descriptor(context)?;
    let Some(original) = descriptor.get().and_then(JsValue::as_callable) else {
        return Ok(());
    };
    let getter = NativeFunction::from_copy_closure_with_captures(source, original);
    let getter = FunctionObjectBuilder::new(context.realm(), getter)
        .name(js_string!("get source"))
        .build();
    let attributes = boa_engine::property::Attribute::CONFIGURABLE;
    native::accessor(&prototype, key, getter, None, attributes);
    Ok(())
}

fn source(
    this: &JsValue,
    _: &[JsValue],
    original: &JsObject,
    context: &mut Context,
) -> JsResult<JsValue> {
    let given = original.call(this, &[], context)?;
    let Some(text) = given.as_string() else {
        return Ok(given);
    };
    if !text.contains(b'/') {
        return Ok(given);
    }
    let pattern = without_added(&text);
    Ok(JsString::from(escaped(&pattern).as_slice()).into())
}

/// The pattern itself: each slash lost the backslash that the engine put there.
pub(super) fn without_added(text: &JsString) -> Vec<u16> {
    let mut pattern: Vec<u16> = Vec::with_capacity(text.len());
    for unit in text {
        if unit == SLASH {
            pattern.pop();
        }
        pattern.push(unit);
    }
    pattern
}

/// The pattern with a backslash before each slash that would end a literal.
fn escaped(pattern: &[u16]) -> Vec<u16> {
    let mut out = Vec::with_capacity(pattern.len() + 1);
    let mut is_escaped = false;
    let mut in_class = false;
    for &unit in pattern {
        match unit {
            _ if is_escaped => {}
            OPEN => in_class = true,
            CLOSE => in_class = false,
            SLASH if !in_class => out.push(BACKSLASH),
            _ => {}
        }
        out.push(unit);
        is_escaped = !is_escaped && unit == BACKSLASH;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use boa_engine::Source;

    fn evaluate(source: &str) -> String {
        let context = &mut Context::default();
        install(context).expect("fresh intrinsics");
        let value = context.eval(Source::from_bytes(source)).expect("a value");
        let text = value.as_string().expect("a string");
        text.to_std_string_lossy()
    }

    #[test]
    fn slashes_are_escaped_once() {
        let cases = [
            (r"/a\/b/.source", r"a\/b"),
            (r"new RegExp('a/b').source", r"a\/b"),
            (r"/[/]/.source", "[/]"),
            (r"/a\\\/b/.source", r"a\\\/b"),
            (r"new RegExp('/').source", r"\/"),
            (r"String(/\/\//g)", r"/\/\//g"),
            (r"/abc/.source", "abc"),
            (r"RegExp.prototype.source", "(?:)"),
        ];
        for (source, expected) in cases {
            assert_eq!(evaluate(source), expected, "{source}");
        }
    }

    #[test]
    fn a_pattern_made_from_a_source_matches_the_same() {
        let source = r"String(new RegExp(/^a\/b$/.source).test('a/b'))";
        assert_eq!(evaluate(source), "true");
    }
}
