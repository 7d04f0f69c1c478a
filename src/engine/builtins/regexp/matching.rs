//! `RegExp.prototype[Symbol.match]`, `[Symbol.search]` (ECMAScript 22.2.6.8, 22.2.6.12).

use super::exec::{self, Outcome};
use super::marks::Marks;
use super::natives::Natives;
use super::{indexing, kept, short, statics};
use crate::engine::builtins::string::{pieces, text_of};
use boa_engine::gc::Gc;
use boa_engine::object::JsObject;
use boa_engine::{Context, JsArgs, JsResult, JsString, JsSymbol, JsValue, js_string};

/// Puts them in place.
///
/// # Errors
///
/// When the prototype has been tampered with before.
pub(super) fn install(natives: &Gc<Natives>, context: &mut Context) -> JsResult<()> {
    let name = js_string!("[Symbol.search]");
    Natives::define(natives, JsSymbol::search(), name, 1, search, context);
    short::install(
        natives,
        JsSymbol::r#match(),
        "match",
        1,
        all_matches,
        context,
    )
}

fn search(
    this: &JsValue,
    arguments: &[JsValue],
    natives: &Gc<Natives>,
    context: &mut Context,
) -> JsResult<JsValue> {
    let regexp = exec::object(this, "@@search")?;
    let input = text_of(arguments.get_or_undefined(0), context)?;
    let key = js_string!("lastIndex");
    let before = regexp.get(key.clone(), context)?;
    if !JsValue::same_value(&before, &JsValue::from(0)) {
        regexp.set(key.clone(), 0, true, context)?;
    }
    let outcome = exec::outcome(&regexp, &input, "@@search", natives, context)?;
    let after = regexp.get(key.clone(), context)?;
    if !JsValue::same_value(&after, &before) {
        regexp.set(key, before, true, context)?;
    }
    match outcome {
        Outcome::Nothing => Ok(JsValue::from(-1)),
        // No string is longer than 2^29 units.
        Outcome::Found(run) => Ok(JsValue::from(run.found.start() as i32)),
        Outcome::Object(object) => object.get(js_string!("index"), context),
    }
}

/// All texts that a pristine pattern with the flag `g` matches; `None` where the steps of
/// the standard must be gone one by one.
fn all_matches(
    regexp: &JsObject,
    input: &JsString,
    _: &mut [JsValue],
    natives: &Natives,
    context: &mut Context,
) -> JsResult<Option<JsValue>> {
    let Some(compiled) = kept::of(regexp, natives, context)? else {
        return Ok(None);
    };
    if !compiled.marks().has(Marks::GLOBAL) {
        return one_match(regexp, input, natives, context).map(Some);
    }
    // What is pristine may be written.
    indexing::set(regexp, 0, true)?;
    let all = compiled.walk(input, 0);
    let Some(last) = all.last() else {
        return Ok(Some(JsValue::null()));
    };
    statics::matched(natives, input, last.clone());
    let texts: Vec<JsString> = all.iter().map(|found| found.text(input)).collect();
    Ok(Some(pieces::array(texts, context)))
}

fn one_match(
    regexp: &JsObject,
    input: &JsString,
    natives: &Natives,
    context: &mut Context,
) -> JsResult<JsValue> {
    let run = exec::run(regexp, input, natives, context)?;
    Ok(run.map_or(JsValue::null(), |run| run.array(input, context).into()))
}
