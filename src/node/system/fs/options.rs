//! The options that most operations take: an encoding, a flag, a mode.

use crate::buffer::encoding;
use crate::codec::Encoding;
use crate::engine::error;
use crate::node::base::validate;
use boa_engine::object::JsObject;
use boa_engine::{Context, JsResult, JsString, JsValue, js_string};
use rustix::fs::OFlags;

/// What bytes of the system are handed out as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// A Buffer.
    Buffer,
    /// A string.
    Text(Encoding),
}

/// The `options` argument: an object, the name of an encoding, or nothing.
#[derive(Debug, Clone)]
pub(super) struct Options {
    object: Option<JsObject>,
    form: Option<Form>,
}

impl Options {
    /// Node's `getOptions`.
    pub(super) fn read(value: &JsValue, context: &mut Context) -> JsResult<Self> {
        if value.is_null_or_undefined() || value.is_callable() {
            return Ok(Self {
                object: None,
                form: None,
            });
        }
        let object = value.as_object();
        let encoding = match (&object, value.is_string()) {
            (Some(object), _) => object.get(js_string!("encoding"), context)?,
            (None, true) => value.clone(),
            (None, false) => {
                let expected = ["string", "Object"];
                return Err(error::invalid_arg_type(
                    "options", &expected, value, context,
                ));
            }
        };
        let form = form(&encoding, context)?;
        Ok(Self { object, form })
    }

    /// What was asked for, or else `default`.
    pub(super) fn form(&self, default: Form) -> Form {
        self.form.unwrap_or(default)
    }

    /// The encoding of text to be written.
    pub(super) fn encoding(&self) -> Encoding {
        match self.form {
            Some(Form::Text(encoding)) => encoding,
            _ => Encoding::Utf8,
        }
    }

    /// What reads a whole file knows no encoding `buffer`.
    pub(super) fn refuse_buffer(&self, context: &mut Context) -> JsResult<()> {
        match self.form {
            Some(Form::Buffer) => Err(error::unknown_encoding(&js_string!("buffer"), context)),
            _ => Ok(()),
        }
    }

    /// A property of the options; undefined where there is no object.
    pub(super) fn get(&self, key: &str, context: &mut Context) -> JsResult<JsValue> {
        match &self.object {
            Some(object) => object.get(js_string!(key), context),
            None => Ok(JsValue::undefined()),
        }
    }

    /// A property that must be a boolean; false where it is absent.
    pub(super) fn boolean(&self, key: &str, context: &mut Context) -> JsResult<bool> {
        let value = self.get(key, context)?;
        if value.is_undefined() {
            return Ok(false);
        }
        validate::boolean(&value, &format!("options.{key}"), context)
    }

    /// The property `flag`, or else `default`.
    pub(super) fn flag(&self, default: &str, context: &mut Context) -> JsResult<OFlags> {
        let value = self.get("flag", context)?;
        if value.is_null_or_undefined() {
            return flags(&js_string!(default).into(), context);
        }
        flags(&value, context)
    }

    /// The property `mode`, or else `default`.
    pub(super) fn mode(&self, default: u32, context: &mut Context) -> JsResult<u32> {
        let value = self.get("mode", context)?;
        mode(&value, "mode", Some(default), context)
    }
}

/// An encoding's name. What is falsy names none; `buffer` is one of `fs` alone.
fn form(value: &JsValue, context: &mut Context) -> JsResult<Option<Form>> {
    if !value.to_boolean() {
        return Ok(None);
    }
    let name = value.as_string();
    if name
        .as_ref()
        .is_some_and(|name| *name == js_string!("buffer"))
    {
        return Ok(Some(Form::Buffer));
    }
    match name.as_ref().and_then(encoding::of_name) {
        Some(encoding) => Ok(Some(Form::Text(encoding))),
        None => {
            let reason = "is invalid encoding";
            Err(error::invalid_arg_value("encoding", value, reason, context))
        }
    }
}

/// Node's `stringToFlags`: how a file is opened.
pub(super) fn flags(value: &JsValue, context: &mut Context) -> JsResult<OFlags> {
    if value.is_null_or_undefined() {
        return Ok(OFlags::RDONLY);
    }
    if value.is_number() {
        let bits = validate::int32(value, "flags", (i32::MIN, i32::MAX), context)?;
        return Ok(OFlags::from_bits_retain(bits.cast_unsigned()));
    }
    let named = value.as_string().as_ref().and_then(named_flags);
    named.ok_or_else(|| error::invalid_arg_value("flags", value, "is invalid", context))
}

fn named_flags(name: &JsString) -> Option<OFlags> {
    let name = name.to_std_string_lossy();
    let write = OFlags::CREATE | OFlags::TRUNC;
    let append = OFlags::CREATE | OFlags::APPEND;
    Some(match name.as_str() {
        "r" => OFlags::RDONLY,
        "rs" | "sr" => OFlags::RDONLY | OFlags::SYNC,
        "r+" => OFlags::RDWR,
        "rs+" | "sr+" => OFlags::RDWR | OFlags::SYNC,
        "w" => write | OFlags::WRONLY,
        "wx" | "xw" => write | OFlags::WRONLY | OFlags::EXCL,
        "w+" => write | OFlags::RDWR,
        "wx+" | "xw+" => write | OFlags::RDWR | OFlags::EXCL,
        "a" => append | OFlags::WRONLY,
        "ax" | "xa" => append | OFlags::WRONLY | OFlags::EXCL,
        "as" | "sa" => append | OFlags::WRONLY | OFlags::SYNC,
        "a+" => append | OFlags::RDWR,
        "ax+" | "xa+" => append | OFlags::RDWR | OFlags::EXCL,
        "as+" | "sa+" => append | OFlags::RDWR | OFlags::SYNC,
        _ => return None,
    })
}

/// Node's `parseFileMode`: permissions as a number, or as octal digits.
pub(super) fn mode(
    value: &JsValue,
    name: &str,
    default: Option<u32>,
    context: &mut Context,
) -> JsResult<u32> {
    if let (true, Some(default)) = (value.is_null_or_undefined(), default) {
        return Ok(default);
    }
    let Some(digits) = value.as_string() else {
        return validate::uint32(value, name, context);
    };
    let digits = digits.to_std_string_lossy();
    let is_octal = !digits.is_empty() && digits.bytes().all(|byte| (b'0'..=b'7').contains(&byte));
    let number = is_octal.then(|| u64::from_str_radix(&digits, 8));
    match number {
        Some(Ok(number)) => validate::uint32(&JsValue::from(number as f64), name, context),
        _ => {
            let reason = "must be a 32-bit unsigned integer or an octal string";
            Err(error::invalid_arg_value(name, value, reason, context))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_mean_what_open_2_says() {
        let bits = |name: &str| named_flags(&js_string!(name)).map(|flags| flags.bits());
        assert_eq!(bits("r"), Some(0));
        assert_eq!(
            bits("a+").map(i32::try_from),
            Some(Ok(libc::O_CREAT | libc::O_APPEND | libc::O_RDWR))
        );
        assert_eq!(bits("xw"), bits("wx"));
        assert_eq!(bits("rw"), None);
        assert_eq!(bits("R"), None);
    }

    #[test]
    fn modes_are_numbers_or_octal_digits() {
        let context = &mut Context::default();
        let mut read = |value: JsValue| mode(&value, "mode", Some(0o666), context).ok();
        assert_eq!(read(js_string!("0755").into()), Some(0o755));
        assert_eq!(read(0o700.into()), Some(0o700));
        assert_eq!(read(JsValue::null()), Some(0o666));
        assert_eq!(read(js_string!("8").into()), None);
        assert_eq!(read(js_string!("").into()), None);
        assert_eq!(read((-1).into()), None);
        assert_eq!(
            read(js_string!("7777777777777777777777777777").into()),
            None
        );
    }
}
