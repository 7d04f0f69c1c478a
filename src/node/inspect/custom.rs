//! Custom inspection functions: methods under
//! `Symbol.for('nodejs.util.inspect.custom')`.

use super::face;
use super::printer::{Level, Printer};
use super::text::lossy;
use crate::engine::reflect::{inherits, own_descriptor};
use boa_engine::object::JsObject;
use boa_engine::{JsResult, JsValue, js_string};

impl Printer<'_> {
    /// What the custom inspection function of `object` gives; `None` when it
    /// has none, or when it gave the object back.
    ///
    /// `given` is the object itself or the proxy around it.
    pub(super) fn custom(
        &mut self,
        given: &JsObject,
        object: &JsObject,
        recurse: Level,
    ) -> JsResult<Option<String>> {
        if !self.options.custom_inspect {
            return Ok(None);
        }
        let method = object.get(self.state.custom(), self.context)?;
        let Some(method) = method.as_callable() else {
            return Ok(None);
        };
        if self.state.function().as_ref() == Some(&method) || self.is_prototype(object)? {
            return Ok(None);
        }
        let answer = self.call_custom(&method, given, object, recurse)?;
        if answer.as_object().as_ref() == Some(given) {
            return Ok(None);
        }
        match answer.as_string() {
            Some(text) => Ok(Some(lossy(&text).replace('\n', &self.line_break()))),
            None => self.value(&answer, recurse).map(Some),
        }
    }

    fn call_custom(
        &mut self,
        method: &JsObject,
        given: &JsObject,
        object: &JsObject,
        recurse: Level,
    ) -> JsResult<JsValue> {
        let depth = match self.options.depth {
            Some(depth) => JsValue::from(depth - recurse),
            None => JsValue::null(),
        };
        let foreign = given != object || !self.inherits_from_object(given)?;
        let options = self.options.to_js(foreign, self.context)?;
        let inspect = face::function(self.context)?;
        let arguments = [depth, options.into(), inspect.into()];
        method.call(&given.clone().into(), &arguments, self.context)
    }

    /// Whether `object` is the `prototype` of its own `constructor`: methods
    /// found there are meant for instances.
    fn is_prototype(&mut self, object: &JsObject) -> JsResult<bool> {
        let key = js_string!("constructor").into();
        let descriptor = own_descriptor(object, &key, self.context)?;
        let constructor = descriptor.and_then(|found| found.value().and_then(JsValue::as_object));
        let Some(constructor) = constructor else {
            return Ok(false);
        };
        let prototype = constructor.get(js_string!("prototype"), self.context)?;
        Ok(prototype.as_object().as_ref() == Some(object))
    }

    fn inherits_from_object(&mut self, object: &JsObject) -> JsResult<bool> {
        let constructors = self.context.intrinsics().constructors();
        let prototype = constructors.object().prototype();
        inherits(object, &prototype, self.context)
    }
}
