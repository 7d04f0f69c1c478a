//! Errors with Node's class, `code` and message.
//!
//! Node's documentation, "Errors", section "Node.js error codes". Every error
//! made here is a genuine instance of the engine's own error class, so it has
//! a stack, and carries `code` as an own enumerable property.

use super::limits::MAX_STRING_LENGTH;
use super::{native, printing};
use boa_engine::{
    Context, JsError, JsNativeError, JsResult, JsString, JsValue, NativeFunction, js_string,
    object::{FunctionObjectBuilder, JsObject},
};

/// The ECMAScript class of an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorClass {
    /// `Error`
    Error,
    /// `TypeError`
    Type,
    /// `RangeError`
    Range,
    /// `SyntaxError`
    Syntax,
}

impl ErrorClass {
    /// The class's name in ECMAScript.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "Error",
            Self::Type => "TypeError",
            Self::Range => "RangeError",
            Self::Syntax => "SyntaxError",
        }
    }
}

fn inspect(value: &JsValue, depth: i32, context: &mut Context) -> String {
    let plain = |value: &JsValue| match value.as_string() {
        Some(text) => quoted(&text.to_std_string_lossy()),
        None => value.display().to_string(),
    };
    printing::inspected(value, depth, context).unwrap_or_else(|| plain(value))
}

/// Makes an error object of `class` with `message`, without a code.
///
/// # Errors
///
/// Whatever the engine's constructor throws (only a stack overflow can).
pub fn plain_object(
    class: ErrorClass,
    message: JsString,
    context: &mut Context,
) -> JsResult<JsObject> {
    let constructors = context.intrinsics().constructors();
    let constructor = match class {
        ErrorClass::Error => constructors.error(),
        ErrorClass::Type => constructors.type_error(),
        ErrorClass::Range => constructors.range_error(),
        ErrorClass::Syntax => constructors.syntax_error(),
    }
    .constructor();
    constructor.construct(&[message.into()], None, context)
}

/// Makes an error of `class` with `message` and an own property `code`.
///
/// `String(error)` reads `Name [CODE]: message`, as Node's.
pub fn coded(
    class: ErrorClass,
    code: &str,
    message: impl AsRef<str>,
    context: &mut Context,
) -> JsError {
    coded_object(class, code, js_string!(message.as_ref()), context).map_or_else(
        |thrown| thrown,
        |object| JsError::from_opaque(object.into()),
    )
}

/// [`coded`], as the object itself.
///
/// # Errors
///
/// Whatever the engine's constructor throws (only a stack overflow can).
pub fn coded_object(
    class: ErrorClass,
    code: &str,
    message: JsString,
    context: &mut Context,
) -> JsResult<JsObject> {
    let header = js_string!(
        &js_string!(class.name()),
        &js_string!(" ["),
        &js_string!(code),
        &js_string!("]: "),
        &message
    );
    let object = plain_object(class, message, context)?;
    own_stack(&object, &header, context)?;
    let to_string = FunctionObjectBuilder::new(
        context.realm(),
        NativeFunction::from_fn_ptr(coded_to_string),
    )
    .name(js_string!("toString"))
    .build();
    native::set(&object, js_string!("toString"), to_string, native::HIDDEN);
    native::set(
        &object,
        js_string!("code"),
        js_string!(code),
        native::ENUMERABLE,
    );
    Ok(object)
}

/// Node writes the stack when the error is made, its code in the header.
fn own_stack(object: &JsObject, header: &JsString, context: &mut Context) -> JsResult<()> {
    let stack = object.get(js_string!("stack"), context)?;
    let Some(stack) = stack.as_string() else {
        return Ok(());
    };
    let stack = stack.to_std_string_lossy();
    let frames = stack.find("\n    at ").and_then(|at| stack.get(at..));
    let stack = js_string!(header, &js_string!(frames.unwrap_or("")));
    native::set(object, js_string!("stack"), stack, native::HIDDEN);
    Ok(())
}

fn coded_to_string(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let Some(error) = this.as_object() else {
        return Err(JsNativeError::typ()
            .with_message("not an error object")
            .into());
    };
    let mut part = |key: JsString| error.get(key, context)?.to_string(context);
    let name = part(js_string!("name"))?;
    let code = part(js_string!("code"))?;
    let message = part(js_string!("message"))?;
    Ok(js_string!(
        &name,
        &js_string!(" ["),
        &code,
        &js_string!("]: "),
        &message
    )
    .into())
}

/// `TypeError [ERR_INVALID_ARG_TYPE]`: `The "name" argument must be ... Received ...`.
///
/// `expected` holds type names (`"string"`), class names (`"Buffer"`) and
/// phrases (`"Array-like Object"`), which the message groups as Node does.
pub fn invalid_arg_type(
    name: &str,
    expected: &[&str],
    received: &JsValue,
    context: &mut Context,
) -> JsError {
    let message = format!(
        "The {} must be {}. Received {}",
        subject(name),
        expectation(expected),
        describe(received, context)
    );
    coded(ErrorClass::Type, "ERR_INVALID_ARG_TYPE", message, context)
}

/// `TypeError [ERR_INVALID_ARG_VALUE]`: `The argument 'name' is invalid. Received ...`.
pub fn invalid_arg_value(
    name: &str,
    received: &JsValue,
    reason: &str,
    context: &mut Context,
) -> JsError {
    let kind = if name.contains('.') {
        "property"
    } else {
        "argument"
    };
    let shown = cut(inspect(received, 2, context), 128, 128);
    let message = format!("The {kind} '{name}' {reason}. Received {shown}");
    coded(ErrorClass::Type, "ERR_INVALID_ARG_VALUE", message, context)
}

/// `RangeError [ERR_OUT_OF_RANGE]`: `The value of "name" is out of range. It must be ... Received ...`.
pub fn out_of_range(name: &str, range: &str, received: &JsValue, context: &mut Context) -> JsError {
    let shown = range_received(received, context);
    let message =
        format!("The value of \"{name}\" is out of range. It must be {range}. Received {shown}");
    coded(ErrorClass::Range, "ERR_OUT_OF_RANGE", message, context)
}

/// `Error [ERR_STRING_TOO_LONG]`.
pub fn string_too_long(context: &mut Context) -> JsError {
    let message = format!("Cannot create a string longer than {MAX_STRING_LENGTH:#x} characters");
    coded(ErrorClass::Error, "ERR_STRING_TOO_LONG", message, context)
}

/// `TypeError [ERR_UNKNOWN_ENCODING]`.
pub fn unknown_encoding(name: &JsString, context: &mut Context) -> JsError {
    let message = format!("Unknown encoding: {}", name.to_std_string_lossy());
    coded(ErrorClass::Type, "ERR_UNKNOWN_ENCODING", message, context)
}

/// `RangeError [ERR_BUFFER_OUT_OF_BOUNDS]`: about a named argument, or the whole access.
pub fn buffer_out_of_bounds(name: Option<&str>, context: &mut Context) -> JsError {
    let message = match name {
        Some(name) => format!("\"{name}\" is outside of buffer bounds"),
        None => "Attempt to access memory outside buffer bounds".to_owned(),
    };
    coded(
        ErrorClass::Range,
        "ERR_BUFFER_OUT_OF_BOUNDS",
        message,
        context,
    )
}

/// `RangeError: Array buffer allocation failed`, V8's words for a backing store that cannot be had.
#[must_use]
pub fn allocation_failed() -> JsError {
    JsNativeError::range()
        .with_message("Array buffer allocation failed")
        .into()
}

fn subject(name: &str) -> String {
    if name.ends_with(" argument") {
        return name.to_owned();
    }
    let kind = if name.contains('.') {
        "property"
    } else {
        "argument"
    };
    format!("\"{name}\" {kind}")
}

const TYPE_NAMES: [&str; 9] = [
    "string", "function", "number", "object", "Function", "Object", "boolean", "bigint", "symbol",
];

fn is_class_name(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_uppercase())
        && word.chars().all(|c| c.is_ascii_alphanumeric())
}

fn expectation(expected: &[&str]) -> String {
    let mut types: Vec<String> = Vec::new();
    let mut classes: Vec<String> = Vec::new();
    let mut others: Vec<String> = Vec::new();
    for word in expected {
        if TYPE_NAMES.contains(word) {
            types.push(word.to_lowercase());
        } else if is_class_name(word) {
            classes.push((*word).to_owned());
        } else {
            others.push((*word).to_owned());
        }
    }
    // "object" beside classes reads better as one more class.
    if !classes.is_empty()
        && let Some(at) = types.iter().position(|word| word == "object")
    {
        types.remove(at);
        classes.push("Object".to_owned());
    }
    let phrases = [
        types_phrase(&types),
        classes_phrase(&classes),
        others_phrase(&others),
    ];
    let given: Vec<&str> = phrases.iter().flatten().map(String::as_str).collect();
    given.join(" or ")
}

fn types_phrase(types: &[String]) -> Option<String> {
    let lead = match types.len() {
        0 => return None,
        1 => "of type",
        _ => "one of type",
    };
    Some(format!("{lead} {}", list(types, "or")))
}

fn classes_phrase(classes: &[String]) -> Option<String> {
    (!classes.is_empty()).then(|| format!("an instance of {}", list(classes, "or")))
}

fn others_phrase(others: &[String]) -> Option<String> {
    match others {
        [] => None,
        [only] if only.chars().any(|c| c.is_ascii_uppercase()) => Some(format!("an {only}")),
        [only] => Some(only.clone()),
        many => Some(format!("one of {}", list(many, "or"))),
    }
}

/// `a`, `a or b`, `a, b, or c`.
#[must_use]
pub fn list(words: &[String], conjunction: &str) -> String {
    match words {
        [] => String::new(),
        [only] => only.clone(),
        [first, second] => format!("{first} {conjunction} {second}"),
        [head @ .., last] => format!("{}, {conjunction} {last}", head.join(", ")),
    }
}

/// The tail of an ERR_INVALID_ARG_TYPE message: `type number (5)`, `an instance of Foo`, ...
pub fn describe(value: &JsValue, context: &mut Context) -> String {
    if value.is_undefined() || value.is_null() {
        return value.display().to_string();
    }
    if let Some(object) = value.as_object() {
        return describe_object(&object, value, context);
    }
    if let Some(string) = value.as_string() {
        return describe_string(&string.to_std_string_lossy());
    }
    let shown = match value.as_number() {
        Some(number) => show_number(number),
        None => inspect(value, 2, context),
    };
    format!("type {} ({})", value.type_of(), cut(shown, 28, 25))
}

fn describe_object(object: &JsObject, value: &JsValue, context: &mut Context) -> String {
    if object.is_callable() {
        let name = string_property(object, "name", context).unwrap_or_default();
        return format!("function {name}");
    }
    let constructor = object
        .get(js_string!("constructor"), context)
        .ok()
        .and_then(|constructor| constructor.as_object())
        .and_then(|constructor| string_property(&constructor, "name", context))
        .filter(|name| !name.is_empty());
    match constructor {
        Some(name) => format!("an instance of {name}"),
        None => inspect(value, -1, context),
    }
}

fn string_property(object: &JsObject, key: &str, context: &mut Context) -> Option<String> {
    let value = object.get(js_string!(key), context).ok()?;
    value.as_string().map(|name| name.to_std_string_lossy())
}

fn describe_string(text: &str) -> String {
    let shown = cut(text.to_owned(), 28, 25);
    format!("type string ({})", quoted(&shown))
}

fn quoted(text: &str) -> String {
    if text.contains('\'') {
        return json_quote(text);
    }
    format!("'{text}'")
}

fn json_quote(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if u32::from(c) < 0x20 => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

fn cut(text: String, longest: usize, kept: usize) -> String {
    if text.chars().count() <= longest {
        return text;
    }
    let head: String = text.chars().take(kept).collect();
    head + "..."
}

fn show_number(number: f64) -> String {
    if number == 0.0 && number.is_sign_negative() {
        return "-0".to_owned();
    }
    JsValue::from(number).display().to_string()
}

/// What follows "Received" in an ERR_OUT_OF_RANGE: large integers get `_` separators.
fn range_received(value: &JsValue, context: &mut Context) -> String {
    const SEPARATED_FROM: f64 = 4_294_967_296.0;
    if let Some(number) = value.as_number() {
        let shown = show_number(number);
        let separate = number.fract() == 0.0 && number.abs() > SEPARATED_FROM;
        return if separate { separated(&shown) } else { shown };
    }
    if let Some(big) = value.as_bigint() {
        let shown = big.to_string();
        let large = big.to_f64().abs() > SEPARATED_FROM;
        return if large { separated(&shown) } else { shown } + "n";
    }
    inspect(value, 2, context)
}

/// `281474976710656` as `281_474_976_710_656`.
fn separated(digits: &str) -> String {
    let (sign, digits) = digits
        .strip_prefix('-')
        .map_or(("", digits), |rest| ("-", rest));
    let mut out = String::from(sign);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push('_');
        }
        out.push(digit);
    }
    out
}

/// Checks that `value` is a number within `min..=max`, as Node's `validateNumber`.
///
/// # Errors
///
/// ERR_INVALID_ARG_TYPE or ERR_OUT_OF_RANGE naming the argument `name`.
pub fn validate_number(
    value: &JsValue,
    name: &str,
    min: f64,
    max: f64,
    context: &mut Context,
) -> JsResult<f64> {
    let Some(number) = value.as_number() else {
        return Err(invalid_arg_type(name, &["number"], value, context));
    };
    if (min..=max).contains(&number) {
        return Ok(number);
    }
    let range = if max == f64::INFINITY {
        format!(">= {}", show_number(min))
    } else {
        format!(">= {} && <= {}", show_number(min), show_number(max))
    };
    Err(out_of_range(name, &range, value, context))
}

/// Checks that `value` is a number and integral within `min..=max`, as Node's `validateInteger`.
///
/// # Errors
///
/// ERR_INVALID_ARG_TYPE or ERR_OUT_OF_RANGE naming the argument `name`.
pub fn validate_integer(
    value: &JsValue,
    name: &str,
    min: f64,
    max: f64,
    context: &mut Context,
) -> JsResult<f64> {
    let Some(number) = value.as_number() else {
        return Err(invalid_arg_type(name, &["number"], value, context));
    };
    if number.fract() != 0.0 || !number.is_finite() {
        return Err(out_of_range(name, "an integer", value, context));
    }
    if number < min || number > max {
        let range = format!(">= {} && <= {}", show_number(min), show_number(max));
        return Err(out_of_range(name, &range, value, context));
    }
    Ok(number)
}

/// Checks that `value` is a string, as Node's `validateString`.
///
/// # Errors
///
/// ERR_INVALID_ARG_TYPE naming the argument `name`.
pub fn validate_string(value: &JsValue, name: &str, context: &mut Context) -> JsResult<JsString> {
    match value.as_string() {
        Some(string) => Ok(string),
        None => Err(invalid_arg_type(name, &["string"], value, context)),
    }
}

/// Checks that `value` is callable, as Node's `validateFunction`.
///
/// # Errors
///
/// ERR_INVALID_ARG_TYPE naming the argument `name`.
pub fn validate_function(value: &JsValue, name: &str, context: &mut Context) -> JsResult<JsObject> {
    match value.as_callable() {
        Some(function) => Ok(function),
        None => Err(invalid_arg_type(name, &["Function"], value, context)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expectations_read_as_node_writes_them() {
        let cases: [(&[&str], &str); 6] = [
            (&["string"], "of type string"),
            (&["number", "string"], "one of type number or string"),
            (
                &["string", "Buffer", "ArrayBuffer"],
                "of type string or an instance of Buffer or ArrayBuffer",
            ),
            (&["Function"], "of type function"),
            (
                &[
                    "string",
                    "Buffer",
                    "ArrayBuffer",
                    "Array",
                    "Array-like Object",
                ],
                "of type string or an instance of Buffer, ArrayBuffer, or Array or an Array-like Object",
            ),
            (&["object", "Foo"], "an instance of Foo or Object"),
        ];
        for (expected, text) in cases {
            assert_eq!(expectation(expected), text);
        }
    }

    #[test]
    fn separators_stand_every_three_digits() {
        assert_eq!(separated("281474976710656"), "281_474_976_710_656");
        assert_eq!(separated("-4294967297"), "-4_294_967_297");
        assert_eq!(separated("12"), "12");
    }

    #[test]
    fn coded_errors_carry_class_code_and_message() {
        let context = &mut Context::default();
        let error = out_of_range("offset", ">= 0 and <= 8", &JsValue::from(9), context);
        let object = error
            .into_opaque(context)
            .ok()
            .and_then(|value| value.as_object())
            .expect("an object");
        let shown = JsValue::from(object.clone())
            .to_string(context)
            .map(|text| text.to_std_string_lossy());
        assert_eq!(
            shown,
            Ok(
                "RangeError [ERR_OUT_OF_RANGE]: The value of \"offset\" is out of range. \
                It must be >= 0 and <= 8. Received 9"
                    .to_owned()
            )
        );
        assert_eq!(
            object.get(js_string!("code"), context),
            Ok(js_string!("ERR_OUT_OF_RANGE").into())
        );
    }
}
