//! `RegExp.prototype[Symbol.replace]` (ECMAScript 22.2.6.11).

use super::exec;
use super::found::Found;
use super::marks::Marks;
use super::natives::Natives;
use super::{indexing, kept, short, statics};
use crate::engine::builtins::guards::text::Text;
use crate::engine::builtins::string::substitution::{Matched, Replacement};
use crate::engine::builtins::string::text_of;
use crate::engine::watch;
use boa_engine::gc::Gc;
use boa_engine::object::JsObject;
use boa_engine::string::JsStr;
use boa_engine::{Context, JsArgs, JsResult, JsString, JsSymbol, JsValue};

/// Matches between two checks whether the run has ended.
const LOOK: usize = 1024;

/// Puts it in place.
///
/// # Errors
///
/// When the prototype has been tampered with before.
pub(super) fn install(natives: &Gc<Natives>, context: &mut Context) -> JsResult<()> {
    short::install(natives, JsSymbol::replace(), "replace", 2, replace, context)
}

fn replace(
    regexp: &JsObject,
    input: &JsString,
    arguments: &mut [JsValue],
    natives: &Natives,
    context: &mut Context,
) -> JsResult<Option<JsValue>> {
    let by = arguments.get_or_undefined(1).clone();
    let function = by.as_callable();
    let mut text = JsString::default();
    if function.is_none() {
        text = text_of(&by, context)?;
        if let Some(argument) = arguments.get_mut(1) {
            *argument = text.clone().into();
        }
        // An object's conversion may have run a script.
        if by.is_object() && !natives.is_pristine(regexp) {
            return Ok(None);
        }
    }
    let Some(found) = matches(regexp, input, natives, context)? else {
        return Ok(None);
    };
    let Some(first) = found.first() else {
        return Ok(Some(input.clone().into()));
    };
    let made = match function {
        Some(function) => by_function(input, &found, &function, context)?,
        None => {
            let replacement = Replacement::new(&text, first.groups(), first.has_names());
            by_text(input, &found, &replacement)?
        }
    };
    Ok(Some(made.into()))
}

/// What the pattern matches: all of it with the flag `g`, else the first.
fn matches(
    regexp: &JsObject,
    input: &JsString,
    natives: &Natives,
    context: &mut Context,
) -> JsResult<Option<Vec<Found>>> {
    let Some(compiled) = kept::of(regexp, natives, context)? else {
        return Ok(None);
    };
    if !compiled.marks().has(Marks::GLOBAL) {
        let run = exec::run(regexp, input, natives, context)?;
        return Ok(Some(run.map(|run| run.found).into_iter().collect()));
    }
    // What is pristine may be written.
    indexing::set(regexp, 0, true)?;
    let found = compiled.walk(input, 0);
    if let Some(last) = found.last() {
        statics::matched(natives, input, last.clone());
    }
    Ok(Some(found))
}

fn between(text: &JsString, from: usize, to: usize) -> JsStr<'_> {
    text.as_str().get(from..to).unwrap_or(JsStr::EMPTY)
}

/// The text with each match written anew by `write`.
fn rewritten(
    input: &JsString,
    found: &[Found],
    mut write: impl FnMut(&Found, &mut Text) -> JsResult<()>,
) -> JsResult<JsString> {
    let mut out = Text::new();
    let mut done = 0;
    for (count, found) in found.iter().enumerate() {
        if count % LOOK == LOOK - 1 {
            watch::refuse_after_end()?;
        }
        // A look behind may match before what is done.
        if found.start() < done {
            continue;
        }
        out.plain(between(input, done, found.start()))?;
        write(found, &mut out)?;
        done = found.end();
    }
    out.plain(between(input, done, input.len()))?;
    Ok(out.into_string())
}

fn by_text(input: &JsString, found: &[Found], replacement: &Replacement) -> JsResult<JsString> {
    rewritten(input, found, |found, out| {
        replacement.write(input.as_str(), found, out)
    })
}

fn by_function(
    input: &JsString,
    found: &[Found],
    function: &JsObject,
    context: &mut Context,
) -> JsResult<JsString> {
    rewritten(input, found, |found, out| {
        let mut arguments = vec![found.text(input).into()];
        arguments.extend((1..=found.groups()).map(|number| found.capture(number, input)));
        arguments.push(JsValue::from(found.range().start as i32));
        arguments.push(input.clone().into());
        let groups = found.named_captures(input);
        if !groups.is_undefined() {
            arguments.push(groups);
        }
        let made = function.call(&JsValue::undefined(), &arguments, context)?;
        out.plain(text_of(&made, context)?.as_str())
    })
}
