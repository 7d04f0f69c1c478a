//! `node:url`, and the globals `URL` and `URLSearchParams`.
//!
//! The crate `url` parses, changes and serialises by the URL Standard.
//! URLs of Blobs are kept by [`super::blob`]. Absent: `URLPattern`.
//!
//! - `whatwg.js`: the classes `URL` and `URLSearchParams`.
//! - `legacy.js`: the interface that predates the standard, and paths as URLs.
//! - `repair.rs`: where the crate departs from the standard.

mod repair;

use crate::engine::native::Definition;
use crate::engine::untraced::Untraced;
use crate::node::base::lazy_global;
use crate::node::modules::require_builtin;
use boa_engine::object::JsObject;
use boa_engine::object::builtins::JsArray;
use boa_engine::{
    Context, Finalize, JsArgs, JsData, JsNativeError, JsResult, JsString, JsValue, Trace, js_string,
};
use std::cell::RefCell;
use std::rc::Rc;
use url::form_urlencoded::{self, Serializer};
use url::{Url, quirks};

/// What a `URL` is about.
#[derive(Debug, Trace, Finalize, JsData)]
struct Record(Untraced<Url>);

/// What the classes in JavaScript are given.
pub(crate) const CLASSES_BINDING: [Definition; 6] = [
    ("parse", 2, parse),
    ("get", 2, get),
    ("set", 3, set),
    ("readForm", 1, read_form),
    ("writeForm", 1, write_form),
    ("setTest", 1, set_test),
];

/// What `node:url` is given.
pub(crate) const LEGACY_BINDING: [Definition; 3] = [
    ("domainToASCII", 1, domain_to_ascii),
    ("domainToUnicode", 1, domain_to_unicode),
    ("hostToASCII", 1, host_to_ascii),
];

/// Defines the globals, which are made when they are first read.
pub fn install(context: &Context) {
    lazy_global::define("URL", |context| class("URL", context), context);
    let make = |context: &mut Context| class("URLSearchParams", context);
    lazy_global::define("URLSearchParams", make, context);
}

fn class(name: &str, context: &mut Context) -> JsResult<JsValue> {
    let classes = require_builtin("internal:whatwg_url", context)?;
    classes.to_object(context)?.get(js_string!(name), context)
}

/// The function that knows instances of `URL`.
#[derive(Clone)]
struct Test(Rc<RefCell<JsObject>>);

fn set_test(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    if let Some(test) = args.get_or_undefined(0).as_callable() {
        context.insert_data(Test(Rc::new(RefCell::new(test))));
    }
    Ok(JsValue::undefined())
}

/// Whether `object` is an instance of `URL`.
///
/// # Errors
///
/// None in practice.
pub fn is_url(object: &JsObject, context: &mut Context) -> JsResult<bool> {
    let Some(Test(test)) = context.get_data::<Test>().cloned() else {
        return Ok(false);
    };
    let test = test.borrow().clone();
    let answer = test.call(&JsValue::undefined(), &[object.clone().into()], context)?;
    Ok(answer.to_boolean())
}

fn text(args: &[JsValue], index: usize, context: &mut Context) -> JsResult<String> {
    let text = args.get_or_undefined(index).to_string(context)?;
    Ok(text.to_std_string_lossy())
}

/// `parse(input, base)`: a record, or `undefined` for what is no URL.
fn parse(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let input = text(args, 0, context)?;
    let base = match args.get_or_undefined(1) {
        base if base.is_undefined() => None,
        _ => match repair::parse(&text(args, 1, context)?, None) {
            Some(base) => Some(base),
            None => return Ok(JsValue::undefined()),
        },
    };
    let parsed = repair::parse(&input, base.as_ref());
    Ok(parsed.map_or_else(JsValue::undefined, |url| {
        JsObject::from_proto_and_data(None, Record(Untraced(url))).into()
    }))
}

fn with_record<R>(args: &[JsValue], read: impl FnOnce(&mut Url) -> R) -> JsResult<R> {
    let object = args.get_or_undefined(0).as_object();
    let mut record = object
        .as_ref()
        .and_then(|object| object.downcast_mut::<Record>())
        .ok_or_else(|| JsNativeError::typ().with_message("not a URL record"))?;
    Ok(read(&mut record.0))
}

/// `get(record, part)`
fn get(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let part = text(args, 1, context)?;
    let value = with_record(args, |url| part_of(url, &part))?;
    Ok(js_string!(value.as_str()).into())
}

fn part_of(url: &Url, part: &str) -> String {
    match part {
        "href" => quirks::href(url),
        "origin" => return quirks::origin(url),
        "protocol" => quirks::protocol(url),
        "username" => quirks::username(url),
        "password" => quirks::password(url),
        "host" => quirks::host(url),
        "hostname" => quirks::hostname(url),
        "port" => quirks::port(url),
        "pathname" => quirks::pathname(url),
        "search" => quirks::search(url),
        "hash" => quirks::hash(url),
        _ => "",
    }
    .to_owned()
}

/// `set(record, part, value)`: whether it could be set.
fn set(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let part = text(args, 1, context)?;
    let value = text(args, 2, context)?;
    let done = with_record(args, |url| {
        let done = set_part(url, &part, &value);
        *url = repair::escape_last_space(repair::escape_caret(url.clone()));
        done
    })?;
    Ok(done.into())
}

fn set_part(url: &mut Url, part: &str, value: &str) -> bool {
    match part {
        "href" => repair::parse(value, None).is_some_and(|parsed| {
            *url = parsed;
            true
        }),
        "protocol" => repair::set_protocol(url, value),
        "username" => quirks::set_username(url, value).is_ok(),
        "password" => quirks::set_password(url, value).is_ok(),
        "host" => quirks::set_host(url, value).is_ok(),
        "hostname" => quirks::set_hostname(url, value).is_ok(),
        "port" => quirks::set_port(url, value).is_ok(),
        "pathname" => {
            repair::set_pathname(url, value);
            true
        }
        "search" => {
            quirks::set_search(url, value);
            true
        }
        "hash" => {
            quirks::set_hash(url, value);
            true
        }
        _ => false,
    }
}

/// `readForm(query)`: names and values in turn.
fn read_form(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let query = text(args, 0, context)?;
    let mut values: Vec<JsValue> = Vec::new();
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        values.push(js_string!(name.as_ref()).into());
        values.push(js_string!(value.as_ref()).into());
    }
    Ok(JsArray::from_iter(values, context).into())
}

/// `writeForm(list)`: the query of names and values in turn.
fn write_form(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let list = args.get_or_undefined(0).to_object(context)?;
    let list = JsArray::from_object(list)?;
    let mut form = Serializer::new(String::new());
    for index in 0..list.length(context)? / 2 {
        let name = list.get(index * 2, context)?.to_string(context)?;
        let value = list.get(index * 2 + 1, context)?.to_string(context)?;
        form.append_pair(&name.to_std_string_lossy(), &value.to_std_string_lossy());
    }
    Ok(js_string!(form.finish().as_str()).into())
}

fn string(text: &str) -> JsResult<JsValue> {
    Ok(JsString::from(text).into())
}

fn domain_to_ascii(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    string(&repair::domain_to_ascii(&text(args, 0, context)?))
}

fn domain_to_unicode(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let host = repair::domain_to_ascii(&text(args, 0, context)?);
    string(&idna::domain_to_unicode(&host).0)
}

/// A host name of the old interface, which may hold what no domain may, in ASCII; empty when it
/// can't be.
fn host_to_ascii(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let host = text(args, 0, context)?;
    let ascii = idna::domain_to_ascii(&host).unwrap_or_default();
    string(&ascii)
}
