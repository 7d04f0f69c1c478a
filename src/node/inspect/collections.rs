//! Maps, Sets, weak collections, promises, module namespaces.

use super::printer::{Level, Printer};
use super::property::Place;
use super::raw::{Body, Items, Sketch, Subject, or_empty};
use super::style::Flavour;
use super::text::more;
use crate::engine::collections::{Walk, map_size, next_in_map, next_in_set, set_size};
use boa_engine::builtins::promise::PromiseState;
use boa_engine::object::JsObject;
use boa_engine::object::builtins::JsPromise;
use boa_engine::property::PropertyKey;
use boa_engine::{JsNativeErrorKind, JsResult};

impl Printer<'_> {
    pub(super) fn sketch_set(&mut self, subject: &Subject) -> JsResult<Sketch> {
        self.sketch_sized(subject, Items::Set, "Set", set_size(&subject.object))
    }

    pub(super) fn sketch_map(&mut self, subject: &Subject) -> JsResult<Sketch> {
        self.sketch_sized(subject, Items::Map, "Map", map_size(&subject.object))
    }

    fn sketch_sized(
        &mut self,
        subject: &Subject,
        items: Items,
        class: &str,
        size: usize,
    ) -> JsResult<Sketch> {
        let prefix = subject.prefix(class, &format!("({size})"));
        let keys = self.keys(&subject.object)?;
        let body = Body::of(items, format!("{prefix}{{"), keys);
        Ok(match size {
            0 => or_empty(subject, body),
            _ => Sketch::Entries(body),
        })
    }

    pub(super) fn set_items(&mut self, set: &JsObject, recurse: Level) -> JsResult<Vec<String>> {
        let (shown, left_out) = self.options.shown(set_size(set));
        let mut output = Vec::new();
        let mut walk = Walk::default();
        while output.len() < shown
            && let Some(value) = next_in_set(set, &mut walk)
        {
            output.push(self.value_within(&value, recurse, 2)?);
        }
        if left_out > 0 {
            output.push(more(left_out, "item"));
        }
        Ok(output)
    }

    pub(super) fn map_items(&mut self, map: &JsObject, recurse: Level) -> JsResult<Vec<String>> {
        let (shown, left_out) = self.options.shown(map_size(map));
        let mut output = Vec::new();
        let mut walk = Walk::default();
        while output.len() < shown
            && let Some((key, value)) = next_in_map(map, &mut walk)
        {
            let key = self.value_within(&key, recurse, 2)?;
            let value = self.value_within(&value, recurse, 2)?;
            output.push(format!("{key} => {value}"));
        }
        if left_out > 0 {
            output.push(more(left_out, "item"));
        }
        Ok(output)
    }

    pub(super) fn sketch_weak(subject: &Subject, keys: Vec<PropertyKey>, class: &str) -> Sketch {
        let prefix = subject.prefix(class, "");
        Sketch::Entries(Body::of(Items::Weak, format!("{prefix}{{"), keys))
    }

    pub(super) fn sketch_promise(subject: &Subject, keys: Vec<PropertyKey>) -> Sketch {
        let prefix = subject.prefix("Promise", "");
        Sketch::Entries(Body::of(Items::Promise, format!("{prefix}{{"), keys))
    }

    pub(super) fn promise_items(
        &mut self,
        promise: &JsObject,
        recurse: Level,
    ) -> JsResult<Vec<String>> {
        let state = JsPromise::from_object(promise.clone())?.state();
        Ok(vec![match state {
            PromiseState::Pending => self.special("<pending>")?,
            PromiseState::Fulfilled(value) => self.value_within(&value, recurse, 2)?,
            PromiseState::Rejected(reason) => {
                let reason = self.value_within(&reason, recurse, 2)?;
                format!("{} {reason}", self.special("<rejected>")?)
            }
        }])
    }

    pub(super) fn sketch_namespace(subject: &Subject, keys: Vec<PropertyKey>) -> Sketch {
        let prefix = subject.prefix("Module", "");
        Sketch::Entries(Body::of(Items::Namespace, format!("{prefix}{{"), keys))
    }

    /// The exports of a module; those not evaluated yet have no value.
    pub(super) fn namespace_items(
        &mut self,
        namespace: &JsObject,
        keys: &[PropertyKey],
        recurse: Level,
    ) -> JsResult<Vec<String>> {
        let mut output = Vec::with_capacity(keys.len());
        for key in keys {
            let entry = match self.property(namespace, key, Place::Object, recurse) {
                Err(error) if is_reference_error(&error) => {
                    let name = self.name(key)?;
                    let nothing = self.styled("<uninitialized>", Flavour::Special)?;
                    format!("{name}: {nothing}")
                }
                entry => entry?,
            };
            output.push(entry);
        }
        Ok(output)
    }
}

fn is_reference_error(error: &boa_engine::JsError) -> bool {
    error
        .as_native()
        .is_some_and(|native| matches!(native.kind(), JsNativeErrorKind::Reference))
}
