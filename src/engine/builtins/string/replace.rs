//! `String.prototype.replace` and `replaceAll` (ECMAScript 22.1.3.19, 22.1.3.20).

use super::find::Finder;
use super::substitution::Replacement;
use super::{coercible, hook, is_regexp, receiver, text_of, type_error};
use crate::engine::builtins::guards::text::Text;
use crate::engine::{native, watch};
use boa_engine::object::JsObject;
use boa_engine::string::JsStr;
use boa_engine::{Context, JsArgs, JsResult, JsString, JsSymbol, JsValue, js_string};

/// Matches between two checks whether the run has ended.
const LOOK: usize = 1024;

/// Puts them in place.
pub fn install(context: &mut Context) {
    let prototype = context.intrinsics().constructors().string().prototype();
    let functions: [native::Definition; 2] =
        [("replace", 2, replace), ("replaceAll", 2, replace_all)];
    native::define(&prototype, &functions, native::HIDDEN, context);
}

fn replace(this: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    coercible(this, "replace")?;
    let (search, by) = (arguments.get_or_undefined(0), arguments.get_or_undefined(1));
    if let Some(object) = search.as_object()
        && let Some(replacer) = hook(&object, JsSymbol::replace(), context)?
    {
        return replacer.call(search, &[this.clone(), by.clone()], context);
    }
    by_text(this, search, by, true, context)
}

fn replace_all(this: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    coercible(this, "replaceAll")?;
    let (search, by) = (arguments.get_or_undefined(0), arguments.get_or_undefined(1));
    if let Some(object) = search.as_object() {
        if is_regexp(search, context)? {
            refuse_single(&object, context)?;
        }
        if let Some(replacer) = hook(&object, JsSymbol::replace(), context)? {
            return replacer.call(search, &[this.clone(), by.clone()], context);
        }
    }
    by_text(this, search, by, false, context)
}

/// A pattern that says it finds one match can't replace all.
fn refuse_single(pattern: &JsObject, context: &mut Context) -> JsResult<()> {
    let flags = pattern.get(js_string!("flags"), context)?;
    if flags.is_null_or_undefined() || !text_of(&flags, context)?.contains(b'g') {
        let message = "String.prototype.replaceAll called with a non-global RegExp argument";
        return Err(type_error(message.to_owned()));
    }
    Ok(())
}

fn by_text(
    this: &JsValue,
    search: &JsValue,
    by: &JsValue,
    once: bool,
    context: &mut Context,
) -> JsResult<JsValue> {
    let name = if once { "replace" } else { "replaceAll" };
    let text = receiver(this, name, context)?;
    let search = text_of(search, context)?;
    let by = match by.as_callable() {
        Some(function) => By::Function(function),
        None => By::Text(Replacement::new(&text_of(by, context)?, 0, false)),
    };
    let finder = Finder::new(text.as_str(), search.as_str());
    let most = if once { 1 } else { usize::MAX };
    let mut out = Text::new();
    let (mut done, mut from, mut count) = (0, 0, 0);
    while count < most
        && let Some(at) = finder.find(text.as_str(), from)
    {
        count += 1;
        if count % LOOK == 0 {
            watch::refuse_after_end()?;
        }
        out.plain(between(&text, done, at))?;
        done = at + search.len();
        from = at + search.len().max(1);
        by.write(&text, at, &search, &mut out, context)?;
    }
    if count == 0 {
        return Ok(text.into());
    }
    out.plain(between(&text, done, text.len()))?;
    Ok(out.into_string().into())
}

fn between(text: &JsString, from: usize, to: usize) -> JsStr<'_> {
    text.as_str().get(from..to).unwrap_or(JsStr::EMPTY)
}

/// What matches are replaced by.
enum By {
    Function(JsObject),
    Text(Replacement),
}

impl By {
    fn write(
        &self,
        text: &JsString,
        at: usize,
        search: &JsString,
        out: &mut Text,
        context: &mut Context,
    ) -> JsResult<()> {
        match self {
            Self::Text(replacement) => {
                replacement.write(text.as_str(), &(at..at + search.len()), out)
            }
            Self::Function(function) => {
                let arguments = [search.clone().into(), at.into(), text.clone().into()];
                let made = function.call(&JsValue::undefined(), &arguments, context)?;
                out.plain(text_of(&made, context)?.as_str())
            }
        }
    }
}
