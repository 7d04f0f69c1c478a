//! `JSON.stringify` (ECMAScript 25.5.2), with V8's words where it throws.

use super::circle;
use super::raw::RawJson;
use crate::engine::builtins::guards::text::Text;
use crate::engine::watch;
use boa_engine::builtins::object::OrdinaryObject;
use boa_engine::object::JsObject;
use boa_engine::object::builtins::JsFunction;
use boa_engine::property::PropertyKey;
use boa_engine::{
    Context, JsArgs, JsBigInt, JsNativeError, JsResult, JsString, JsValue, JsVariant, js_string,
};
use std::collections::HashSet;
use std::rc::Rc;

/// Members between two checks whether the run has ended.
const LOOK: u32 = 1024;

/// The longest gap, in code units.
const GAP: usize = 10;

/// What the engine tells only through its own functions.
#[derive(Clone)]
struct Engine {
    is_array: JsFunction,
}

/// Takes what `stringify` needs of the engine.
///
/// # Errors
///
/// When the engine's globals have been tampered with before.
pub(super) fn prepare(context: &mut Context) -> JsResult<()> {
    let array = context.intrinsics().constructors().array().constructor();
    let is_array = own(&array, "isArray", context)?;
    context.insert_data(Engine { is_array });
    Ok(())
}

fn own(object: &JsObject, name: &str, context: &mut Context) -> JsResult<JsFunction> {
    let function = object.get(js_string!(name), context)?;
    function
        .as_callable()
        .and_then(JsFunction::from_object)
        .ok_or_else(|| {
            let message = format!("{name} is not a function");
            JsNativeError::typ().with_message(message).into()
        })
}

/// `IsArray`, by the engine's own function, which refuses revoked proxies.
fn tells_array(object: &JsObject, context: &mut Context) -> JsResult<bool> {
    let function = context.get_data::<Engine>();
    let Some(function) = function.map(|engine| engine.is_array.clone()) else {
        return Ok(false);
    };
    let arguments = [object.clone().into()];
    let answer = function.call(&JsValue::undefined(), &arguments, context)?;
    Ok(answer.to_boolean())
}

pub(super) fn stringify(
    _: &JsValue,
    arguments: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let value = arguments.get_or_undefined(0).clone();
    let (replacer, properties) = replacer(arguments.get_or_undefined(1), context)?;
    let gap = gap(arguments.get_or_undefined(2), context)?;
    let mut writer = Writer {
        text: Text::new(),
        replacer,
        properties,
        gap,
        open: Vec::new(),
        within: HashSet::new(),
        members: 0,
    };
    let written = writer.whole(value, context)?;
    Ok(match written {
        true => writer.text.into_string().into(),
        false => JsValue::undefined(),
    })
}

type Names = Rc<[JsString]>;

/// The second argument: a function, or the names of the properties that are wanted.
fn replacer(value: &JsValue, context: &mut Context) -> JsResult<(Option<JsObject>, Option<Names>)> {
    let Some(object) = value.as_object() else {
        return Ok((None, None));
    };
    if object.is_callable() {
        return Ok((Some(object), None));
    }
    if !is_array(&object, context)? {
        return Ok((None, None));
    }
    let mut names = Vec::new();
    let mut known = HashSet::new();
    for index in 0..length(&object, context)? {
        let item = object.get(index, context)?;
        let is_name = match item.variant() {
            JsVariant::String(_) | JsVariant::Float64(_) | JsVariant::Integer32(_) => true,
            JsVariant::Object(object) => object.is::<JsString>() || object.is::<f64>(),
            _ => false,
        };
        if !is_name {
            continue;
        }
        let name = item.to_string(context)?;
        if known.insert(name.clone()) {
            names.push(name);
        }
    }
    Ok((None, Some(names.into())))
}

/// The third argument: what a level is indented by; `None` for all on one line.
fn gap(value: &JsValue, context: &mut Context) -> JsResult<Option<JsString>> {
    let value = match value.as_object() {
        Some(object) if object.is::<f64>() => value.to_number(context)?.into(),
        Some(object) if object.is::<JsString>() => value.to_string(context)?.into(),
        _ => value.clone(),
    };
    if let Some(width) = value.as_number() {
        // As V8: less than one space begins lines and indents none.
        let spaces = || " ".repeat(width.min(GAP as f64) as usize).into();
        return Ok((width > 0.0).then(spaces));
    }
    let text = value.as_string().filter(|text| !text.is_empty());
    Ok(text.map(|text| text.get(..GAP).unwrap_or(text)))
}

pub(super) fn is_array(object: &JsObject, context: &mut Context) -> JsResult<bool> {
    Ok(object.is_array() || tells_array(object, context)?)
}

pub(super) fn length(array: &JsObject, context: &mut Context) -> JsResult<u64> {
    array.get(js_string!("length"), context)?.to_length(context)
}

/// An array or object that is being written.
pub(super) struct Open {
    pub(super) object: JsObject,
    /// The names to be written; `None` for an array.
    names: Option<Names>,
    /// How many members there are to be.
    members: u64,
    /// The next of them.
    pub(super) next: u64,
    /// Whether one has been written.
    any: bool,
}

impl Open {
    /// The name of the member being written; `None` in an array.
    pub(super) fn current(&self) -> Option<&JsString> {
        let at = usize::try_from(self.next).unwrap_or(usize::MAX);
        self.names.as_ref()?.get(at.wrapping_sub(1))
    }
}

/// What a member is written as, once `toJSON` and the replacer have been asked.
enum Form {
    /// Not at all.
    Absent,
    Plain(JsString),
    Quoted(JsString),
    Structure(JsObject),
}

struct Writer {
    text: Text,
    replacer: Option<JsObject>,
    properties: Option<Names>,
    gap: Option<JsString>,
    /// From the outermost to the innermost.
    open: Vec<Open>,
    /// The same, to be looked up.
    within: HashSet<JsObject>,
    members: u32,
}

impl Writer {
    /// Writes `value` and all that is in it. Returns whether there is anything to be written.
    fn whole(&mut self, value: JsValue, context: &mut Context) -> JsResult<bool> {
        let holder = match self.replacer {
            None => None,
            Some(_) => {
                let holder = JsObject::with_object_proto(context.intrinsics());
                holder.create_data_property_or_throw(js_string!(), value.clone(), context)?;
                Some(holder)
            }
        };
        let form = self.form(value, &js_string!().into(), holder.as_ref(), context)?;
        if matches!(form, Form::Absent) {
            return Ok(false);
        }
        self.write(form, context)?;
        while !self.open.is_empty() {
            self.step(context)?;
        }
        Ok(true)
    }

    /// Writes the next member of the innermost structure, or its end.
    fn step(&mut self, context: &mut Context) -> JsResult<()> {
        self.members = self.members.wrapping_add(1);
        if self.members.is_multiple_of(LOOK) {
            watch::refuse_after_end()?;
        }
        let Some(open) = self.open.last_mut() else {
            return Ok(());
        };
        if open.next >= open.members {
            return self.close();
        }
        open.next += 1;
        let key: PropertyKey = match open.current() {
            Some(name) => name.clone().into(),
            None => (open.next - 1).into(),
        };
        let (holder, name) = (open.object.clone(), open.current().cloned());
        let value = holder.get(key.clone(), context)?;
        let form = self.form(value, &key, Some(&holder), context)?;
        match (form, name) {
            (Form::Absent, Some(_)) => Ok(()),
            (Form::Absent, None) => {
                self.separate()?;
                self.text.ascii("null")
            }
            (form, name) => {
                self.separate()?;
                if let Some(name) = name {
                    self.text.quoted(name.as_str())?;
                    let colon = if self.gap.is_some() { ": " } else { ":" };
                    self.text.ascii(colon)?;
                }
                self.write(form, context)
            }
        }
    }

    /// The text before a member of the innermost structure.
    fn separate(&mut self) -> JsResult<()> {
        if let Some(open) = self.open.last_mut()
            && std::mem::replace(&mut open.any, true)
        {
            self.text.ascii(",")?;
        }
        self.line()
    }

    /// Begins a line, where there is a gap.
    fn line(&mut self) -> JsResult<()> {
        let Some(gap) = &self.gap else {
            return Ok(());
        };
        self.text.ascii("\n")?;
        for _ in 0..self.open.len() {
            self.text.plain(gap.as_str())?;
        }
        Ok(())
    }

    fn close(&mut self) -> JsResult<()> {
        let Some(open) = self.open.pop() else {
            return Ok(());
        };
        self.within.remove(&open.object);
        if open.any {
            self.line()?;
        }
        self.text
            .ascii(if open.names.is_some() { "}" } else { "]" })
    }

    fn write(&mut self, form: Form, context: &mut Context) -> JsResult<()> {
        match form {
            Form::Absent => Ok(()),
            Form::Plain(text) => self.text.plain(text.as_str()),
            Form::Quoted(text) => self.text.quoted(text.as_str()),
            Form::Structure(object) => self.begin(object, context),
        }
    }

    fn begin(&mut self, object: JsObject, context: &mut Context) -> JsResult<()> {
        if !self.within.insert(object.clone()) {
            return Err(circle::error(&self.open, &object));
        }
        let (names, members) = match is_array(&object, context)? {
            true => (None, length(&object, context)?),
            false => {
                let names = self.names(&object, context)?;
                let count = names.len() as u64;
                (Some(names), count)
            }
        };
        self.text.ascii(if names.is_some() { "{" } else { "[" })?;
        self.open.push(Open {
            object,
            names,
            members,
            next: 0,
            any: false,
        });
        Ok(())
    }

    /// `EnumerableOwnPropertyNames`, or what the replacer lists.
    fn names(&self, object: &JsObject, context: &mut Context) -> JsResult<Names> {
        if let Some(names) = &self.properties {
            return Ok(Rc::clone(names));
        }
        let arguments = [object.clone().into()];
        let keys = OrdinaryObject::keys(&JsValue::undefined(), &arguments, context)?;
        let Some(keys) = keys.as_object() else {
            return Ok(Rc::new([]));
        };
        let count = length(&keys, context)?;
        let mut names = Vec::new();
        for index in 0..count {
            names.push(keys.get(index, context)?.to_string(context)?);
        }
        Ok(names.into())
    }

    /// `SerializeJSONProperty`, up to where it writes.
    fn form(
        &self,
        value: JsValue,
        key: &PropertyKey,
        holder: Option<&JsObject>,
        context: &mut Context,
    ) -> JsResult<Form> {
        let value = with_to_json(value, key, context)?;
        let value = match (&self.replacer, holder) {
            (Some(replacer), Some(holder)) => {
                let arguments = [name_of(key), value];
                replacer.call(&holder.clone().into(), &arguments, context)?
            }
            _ => value,
        };
        match value.as_object() {
            Some(object) => form_of_object(object, value, context),
            None => form_of_primitive(&value, context),
        }
    }
}

/// The key as scripts are told it.
pub(super) fn name_of(key: &PropertyKey) -> JsValue {
    match key {
        PropertyKey::String(name) => name.clone().into(),
        PropertyKey::Index(index) => js_string!(index.get().to_string()).into(),
        PropertyKey::Symbol(_) => JsValue::undefined(),
    }
}

fn with_to_json(value: JsValue, key: &PropertyKey, context: &mut Context) -> JsResult<JsValue> {
    let object = match value.variant() {
        JsVariant::Object(object) => object.clone(),
        JsVariant::BigInt(_) => context.intrinsics().constructors().bigint().prototype(),
        _ => return Ok(value),
    };
    let to_json = object.get(js_string!("toJSON"), context)?;
    match to_json.as_callable() {
        Some(to_json) => to_json.call(&value, &[name_of(key)], context),
        None => Ok(value),
    }
}

fn form_of_object(object: JsObject, value: JsValue, context: &mut Context) -> JsResult<Form> {
    if object.is::<f64>() {
        let number = value.to_number(context)?;
        return form_of_primitive(&number.into(), context);
    }
    if object.is::<JsString>() {
        return Ok(Form::Quoted(value.to_string(context)?));
    }
    let boolean = object.downcast_ref::<bool>().map(|boolean| *boolean);
    if let Some(boolean) = boolean {
        return form_of_primitive(&boolean.into(), context);
    }
    if object.is::<JsBigInt>() {
        return Err(big_int());
    }
    if object.is_callable() {
        return Ok(Form::Absent);
    }
    if object.is::<RawJson>() {
        let raw = object.get(js_string!("rawJSON"), context)?;
        return Ok(Form::Plain(raw.to_string(context)?));
    }
    Ok(Form::Structure(object))
}

fn form_of_primitive(value: &JsValue, context: &mut Context) -> JsResult<Form> {
    Ok(match value.variant() {
        JsVariant::Null => Form::Plain(js_string!("null")),
        JsVariant::Boolean(true) => Form::Plain(js_string!("true")),
        JsVariant::Boolean(false) => Form::Plain(js_string!("false")),
        JsVariant::String(text) => Form::Quoted(text.clone()),
        JsVariant::Float64(number) if !number.is_finite() => Form::Plain(js_string!("null")),
        JsVariant::Float64(_) | JsVariant::Integer32(_) => Form::Plain(value.to_string(context)?),
        JsVariant::BigInt(_) => return Err(big_int()),
        _ => Form::Absent,
    })
}

fn big_int() -> boa_engine::JsError {
    JsNativeError::typ()
        .with_message("Do not know how to serialize a BigInt")
        .into()
}
