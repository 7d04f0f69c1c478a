//! `RegExp.$1` to `$9`, `input`, `lastMatch`, `lastParen`, `leftContext`, `rightContext`:
//! what the last match of a realm was (the proposal "Legacy RegExp features", as V8 has it).

use super::found::Found;
use super::natives::Natives;
use crate::engine::builtins::string::{pieces, substitution::Matched, text_of};
use crate::engine::native;
use boa_engine::gc::Gc;
use boa_engine::object::builtins::JsFunction;
use boa_engine::object::{FunctionObjectBuilder, JsObject};
use boa_engine::property::Attribute;
use boa_engine::{Context, JsArgs, JsResult, JsString, JsValue, NativeFunction, js_string};
use std::cell::RefCell;

/// The last match, and in which realm it was.
struct Last {
    /// The address of the realm's `RegExp.prototype`.
    realm: usize,
    input: JsString,
    found: Found,
    /// What a script has put in `RegExp.input`.
    given: Option<JsString>,
}

thread_local! {
    static LAST: RefCell<Option<Last>> = const { RefCell::new(None) };
}

fn realm(natives: &Natives) -> usize {
    let prototype = natives.prototype.borrow();
    std::ptr::from_ref(&*prototype).addr()
}

/// A pattern of the realm has matched.
pub(super) fn matched(natives: &Natives, input: &JsString, found: Found) {
    LAST.replace(Some(Last {
        realm: realm(natives),
        input: input.clone(),
        found,
        given: None,
    }));
}

#[derive(Debug, Clone, Copy)]
enum Part {
    Input,
    Match,
    LastGroup,
    Left,
    Right,
    Group(usize),
}

const NAMES: [(&str, Part); 19] = [
    ("input", Part::Input),
    ("$_", Part::Input),
    ("lastMatch", Part::Match),
    ("$&", Part::Match),
    ("lastParen", Part::LastGroup),
    ("$+", Part::LastGroup),
    ("leftContext", Part::Left),
    ("$`", Part::Left),
    ("rightContext", Part::Right),
    ("$'", Part::Right),
    ("$1", Part::Group(1)),
    ("$2", Part::Group(2)),
    ("$3", Part::Group(3)),
    ("$4", Part::Group(4)),
    ("$5", Part::Group(5)),
    ("$6", Part::Group(6)),
    ("$7", Part::Group(7)),
    ("$8", Part::Group(8)),
    ("$9", Part::Group(9)),
];

/// Puts the accessors on the constructor.
pub(super) fn install(natives: &Gc<Natives>, constructor: &JsObject, context: &Context) {
    for (name, part) in NAMES {
        let read = move |_: &JsValue, _: &[JsValue], natives: &Gc<Natives>, _: &mut Context| {
            Ok(part.of_last(natives).into())
        };
        let get = function("get", name, 0, read, natives, context);
        let set = match part {
            Part::Input => function("set", name, 1, give, natives, context),
            _ => function("set", name, 1, ignore, natives, context),
        };
        let attributes = Attribute::CONFIGURABLE;
        native::accessor(constructor, js_string!(name), get, Some(set), attributes);
    }
}

fn function(
    kind: &str,
    name: &str,
    length: usize,
    code: impl Fn(&JsValue, &[JsValue], &Gc<Natives>, &mut Context) -> JsResult<JsValue>
    + Copy
    + 'static,
    natives: &Gc<Natives>,
    context: &Context,
) -> JsFunction {
    let code = NativeFunction::from_copy_closure_with_captures(code, natives.clone());
    FunctionObjectBuilder::new(context.realm(), code)
        .name(js_string!(format!("{kind} {name}")))
        .length(length)
        .constructor(false)
        .build()
}

/// `RegExp.input = value`
fn give(
    _: &JsValue,
    arguments: &[JsValue],
    natives: &Gc<Natives>,
    context: &mut Context,
) -> JsResult<JsValue> {
    let text = text_of(arguments.get_or_undefined(0), context)?;
    LAST.with_borrow_mut(|last| {
        let realm = realm(natives);
        let last = match last {
            Some(last) if last.realm == realm => last,
            other => other.insert(Last {
                realm,
                input: js_string!(),
                found: Found::of_text(0..0),
                given: None,
            }),
        };
        last.given = Some(text);
    });
    Ok(JsValue::undefined())
}

fn ignore(_: &JsValue, _: &[JsValue], _: &Gc<Natives>, _: &mut Context) -> JsResult<JsValue> {
    Ok(JsValue::undefined())
}

impl Part {
    /// This part of the realm's last match; empty where there was none.
    fn of_last(self, natives: &Natives) -> JsString {
        LAST.with_borrow(|last| match last {
            Some(last) if last.realm == realm(natives) => self.of(last),
            _ => js_string!(),
        })
    }

    fn of(self, last: &Last) -> JsString {
        let (input, found) = (&last.input, &last.found);
        let group = |number: usize| match found.group(number) {
            Some(range) => pieces::part(input, range.start, range.end),
            None => js_string!(),
        };
        match self {
            Self::Input => last.given.as_ref().unwrap_or(input).clone(),
            Self::Match => found.text(input),
            Self::LastGroup => group(found.groups()),
            Self::Left => pieces::part(input, 0, found.start()),
            Self::Right => pieces::part(input, found.end(), input.len()),
            Self::Group(number) => group(number),
        }
    }
}
