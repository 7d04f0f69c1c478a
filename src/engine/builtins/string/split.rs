//! `String.prototype.split` (ECMAScript 22.1.3.23).

use super::find::Finder;
use super::{coercible, hook, pieces, receiver, text_of};
use crate::engine::{coerce, native, watch};
use boa_engine::{Context, JsArgs, JsResult, JsString, JsSymbol, JsValue};

/// Pieces between two checks whether the run has ended.
const LOOK: usize = 4096;

/// Puts it in place.
pub fn install(context: &mut Context) {
    let prototype = context.intrinsics().constructors().string().prototype();
    let functions: [native::Definition; 1] = [("split", 2, split)];
    native::define(&prototype, &functions, native::HIDDEN, context);
}

fn split(this: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    coercible(this, "split")?;
    let (separator, limit) = (arguments.get_or_undefined(0), arguments.get_or_undefined(1));
    if let Some(object) = separator.as_object()
        && let Some(splitter) = hook(&object, JsSymbol::split(), context)?
    {
        return splitter.call(separator, &[this.clone(), limit.clone()], context);
    }
    let text = receiver(this, "split", context)?;
    let most = match limit.is_undefined() {
        true => u32::MAX,
        false => coerce::to_uint32(limit, context)?,
    };
    let by = text_of(separator, context)?;
    let most = most as usize;
    if most == 0 {
        return Ok(pieces::array([], context));
    }
    if separator.is_undefined() {
        return Ok(pieces::array([text], context));
    }
    if by.is_empty() {
        return Ok(pieces::units(&text, most, context));
    }
    let parts = parts(&text, &by, most)?;
    Ok(pieces::array(parts, context))
}

/// What is between the places where `by` stands in `text`: `most` at most.
fn parts(text: &JsString, by: &JsString, most: usize) -> JsResult<Vec<JsString>> {
    let units = text.as_str();
    let finder = Finder::new(units, by.as_str());
    let mut parts = Vec::new();
    let mut from = 0;
    while let Some(at) = finder.find(units, from) {
        parts.push(pieces::part(text, from, at));
        if parts.len() >= most {
            return Ok(parts);
        }
        if parts.len() % LOOK == 0 {
            watch::refuse_after_end()?;
        }
        from = at + finder.length();
    }
    parts.push(pieces::part(text, from, text.len()));
    Ok(parts)
}
