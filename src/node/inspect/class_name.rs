//! The name in front of the braces: class, `[Symbol.toStringTag]`, null
//! prototypes; and the prototype's properties that `showHidden` adds.

use super::options::InspectOptions;
use super::printer::{Level, Printer, TOP, caught};
use super::property::Place;
use super::text::lossy;
use crate::engine::brand::Brand;
use crate::engine::reflect::{self, Filter, own_descriptor, prototype_of};
use boa_engine::object::JsObject;
use boa_engine::property::PropertyKey;
use boa_engine::{JsResult, JsSymbol, JsValue, js_string};
use std::collections::HashSet;

/// Names of the global objects of ECMAScript.
const BUILT_INS: [&str; 51] = [
    "AggregateError",
    "Array",
    "ArrayBuffer",
    "AsyncDisposableStack",
    "Atomics",
    "BigInt",
    "BigInt64Array",
    "BigUint64Array",
    "Boolean",
    "DataView",
    "Date",
    "DisposableStack",
    "Error",
    "EvalError",
    "FinalizationRegistry",
    "Float16Array",
    "Float32Array",
    "Float64Array",
    "Function",
    "Infinity",
    "Int16Array",
    "Int32Array",
    "Int8Array",
    "Intl",
    "Iterator",
    "JSON",
    "Map",
    "Math",
    "NaN",
    "Number",
    "Object",
    "Promise",
    "Proxy",
    "RangeError",
    "ReferenceError",
    "Reflect",
    "RegExp",
    "Set",
    "SharedArrayBuffer",
    "String",
    "SuppressedError",
    "Symbol",
    "SyntaxError",
    "TypeError",
    "URIError",
    "Uint16Array",
    "Uint32Array",
    "Uint8Array",
    "Uint8ClampedArray",
    "WeakMap",
    "WeakRef",
];

/// Whether a global object of ECMAScript has this name.
pub(crate) fn is_built_in(name: &str) -> bool {
    BUILT_INS.contains(&name) || name == "WeakSet" || name == "WebAssembly"
}

/// How many prototypes `showHidden` looks at.
const PROTOTYPES: usize = 3;

/// The properties of prototypes that `showHidden` prints, once collected.
type Inherited<'a> = Option<&'a mut Vec<String>>;

impl Printer<'_> {
    /// The name of the class of `object`; `None` for a null prototype.
    ///
    /// Properties of user-defined prototypes are printed into `inherited`.
    pub(super) fn constructor_name(
        &mut self,
        object: &JsObject,
        recurse: Level,
        mut inherited: Inherited<'_>,
    ) -> JsResult<Option<String>> {
        let mut first = None;
        let mut holder = Some(object.clone());
        while let Some(current) = holder {
            if let Some(found) = self.name_at(&current, object)? {
                let skip = found.well_known || is_built_in(&found.name);
                let is_first = first == Some(Some(current.clone()));
                if let Some(output) = inherited.as_deref_mut()
                    && !(skip && is_first)
                {
                    let from = first.flatten().unwrap_or_else(|| object.clone());
                    self.inherited_properties(object, from, recurse, output)?;
                }
                return Ok(Some(found.name));
            }
            holder = prototype_of(&current, self.context)?;
            first.get_or_insert_with(|| holder.clone());
        }
        match first.flatten() {
            Some(prototype) => self
                .nameless(object, &prototype, recurse, inherited)
                .map(Some),
            None => Ok(None),
        }
    }

    fn name_at(&mut self, current: &JsObject, object: &JsObject) -> JsResult<Option<Found>> {
        if current != object
            && let Some(name) = self.state.well_known_name(current)
        {
            let (name, well_known) = (name.to_owned(), true);
            return Ok(Some(Found { name, well_known }));
        }
        let Some(constructor) = self.own_constructor(current)? else {
            return Ok(None);
        };
        let name = constructor.get(js_string!("name"), self.context)?;
        let is_empty = name.as_string().is_some_and(|name| name.is_empty());
        if is_empty || !self.is_instance(object, &constructor)? {
            return Ok(None);
        }
        let name = match name.as_symbol() {
            Some(symbol) => lossy(&symbol.descriptive_string()),
            None => lossy(&name.to_string(self.context)?),
        };
        let well_known = false;
        Ok(Some(Found { name, well_known }))
    }

    /// The function in the own data property `constructor`.
    fn own_constructor(&mut self, object: &JsObject) -> JsResult<Option<JsObject>> {
        let key = js_string!("constructor").into();
        let descriptor = own_descriptor(object, &key, self.context)?;
        Ok(descriptor.and_then(|found| found.value().and_then(JsValue::as_callable)))
    }

    fn is_instance(&mut self, object: &JsObject, constructor: &JsObject) -> JsResult<bool> {
        let object = JsValue::from(object.clone());
        let answer = object.instance_of(&constructor.clone().into(), self.context);
        Ok(caught(answer)?.unwrap_or(false))
    }

    /// The name of an object whose prototypes name no constructor:
    /// `Object <Prototype's name>`.
    fn nameless(
        &mut self,
        object: &JsObject,
        prototype: &JsObject,
        recurse: Level,
        inherited: Inherited<'_>,
    ) -> JsResult<String> {
        let own = self.internal_name(object)?;
        if self.options.is_too_deep(recurse) {
            return Ok(format!("{own} <Complex prototype>"));
        }
        let name = match self.constructor_name(prototype, recurse + 1.0, inherited)? {
            Some(name) => name,
            None => self.bare(prototype)?,
        };
        Ok(format!("{own} <{name}>"))
    }

    fn bare(&mut self, prototype: &JsObject) -> JsResult<String> {
        let options = InspectOptions {
            custom_inspect: false,
            depth: Some(-1.0),
            ..self.options.clone()
        };
        Printer::new(options, self.context)?.object(prototype, TOP, false)
    }

    /// The name that the engine itself gives: a tag, a constructor, or the
    /// kind of the object.
    pub(super) fn internal_name(&mut self, object: &JsObject) -> JsResult<String> {
        let brand = Brand::of(object);
        if brand != Brand::Other {
            return Ok(brand.class_name().to_owned());
        }
        if object.is_callable() {
            return Ok("Function".to_owned());
        }
        let mut holder = Some(object.clone());
        while let Some(current) = holder {
            if let Some(name) = self.name_told_by(&current)? {
                return Ok(name);
            }
            holder = prototype_of(&current, self.context)?;
        }
        Ok("Object".to_owned())
    }

    fn name_told_by(&mut self, object: &JsObject) -> JsResult<Option<String>> {
        let key = JsSymbol::to_string_tag().into();
        let tag = own_descriptor(object, &key, self.context)?;
        let tag = tag.and_then(|found| found.value().and_then(JsValue::as_string));
        if let Some(tag) = tag {
            return Ok(Some(lossy(&tag)));
        }
        let Some(constructor) = self.own_constructor(object)? else {
            return Ok(None);
        };
        let name = own_descriptor(&constructor, &js_string!("name").into(), self.context)?;
        let name = name.and_then(|found| found.value().and_then(JsValue::as_string));
        Ok(name
            .filter(|name| !name.is_empty())
            .map(|name| lossy(&name)))
    }

    /// Prints into `output` what up to three user-defined prototypes of `main`
    /// hold beside methods.
    fn inherited_properties(
        &mut self,
        main: &JsObject,
        from: JsObject,
        recurse: Level,
        output: &mut Vec<String>,
    ) -> JsResult<()> {
        let mut holder = from;
        let mut known: HashSet<PropertyKey> = HashSet::new();
        for layer in 0..PROTOTYPES {
            if layer != 0 || holder == *main {
                match self.next_user_prototype(&holder)? {
                    Some(prototype) => holder = prototype,
                    None => return Ok(()),
                }
            }
            let keys = reflect::keys(&holder, Filter::All, self.context)?;
            self.seen.push(main.clone());
            let printed = self.layer(main, &holder, &keys, &known, recurse, output);
            self.seen.pop();
            printed?;
            known.extend(keys);
        }
        Ok(())
    }

    /// The prototype of `object` unless a built-in class owns it.
    fn next_user_prototype(&mut self, object: &JsObject) -> JsResult<Option<JsObject>> {
        let Some(prototype) = prototype_of(object, self.context)? else {
            return Ok(None);
        };
        if let Some(constructor) = self.own_constructor(&prototype)? {
            let name = constructor.get(js_string!("name"), self.context)?;
            if name
                .as_string()
                .is_some_and(|name| is_built_in(&lossy(&name)))
            {
                return Ok(None);
            }
        }
        Ok(Some(prototype))
    }

    fn layer(
        &mut self,
        main: &JsObject,
        holder: &JsObject,
        keys: &[PropertyKey],
        known: &HashSet<PropertyKey>,
        recurse: Level,
        output: &mut Vec<String>,
    ) -> JsResult<()> {
        for key in keys {
            let is_constructor = *key == PropertyKey::from(js_string!("constructor"));
            if is_constructor
                || known.contains(key)
                || reflect::has_own(main, key, Filter::All, self.context)?
            {
                continue;
            }
            let Some(descriptor) = own_descriptor(holder, key, self.context)? else {
                continue;
            };
            if descriptor.value().is_some_and(JsValue::is_callable) {
                continue;
            }
            let text = self.described(main, key, &descriptor, Place::Object, recurse)?;
            output.push(match self.options.colors {
                true => format!("\u{1b}[2m{text}\u{1b}[22m"),
                false => text,
            });
        }
        Ok(())
    }

    /// The prefix before the braces of an object that has no kind of its own.
    pub(super) fn plain_prefix(
        &mut self,
        object: &JsObject,
        constructor: Option<&str>,
        tag: &str,
    ) -> JsResult<String> {
        let mut fallback = String::new();
        if constructor.is_none() {
            fallback = self.internal_name(object)?;
            if fallback == tag {
                fallback = "Object".to_owned();
            }
        }
        Ok(prefix(constructor, tag, &fallback, ""))
    }
}

struct Found {
    name: String,
    /// Whether it was recognised by identity rather than by `constructor`.
    well_known: bool,
}

/// `Class(size) [tag] `, or `[fallback(size): null prototype] [tag] `.
pub(super) fn prefix(constructor: Option<&str>, tag: &str, fallback: &str, size: &str) -> String {
    let Some(constructor) = constructor else {
        let shown = !tag.is_empty() && fallback != tag;
        let tag = if shown {
            format!("[{tag}] ")
        } else {
            String::new()
        };
        return format!("[{fallback}{size}: null prototype] {tag}");
    };
    if tag.is_empty() || is_told_by(constructor, tag) {
        return format!("{constructor}{size} ");
    }
    format!("{constructor}{size} [{tag}] ")
}

/// Whether the class's name already says the tag: ends with it, or holds it
/// as a word followed by a capital.
fn is_told_by(constructor: &str, tag: &str) -> bool {
    let Some(at) = constructor.find(tag) else {
        return false;
    };
    let rest = constructor.get(at + tag.len()..).unwrap_or("");
    match rest.chars().next() {
        None => true,
        Some(next) => !next.to_lowercase().eq([next]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefixes_name_class_size_and_tag() {
        assert_eq!(prefix(Some("Map"), "", "Map", "(2)"), "Map(2) ");
        assert_eq!(prefix(Some("Foo"), "bar", "Object", ""), "Foo [bar] ");
        assert_eq!(
            prefix(None, "bar", "Object", ""),
            "[Object: null prototype] [bar] "
        );
        assert_eq!(
            prefix(None, "Map", "Map", "(0)"),
            "[Map(0): null prototype] "
        );
    }

    #[test]
    fn a_tag_that_the_name_tells_is_left_out() {
        assert!(is_told_by("Map", "Map"));
        assert!(is_told_by("MyMap", "Map"));
        assert!(is_told_by("MapThing", "Map"));
        assert!(!is_told_by("Mapping", "Map"));
        assert!(!is_told_by("Set", "Map"));
    }
}
