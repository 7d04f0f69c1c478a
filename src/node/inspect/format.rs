//! `util.format`: placeholders in a text replaced by values.
//!
//! Node's documentation, "Util", section "util.format(format[, ...args])".

use super::text::lossy;
use crate::engine::proxy::{self, Parts};
use crate::engine::reflect;
use crate::engine::{error, native};
use crate::node::inspect::{self, Compact, InspectOptions, is_built_in};
use crate::node::inspect::{bigint_text, number_text};
use boa_engine::object::JsObject;
use boa_engine::property::PropertyKey;
use boa_engine::value::JsVariant;
use boa_engine::{Context, JsArgs, JsError, JsResult, JsString, JsSymbol, JsValue, js_string};

const PERCENT: u16 = b'%' as u16;

/// The function object `util.format`.
#[must_use]
pub fn function(context: &Context) -> JsObject {
    native::function("format", 0, format, context).into()
}

/// The function object `util.formatWithOptions`.
#[must_use]
pub fn function_with_options(context: &Context) -> JsObject {
    native::function("formatWithOptions", 1, with_options, context).into()
}

fn format(_: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let options = InspectOptions::current(context)?;
    format_with_options(&options, arguments, context).map(JsValue::from)
}

fn with_options(_: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let given = arguments.get_or_undefined(0);
    if !given.is_object() || given.is_callable() {
        let name = "inspectOptions";
        return Err(error::invalid_arg_type(name, &["object"], given, context));
    }
    let options = InspectOptions::from_js(given, context)?;
    let rest = arguments.get(1..).unwrap_or(&[]);
    format_with_options(&options, rest, context).map(JsValue::from)
}

/// The text that `console.log(...arguments)` writes: a first argument that is
/// a string is searched for placeholders, what is left over follows behind
/// spaces, values printed by `options`.
///
/// # Errors
///
/// What conversions and inspection of the arguments throw.
pub fn format_with_options(
    options: &InspectOptions,
    arguments: &[JsValue],
    context: &mut Context,
) -> JsResult<JsString> {
    let first = arguments.first().and_then(JsValue::as_string);
    if let (Some(text), 1) = (&first, arguments.len()) {
        return Ok(text.clone());
    }
    let mut formatter = Formatter {
        options,
        rest: arguments,
        pieces: Vec::new(),
        context,
    };
    let mut separated = false;
    if let Some(text) = &first {
        formatter.rest = arguments.get(1..).unwrap_or(&[]);
        separated = formatter.fill(text)?;
        if !separated {
            formatter.rest = arguments;
        }
    }
    formatter.append_rest(separated)?;
    Ok(JsString::from(formatter.pieces.as_slice()))
}

struct Formatter<'a> {
    options: &'a InspectOptions,
    /// The arguments not used yet.
    rest: &'a [JsValue],
    pieces: Vec<JsString>,
    context: &'a mut Context,
}

impl Formatter<'_> {
    /// Copies `text` with its placeholders filled in; `false`, with nothing
    /// copied, when there was none.
    fn fill(&mut self, text: &JsString) -> JsResult<bool> {
        let mut copied = 0;
        let mut at = 0;
        while at + 1 < text.len() {
            if text.code_unit_at(at) != Some(PERCENT) {
                at += 1;
                continue;
            }
            let placeholder = text.code_unit_at(at + 1).unwrap_or_default();
            if placeholder == PERCENT {
                self.pieces.push(text.slice(copied, at + 1));
                copied = at + 2;
            } else if let Some(filled) = self.placeholder(placeholder)? {
                self.pieces.push(text.slice(copied, at));
                self.pieces.push(filled);
                copied = at + 2;
            }
            at += 2;
        }
        if copied == 0 {
            return Ok(false);
        }
        self.pieces.push(text.slice(copied, text.len()));
        Ok(true)
    }

    /// What stands for `%` and `letter`; `None` when that is no placeholder or
    /// no argument is left.
    fn placeholder(&mut self, letter: u16) -> JsResult<Option<JsString>> {
        let letter = u8::try_from(letter).unwrap_or_default();
        let Some((argument, rest)) = self.rest.split_first() else {
            return Ok(None);
        };
        let text = match letter {
            b's' => self.text(argument)?,
            b'd' => self.number(argument, Numbers::Any)?,
            b'i' => self.number(argument, Numbers::Integer)?,
            b'f' => self.number(argument, Numbers::Float)?,
            b'j' => json(argument, self.context)?,
            b'o' => self.inspect(argument, &self.in_full())?,
            b'O' => self.inspect(argument, self.options)?,
            b'c' => js_string!(),
            _ => return Ok(None),
        };
        self.rest = rest;
        Ok(Some(text))
    }

    fn append_rest(&mut self, mut separated: bool) -> JsResult<()> {
        for argument in self.rest {
            if separated {
                self.pieces.push(js_string!(" "));
            }
            separated = true;
            let piece = match argument.as_string() {
                Some(text) => text,
                None => self.inspect(argument, self.options)?,
            };
            self.pieces.push(piece);
        }
        Ok(())
    }

    fn inspect(&mut self, value: &JsValue, options: &InspectOptions) -> JsResult<JsString> {
        inspect::inspect(value, options, self.context)
    }

    /// The options of `%o`.
    fn in_full(&self) -> InspectOptions {
        InspectOptions {
            show_hidden: true,
            show_proxy: true,
            depth: Some(4.0),
            ..self.options.clone()
        }
    }

    /// `%s`: a string, except for objects that have no `toString` of their own.
    fn text(&mut self, value: &JsValue) -> JsResult<JsString> {
        if let Some(number) = self.plain_number(value) {
            return Ok(number);
        }
        if let Some(symbol) = value.as_symbol() {
            return Ok(symbol.descriptive_string());
        }
        let object = value.as_object().filter(|object| !object.is_callable());
        let Some(object) = object else {
            return value.to_string(self.context);
        };
        if !has_built_in_to_string(&object, self.context)? {
            return value.to_string(self.context);
        }
        let options = InspectOptions {
            compact: Compact::Levels(3.0),
            colors: false,
            depth: Some(0.0),
            ..self.options.clone()
        };
        self.inspect(value, &options)
    }

    /// A number or bigint as it is.
    fn plain_number(&self, value: &JsValue) -> Option<JsString> {
        let separated = self.options.numeric_separator;
        if let Some(big) = value.as_bigint() {
            return Some(js_string!(bigint_text(&big.to_string(), separated)));
        }
        let number = value.as_number()?;
        Some(js_string!(number_text(number, separated)))
    }

    /// `%d`, `%i`, `%f`
    fn number(&mut self, value: &JsValue, numbers: Numbers) -> JsResult<JsString> {
        let is_float = numbers == Numbers::Float;
        if value.is_bigint() && !is_float {
            return Ok(self.plain_number(value).unwrap_or_default());
        }
        if value.is_symbol() {
            return Ok(js_string!("NaN"));
        }
        let number = numbers.convert(value, self.context)?;
        Ok(self.plain_number(&number).unwrap_or_default())
    }
}

/// The numbers that a placeholder shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Numbers {
    Any,
    Integer,
    Float,
}

impl Numbers {
    fn convert(self, value: &JsValue, context: &mut Context) -> JsResult<JsValue> {
        let intrinsics = context.intrinsics();
        let convert: JsObject = match self {
            Self::Any => intrinsics.constructors().number().constructor(),
            Self::Integer => intrinsics.objects().parse_int().into(),
            Self::Float => intrinsics.objects().parse_float().into(),
        };
        convert.call(&JsValue::undefined(), std::slice::from_ref(value), context)
    }
}

/// `%j`: JSON, or `[Circular]`.
fn json(value: &JsValue, context: &mut Context) -> JsResult<JsString> {
    let json = context.intrinsics().objects().json();
    let stringify = json.get(js_string!("stringify"), context)?;
    let Some(stringify) = stringify.as_callable() else {
        return Ok(js_string!("undefined"));
    };
    match stringify.call(&json.into(), std::slice::from_ref(value), context) {
        Ok(text) => text.to_string(context),
        Err(error) if is_circular(&error) => Ok(js_string!("[Circular]")),
        Err(error) => Err(error),
    }
}

/// Whether `error` is the complaint about a circular structure: ours, or the engine's
/// where a host has not had its function replaced.
fn is_circular(error: &JsError) -> bool {
    const WORDS: [&str; 2] = [
        "Converting circular structure to JSON",
        "cyclic object value",
    ];
    error.as_native().is_some_and(|native| {
        native.is_type()
            && WORDS
                .iter()
                .any(|words| native.message().starts_with(words))
    })
}

/// Whether converting `object` to a string would run nothing of a script's.
fn has_built_in_to_string(object: &JsObject, context: &mut Context) -> JsResult<bool> {
    let object = match proxy::parts(object) {
        Some(Parts::Revoked) => return Ok(true),
        Some(Parts::Live { target, .. }) => target,
        None => object.clone(),
    };
    let mut keys: Vec<PropertyKey> = Vec::new();
    for key in [
        js_string!("toString").into(),
        JsSymbol::to_primitive().into(),
    ] {
        if object.get(PropertyKey::clone(&key), context)?.is_callable() {
            keys.push(key);
        }
    }
    let mut holder = Some(object.clone());
    while let Some(current) = holder {
        if has_any(&current, &keys, context)? {
            return Ok(current != object && is_of_built_in(&current, context)?);
        }
        holder = reflect::prototype_of(&current, context)?;
    }
    Ok(true)
}

fn has_any(object: &JsObject, keys: &[PropertyKey], context: &mut Context) -> JsResult<bool> {
    for key in keys {
        if reflect::has_own(object, key, reflect::Filter::All, context)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether `prototype` belongs to a global class of ECMAScript.
fn is_of_built_in(prototype: &JsObject, context: &mut Context) -> JsResult<bool> {
    let key = js_string!("constructor").into();
    let descriptor = reflect::own_descriptor(prototype, &key, context)?;
    let constructor = descriptor.and_then(|found| found.value().and_then(JsValue::as_callable));
    let Some(constructor) = constructor else {
        return Ok(false);
    };
    let name = constructor.get(js_string!("name"), context)?;
    Ok(match name.variant() {
        JsVariant::String(name) => is_built_in(&lossy(&name)),
        _ => false,
    })
}
