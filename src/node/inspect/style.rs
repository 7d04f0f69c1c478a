//! Colours: which part gets which ANSI style.
//!
//! Scripts may change `util.inspect.styles` and `util.inspect.colors`; until
//! they ask for them the tables here hold.

use super::options::InspectOptions;
use super::palette;
use super::printer::Printer;
use super::state::State;
use super::{regexp_colors, text};
use crate::engine::native;
use boa_engine::object::JsObject;
use boa_engine::value::JsVariant;
use boa_engine::{Context, JsArgs, JsNativeError, JsResult, JsString, JsValue, js_string};

/// What a part of the output is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flavour {
    Special,
    Number,
    BigInt,
    Boolean,
    Undefined,
    Null,
    String,
    Symbol,
    Date,
    RegExp,
    Module,
    Name,
}

impl Flavour {
    /// Its key in `util.inspect.styles`.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Special => "special",
            Self::Number => "number",
            Self::BigInt => "bigint",
            Self::Boolean => "boolean",
            Self::Undefined => "undefined",
            Self::Null => "null",
            Self::String => "string",
            Self::Symbol => "symbol",
            Self::Date => "date",
            Self::RegExp => "regexp",
            Self::Module => "module",
            Self::Name => "name",
        }
    }
}

impl Printer<'_> {
    /// `text` in the style of `flavour`.
    pub(super) fn stylize(&mut self, text: String, flavour: Flavour) -> JsResult<String> {
        if self.options.colors {
            return colored(text, flavour.key(), self.context);
        }
        match self.options.stylize.clone() {
            Some(styler) => call(&styler, text, flavour.key(), self.context),
            None => Ok(text),
        }
    }

    /// [`Printer::stylize`] of a fixed text.
    pub(super) fn styled(&mut self, text: &str, flavour: Flavour) -> JsResult<String> {
        self.stylize(text.to_owned(), flavour)
    }

    /// `text` in the style of things that are no data.
    pub(super) fn special(&mut self, text: impl Into<String>) -> JsResult<String> {
        self.stylize(text.into(), Flavour::Special)
    }
}

fn call(styler: &JsObject, text: String, key: &str, context: &mut Context) -> JsResult<String> {
    let arguments = [js_string!(text).into(), js_string!(key).into()];
    let styled = styler.call(&JsValue::undefined(), &arguments, context)?;
    styled.to_string(context).map(|styled| text::lossy(&styled))
}

/// `text` in the ANSI style that `util.inspect.styles[key]` names.
fn colored(text: String, key: &str, context: &mut Context) -> JsResult<String> {
    match State::of(context)?.function() {
        Some(inspect) => colored_by_script(text, key, &inspect, context),
        None => Ok(colored_by_default(text, key)),
    }
}

fn colored_by_default(text: String, key: &str) -> String {
    if key == "regexp" {
        return regexp_colors::highlight(&text, &palette::regexp());
    }
    match palette::style(key).and_then(palette::codes) {
        Some((on, off)) => wrap(&text, on, off),
        None => text,
    }
}

fn wrap(text: &str, on: u8, off: u8) -> String {
    format!("\u{1b}[{on}m{text}\u{1b}[{off}m")
}

fn colored_by_script(
    text: String,
    key: &str,
    inspect: &JsObject,
    context: &mut Context,
) -> JsResult<String> {
    let Some(styles) = inspect.get(js_string!("styles"), context)?.as_object() else {
        return Ok(text);
    };
    let style = styles.get(js_string!(key), context)?;
    if let Some(styler) = style.as_callable() {
        return call_with_text(&styler, text, context);
    }
    if style.is_undefined() {
        return Ok(text);
    }
    match codes_of(&style, inspect, context)? {
        Some((on, off)) => Ok(format!("\u{1b}[{on}m{text}\u{1b}[{off}m")),
        None => Ok(text),
    }
}

fn call_with_text(styler: &JsObject, text: String, context: &mut Context) -> JsResult<String> {
    let styled = styler.call(&JsValue::undefined(), &[js_string!(text).into()], context)?;
    styled.to_string(context).map(|styled| text::lossy(&styled))
}

/// The two codes of `util.inspect.colors[style]`, as text.
pub(super) fn codes_of(
    style: &JsValue,
    inspect: &JsObject,
    context: &mut Context,
) -> JsResult<Option<(String, String)>> {
    let Some(colors) = inspect.get(js_string!("colors"), context)?.as_object() else {
        return Ok(None);
    };
    let key = style.to_property_key(context)?;
    let Some(pair) = colors.get(key, context)?.as_object() else {
        return Ok(None);
    };
    let mut code = |index: u32| -> JsResult<String> {
        let code = pair.get(index, context)?.to_string(context)?;
        Ok(text::lossy(&code))
    };
    Ok(Some((code(0)?, code(1)?)))
}

/// The styler that a script passed as the option `stylize`, unless it is the
/// one that leaves text as it is.
pub(super) fn custom(value: &JsValue, context: &mut Context) -> JsResult<Option<JsObject>> {
    let Some(styler) = value.as_object() else {
        return Ok(None);
    };
    let plain = State::of(context)?.stylers().map(|[plain, _]| plain);
    Ok((plain.as_ref() != Some(&styler)).then_some(styler))
}

/// The function that styles as `options` say, for custom inspection functions.
pub(super) fn function(options: &InspectOptions, context: &mut Context) -> JsResult<JsValue> {
    let [plain, colorful] = stylers(context)?;
    Ok(match &options.stylize {
        _ if options.colors => colorful.into(),
        Some(own) => own.clone().into(),
        None => plain.into(),
    })
}

fn stylers(context: &mut Context) -> JsResult<[JsObject; 2]> {
    let state = State::of(context)?;
    if let Some(stylers) = state.stylers() {
        return Ok(stylers);
    }
    let stylers = [
        native::function("stylizeNoColor", 1, plain_styler, context).into(),
        native::function("stylizeWithColor", 2, color_styler, context).into(),
    ];
    state.set_stylers(stylers.clone());
    Ok(stylers)
}

fn plain_styler(_: &JsValue, arguments: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    Ok(arguments.get_or_undefined(0).clone())
}

fn color_styler(_: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let text = arguments.get_or_undefined(0).to_string(context)?;
    let key = match arguments.get_or_undefined(1).variant() {
        JsVariant::String(key) => text::lossy(&key),
        _ => return Ok(text.into()),
    };
    let colored = colored(text::lossy(&text), &key, context)?;
    Ok(js_string!(colored).into())
}

/// `util.inspect.styles.regexp(source)`.
pub(super) fn regexp_styler(
    _: &JsValue,
    arguments: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let source: JsString = arguments.get_or_undefined(0).to_string(context)?;
    let palette = regexp_palette(context)?;
    let colored = regexp_colors::highlight(&text::lossy(&source), &palette);
    Ok(js_string!(colored).into())
}

/// The codes named by `util.inspect.styles.regexp.colors`.
fn regexp_palette(context: &mut Context) -> JsResult<Vec<(String, String)>> {
    let Some(inspect) = State::of(context)?.function() else {
        return Ok(palette::regexp());
    };
    let mut names = inspect.get(js_string!("styles"), context)?;
    for key in ["regexp", "colors"] {
        names = match names.as_object() {
            Some(holder) => holder.get(js_string!(key), context)?,
            None => return Ok(palette::regexp()),
        };
    }
    let Some(names) = names.as_object() else {
        return Ok(palette::regexp());
    };
    let named = named_codes(&names, &inspect, context)?;
    Ok(if named.is_empty() {
        palette::regexp()
    } else {
        named
    })
}

fn named_codes(
    names: &JsObject,
    inspect: &JsObject,
    context: &mut Context,
) -> JsResult<Vec<(String, String)>> {
    const LONGEST: f64 = 1000.0;
    let length = names
        .get(js_string!("length"), context)?
        .to_number(context)?;
    if length > LONGEST {
        return Err(JsNativeError::range()
            .with_message("util.inspect.styles.regexp.colors is too long")
            .into());
    }
    let mut codes = Vec::new();
    for index in 0..length as u32 {
        let name = names.get(index, context)?;
        codes.extend(codes_of(&name, inspect, context)?);
    }
    Ok(codes)
}
