//! Functions and classes: `[Function: f]`, `[class A extends B]`.

use super::printer::{Level, Printer};
use super::raw::{Body, Sketch, Subject};
use super::source_text::{self, Kind};
use super::text::lossy;
use crate::engine::reflect::{self, Filter, own_descriptor, prototype_of};
use boa_engine::builtins::function::OrdinaryFunction;
use boa_engine::object::JsObject;
use boa_engine::property::PropertyKey;
use boa_engine::{JsResult, js_string};

impl Printer<'_> {
    pub(super) fn sketch_function(
        &mut self,
        subject: &Subject,
        keys: Vec<PropertyKey>,
    ) -> JsResult<Sketch> {
        let base = match self.kind(&subject.object)? {
            Kind::Class => self.class_text(subject)?,
            kind => self.function_text(subject, kind)?,
        };
        if keys.is_empty() && subject.inherited.is_empty() {
            return self.special(base).map(Sketch::Whole);
        }
        Ok(Sketch::Entries(Body {
            base,
            ..Body::new("{", keys)
        }))
    }

    /// What the function's source says it is, or its prototypes where there
    /// is no source.
    fn kind(&mut self, function: &JsObject) -> JsResult<Kind> {
        if !function.is::<OrdinaryFunction>() {
            return Ok(Kind::Plain);
        }
        let source = self.source_of(function)?;
        match source_text::kind(&source) {
            Some(kind) => Ok(kind),
            None if self.is_class(function)? => Ok(Kind::Class),
            None => self.kind_by_prototype(function),
        }
    }

    /// The engine keeps no source of classes. Of constructors only theirs have
    /// a `prototype` that can't be changed.
    fn is_class(&mut self, function: &JsObject) -> JsResult<bool> {
        let key = js_string!("prototype").into();
        let prototype = own_descriptor(function, &key, self.context)?;
        let is_fixed = prototype.is_some_and(|found| found.writable() == Some(false));
        Ok(is_fixed && function.is_constructor())
    }

    fn source_of(&mut self, function: &JsObject) -> JsResult<String> {
        let constructors = self.context.intrinsics().constructors();
        let prototype = constructors.function().prototype();
        let to_string = prototype.get(js_string!("toString"), self.context)?;
        let Some(to_string) = to_string.as_callable() else {
            return Ok(String::new());
        };
        let source = to_string.call(&function.clone().into(), &[], self.context)?;
        Ok(source.as_string().as_ref().map(lossy).unwrap_or_default())
    }

    fn kind_by_prototype(&mut self, function: &JsObject) -> JsResult<Kind> {
        let constructors = self.context.intrinsics().constructors();
        let kinds = [
            (constructors.async_function().prototype(), Kind::Async),
            (
                constructors.generator_function().prototype(),
                Kind::Generator,
            ),
            (
                constructors.async_generator_function().prototype(),
                Kind::AsyncGenerator,
            ),
        ];
        let Some(prototype) = prototype_of(function, self.context)? else {
            return Ok(Kind::Plain);
        };
        let found = kinds.into_iter().find(|(known, _)| *known == prototype);
        Ok(found.map_or(Kind::Plain, |(_, kind)| kind))
    }

    /// `[class A [Meta] [tag] extends B]`
    fn class_text(&mut self, subject: &Subject) -> JsResult<String> {
        let name = self.class_own_name(&subject.object)?;
        let mut text = format!("class {name}");
        let constructor = subject.constructor.as_deref();
        if let Some(meta) = constructor.filter(|name| *name != "Function") {
            text.push_str(&format!(" [{meta}]"));
        }
        if !subject.tag.is_empty() && constructor != Some(&subject.tag) {
            text.push_str(&format!(" [{}]", subject.tag));
        }
        text.push_str(&self.parent_text(subject)?);
        Ok(format!("[{text}]"))
    }

    fn class_own_name(&mut self, class: &JsObject) -> JsResult<String> {
        let key = js_string!("name").into();
        if reflect::has_own(class, &key, Filter::All, self.context)? {
            let name = class.get(key, self.context)?;
            if name.to_boolean() {
                return name.to_string(self.context).map(|name| lossy(&name));
            }
        }
        Ok("(anonymous)".to_owned())
    }

    fn parent_text(&mut self, subject: &Subject) -> JsResult<String> {
        if subject.has_no_prototype() {
            return Ok(" extends [null prototype]".to_owned());
        }
        let Some(parent) = prototype_of(&subject.object, self.context)? else {
            return Ok(String::new());
        };
        let name = parent.get(js_string!("name"), self.context)?;
        if !name.to_boolean() {
            return Ok(String::new());
        }
        let name = name.to_string(self.context)?;
        Ok(format!(" extends {}", lossy(&name)))
    }

    /// `[AsyncFunction: f] Class [tag]`
    fn function_text(&mut self, subject: &Subject, kind: Kind) -> JsResult<String> {
        let constructor = subject.constructor.as_deref();
        let class = kind.class_name();
        let bare = if subject.has_no_prototype() {
            " (null prototype)"
        } else {
            ""
        };
        let name = self.function_name(&subject.object)?;
        let mut text = format!("[{class}{bare}{name}]");
        if let Some(other) = constructor.filter(|name| *name != class) {
            text.push_str(&format!(" {other}"));
        }
        if !subject.tag.is_empty() && constructor != Some(&subject.tag) {
            text.push_str(&format!(" [{}]", subject.tag));
        }
        Ok(text)
    }

    fn function_name(&mut self, function: &JsObject) -> JsResult<String> {
        let name = function.get(js_string!("name"), self.context)?;
        match name.as_string() {
            Some(name) if name.is_empty() => Ok(" (anonymous)".to_owned()),
            Some(name) => Ok(format!(": {}", lossy(&name))),
            None => Ok(format!(": {}", self.value(&name, Level::NAN)?)),
        }
    }
}
