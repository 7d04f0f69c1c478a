//! Iterators over the code points of a string (ECMAScript 22.1.3.36, 22.1.5).

use super::{pieces, receiver, type_error};
use crate::engine::native;
use boa_engine::builtins::iterable::create_iter_result_object;
use boa_engine::gc::{Finalize, Trace};
use boa_engine::object::{FunctionObjectBuilder, JsObject};
use boa_engine::{
    Context, JsData, JsResult, JsString, JsSymbol, JsValue, NativeFunction, js_string,
};

/// A string that is being walked over.
#[derive(Debug, Trace, Finalize, JsData)]
struct Walk {
    text: JsString,
    #[unsafe_ignore_trace]
    next: usize,
}

/// Puts them in place.
///
/// # Errors
///
/// When the engine's globals have been tampered with before.
pub fn install(context: &mut Context) -> JsResult<()> {
    let strings = context.intrinsics().constructors().string().prototype();
    let Some(iterators) = prototype_of_iterators(&strings, context)? else {
        return Ok(());
    };
    native::define(&iterators, &[("next", 0, next)], native::HIDDEN, context);
    let iterator = NativeFunction::from_copy_closure_with_captures(iterator, iterators);
    let iterator = FunctionObjectBuilder::new(context.realm(), iterator)
        .name(js_string!("[Symbol.iterator]"))
        .length(0)
        .constructor(false)
        .build();
    native::set(&strings, JsSymbol::iterator(), iterator, native::HIDDEN);
    Ok(())
}

/// `%StringIteratorPrototype%`: of this realm, which only an iterator shows.
fn prototype_of_iterators(strings: &JsObject, context: &mut Context) -> JsResult<Option<JsObject>> {
    let make = strings.get(JsSymbol::iterator(), context)?;
    let Some(make) = make.as_callable() else {
        return Ok(None);
    };
    let made = make.call(&js_string!().into(), &[], context)?;
    Ok(made.as_object().and_then(|made| made.prototype()))
}

fn iterator(
    this: &JsValue,
    _: &[JsValue],
    prototype: &JsObject,
    context: &mut Context,
) -> JsResult<JsValue> {
    let text = receiver(this, "[Symbol.iterator]", context)?;
    let walk = Walk { text, next: 0 };
    let made = JsObject::new(context.root_shape(), prototype.clone(), walk);
    Ok(made.upcast().into())
}

fn next(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let object = this.as_object();
    let walk = object.as_ref().and_then(JsObject::downcast_mut::<Walk>);
    let Some(mut walk) = walk else {
        let message = format!(
            "Method String Iterator.prototype.next called on incompatible receiver {}",
            this.display()
        );
        return Err(type_error(message));
    };
    let step = walk.step();
    drop(walk);
    let (value, done) = match step {
        Some(text) => (text.into(), false),
        None => (JsValue::undefined(), true),
    };
    Ok(create_iter_result_object(value, done, context))
}

impl Walk {
    /// The next code point; after the last the string is let go.
    fn step(&mut self) -> Option<JsString> {
        let from = self.next;
        if from >= self.text.len() {
            self.text = js_string!();
            self.next = 0;
            return None;
        }
        let units = self.text.code_point_at(from).code_unit_count();
        self.next += units;
        Some(pieces::part(&self.text, from, from + units))
    }
}
