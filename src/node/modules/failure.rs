//! Failed resolutions as scripts see them.

use super::file_url;
use super::resolver::{ErrorKind, ResolveError};
use crate::engine::error;
use boa_engine::{Context, JsError, JsValue, js_string};

/// The error that a script sees for a failed resolution.
pub(super) fn throw(error: ResolveError, context: &mut Context) -> JsError {
    let (class, code) = (error.kind.class(), error.kind.code());
    let is_plain = error.kind == ErrorKind::RequiredNotFound;
    let message = js_string!(error.message.as_str());
    let made = match is_plain {
        true => error::plain_object(class, message, context),
        false => error::coded_object(class, code, message, context),
    };
    let object = match made {
        Ok(object) => object,
        Err(thrown) => return thrown,
    };
    let text = |text: &str| JsValue::from(js_string!(text));
    let mut properties = vec![("code", text(code))];
    if let Some(path) = &error.path {
        let shown = path.to_string_lossy();
        properties.push(match error.kind {
            ErrorKind::RequiredNotFound => ("path", text(&shown)),
            _ => ("url", text(&file_url::from_path(path))),
        });
    }
    if let Some(request) = &error.request {
        properties.push(("requestPath", text(request)));
    }
    for (key, value) in properties {
        if let Err(thrown) = object.set(js_string!(key), value, true, context) {
            return thrown;
        }
    }
    JsError::from_opaque(object.into())
}
