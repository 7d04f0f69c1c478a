//! `RegExp.prototype[Symbol.split]` (ECMAScript 22.2.6.14).
//!
//! The standard tries the pattern at each place from the front, and steps on where it
//! misses: that is one search from there.

use super::compiled::Compiled;
use super::found::Found;
use super::natives::Natives;
use super::{kept, short, statics};
use crate::engine::builtins::string::pieces;
use boa_engine::gc::Gc;
use boa_engine::object::JsObject;
use boa_engine::object::builtins::JsArray;
use boa_engine::{Context, JsArgs, JsResult, JsString, JsSymbol, JsValue};

/// Puts it in place.
///
/// # Errors
///
/// When the prototype has been tampered with before.
pub(super) fn install(natives: &Gc<Natives>, context: &mut Context) -> JsResult<()> {
    short::install(natives, JsSymbol::split(), "split", 2, split, context)
}

fn split(
    regexp: &JsObject,
    input: &JsString,
    arguments: &mut [JsValue],
    natives: &Natives,
    context: &mut Context,
) -> JsResult<Option<JsValue>> {
    if !natives.makes_own() {
        return Ok(None);
    }
    let limit = arguments.get_or_undefined(1);
    let most = match limit.as_number() {
        Some(_) => limit.to_u32(context)?,
        None if limit.is_undefined() => u32::MAX,
        // Its conversion may run a script.
        None => return Ok(None),
    };
    let Some(compiled) = kept::of(regexp, natives, context)? else {
        return Ok(None);
    };
    let mut last = None;
    let parts = parts(&compiled, input, most as usize, &mut last);
    if let Some(last) = last {
        statics::matched(natives, input, last);
    }
    Ok(Some(JsArray::from_iter(parts, context).into()))
}

/// The parts; `last` becomes the last match.
fn parts(
    compiled: &Compiled,
    input: &JsString,
    most: usize,
    last: &mut Option<Found>,
) -> Vec<JsValue> {
    let mut parts = Vec::new();
    if most == 0 {
        return parts;
    }
    if input.is_empty() {
        *last = compiled.find(input, 0, true);
        if last.is_none() {
            parts.push(input.clone().into());
        }
        return parts;
    }
    let mut done = 0;
    for found in compiled.find_all(input, 0, usize::MAX) {
        // Nothing is looked for at the end.
        if found.start() >= input.len() {
            break;
        }
        let found = last.insert(found);
        // What is empty at the end of a match splits nothing.
        if found.end() == done {
            continue;
        }
        parts.push(pieces::part(input, done, found.start()).into());
        done = found.end();
        if parts.len() == most || push_captures(found, input, most, &mut parts) {
            return parts;
        }
    }
    parts.push(pieces::part(input, done, input.len()).into());
    parts
}

/// Whether there are as many parts as there may be.
fn push_captures(found: &Found, input: &JsString, most: usize, parts: &mut Vec<JsValue>) -> bool {
    for number in 1..=found.groups() {
        parts.push(found.capture(number, input));
        if parts.len() == most {
            return true;
        }
    }
    false
}
