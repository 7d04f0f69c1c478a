//! `util.styleText`.

use crate::engine::error;
use crate::engine::reflect;
use crate::node::base::{environment, validate};
use crate::node::inspect;
use boa_engine::object::JsObject;
use boa_engine::object::builtins::JsArray;
use boa_engine::{Context, JsArgs, JsError, JsResult, JsValue, js_string};

/// A style's two escape sequences.
struct Style {
    open: String,
    close: String,
    /// Whether the end of another style of its group ends this one too.
    shares_end: bool,
}

impl Style {
    /// Where the text ends a style of the same group, this one begins again.
    fn resume_in(&self, text: &str) -> String {
        let resumed = match self.shares_end {
            true => format!("{}{}", self.close, self.open),
            false => self.open.clone(),
        };
        text.replace(&self.close, &resumed)
    }
}

/// `util.styleText(format, text[, options])`
pub(super) fn style_text(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let text = error::validate_string(args.get_or_undefined(1), "text", context)?;
    let is_plain = is_plain(args.get_or_undefined(2), context)?;
    let styles = styles(args.get_or_undefined(0), context)?;
    if is_plain {
        return Ok(text.into());
    }
    let mut text = text.to_std_string_lossy();
    for style in &styles {
        text = style.resume_in(&text);
    }
    for style in styles.iter().rev() {
        text = format!("{}{text}{}", style.open, style.close);
    }
    Ok(js_string!(text).into())
}

/// The styles that a name or an array of names asks for.
fn styles(format: &JsValue, context: &mut Context) -> JsResult<Vec<Style>> {
    let array = format.as_object().filter(JsObject::is_array);
    let names = match array {
        Some(array) => {
            let array = JsArray::from_object(array)?;
            let mut names = Vec::new();
            for at in 0..array.length(context)? {
                names.push(array.at(i64::try_from(at).unwrap_or(i64::MAX), context)?);
            }
            names
        }
        None => vec![format.clone()],
    };
    let mut styles = Vec::new();
    for name in names {
        if name
            .as_string()
            .is_some_and(|name| name == js_string!("none"))
        {
            continue;
        }
        styles.push(style(&name, context)?);
    }
    Ok(styles)
}

/// The style of one name, from the table that scripts may change.
fn style(name: &JsValue, context: &mut Context) -> JsResult<Style> {
    let colors = inspect::function(context)?.get(js_string!("colors"), context)?;
    let colors = colors.to_object(context)?;
    let codes = match name.as_string() {
        Some(key) => colors.get(key, context)?,
        None => JsValue::undefined(),
    };
    let Some(codes) = codes.as_object() else {
        return Err(unknown(name, &colors, context));
    };
    let mut code = |at: u32| -> JsResult<String> {
        let code = codes.get(at, context)?.to_string(context)?;
        Ok(code.to_std_string_lossy())
    };
    let (open, close) = (code(0)?, code(1)?);
    Ok(Style {
        shares_end: close == "22",
        open: format!("\u{1b}[{open}m"),
        close: format!("\u{1b}[{close}m"),
    })
}

fn unknown(name: &JsValue, colors: &JsObject, context: &mut Context) -> JsError {
    let names = reflect::enumerable_names(colors, context).unwrap_or_default();
    let quoted: Vec<String> = names.iter().map(|name| format!("'{name}'")).collect();
    let reason = format!("must be one of: {}", quoted.join(", "));
    error::invalid_arg_value("format", name, &reason, context)
}

/// Whether the text is to stay as it is, because its stream shows no colours.
fn is_plain(options: &JsValue, context: &mut Context) -> JsResult<bool> {
    let (mut validate, mut stream) = (true, JsValue::undefined());
    if !options.is_undefined() {
        let options = validate::object(options, "options", context)?;
        let value = options.get(js_string!("validateStream"), context)?;
        if !value.is_undefined() {
            validate = validate::boolean(&value, "options.validateStream", context)?;
        }
        stream = options.get(js_string!("stream"), context)?;
    }
    if !validate {
        return Ok(false);
    }
    let stream = stream_or_stdout(&stream, context)?;
    if environment::get("FORCE_COLOR", context)?.is_some() {
        return Ok(false);
    }
    Ok(!stream.get(js_string!("isTTY"), context)?.to_boolean())
}

fn stream_or_stdout(stream: &JsValue, context: &mut Context) -> JsResult<JsObject> {
    if stream.is_undefined() {
        let stdout = match environment::process(context)? {
            Some(process) => process.get(js_string!("stdout"), context)?,
            None => JsValue::undefined(),
        };
        return stdout.to_object(context);
    }
    stream.as_object().ok_or_else(|| {
        let expected = ["ReadableStream", "WritableStream", "Stream"];
        error::invalid_arg_type("stream", &expected, stream, context)
    })
}
