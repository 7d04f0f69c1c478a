//! What the file system of one context remembers.

use super::access::{Access, Everything, Intent};
use super::descriptors::Descriptors;
use super::failure::{Failure, Outcome};
use super::path::{self, FilePath};
use crate::engine::error::{self, ErrorClass};
use crate::engine::native;
use crate::engine::per_context;
use crate::node::base::validate;
use boa_engine::{Context, JsError, JsResult, JsValue, js_string};
use std::fs::File;
use std::rc::Rc;

/// What the file system of one context remembers.
#[derive(Debug)]
pub(super) struct Fs {
    access: Rc<dyn Access>,
    descriptors: Descriptors,
}

/// Lets scripts touch only what `access` allows. Files opened before are closed.
pub fn restrict(access: Rc<dyn Access>, context: &mut Context) {
    Fs::install(access, context);
}

impl Fs {
    /// That of `context`; at the first call, with every file in reach.
    pub(super) fn of(context: &mut Context) -> Rc<Self> {
        match per_context::get(context) {
            Some(fs) => fs,
            None => Self::install(Rc::new(Everything), context),
        }
    }

    fn install(access: Rc<dyn Access>, context: &mut Context) -> Rc<Self> {
        let fs = Self {
            access,
            descriptors: Descriptors::default(),
        };
        per_context::set(fs, context)
    }

    /// Open files by number.
    pub(super) fn descriptors(&self) -> &Descriptors {
        &self.descriptors
    }

    /// Asks the policy.
    pub(super) fn permit(
        &self,
        intent: Intent,
        path: &FilePath,
        context: &mut Context,
    ) -> Outcome<()> {
        let absolute = std::path::absolute(path.as_path());
        let absolute = absolute.unwrap_or_else(|_| path.as_path().to_owned());
        if self.access.allows(intent, &absolute) {
            return Ok(());
        }
        Err(Failure::Special(denied(intent, path, context)))
    }
}

fn denied(intent: Intent, path: &FilePath, context: &mut Context) -> JsError {
    let message = js_string!("Access to this API has been restricted");
    let made = error::coded_object(ErrorClass::Error, "ERR_ACCESS_DENIED", message, context);
    let error = match made {
        Ok(error) => error,
        Err(thrown) => return thrown,
    };
    let permission = js_string!(intent.permission());
    native::set(
        &error,
        js_string!("permission"),
        permission,
        native::ENUMERABLE,
    );
    let resource = path.shown().clone();
    native::set(&error, js_string!("resource"), resource, native::ENUMERABLE);
    JsError::from_opaque(error.into())
}

/// The path that the argument `name` gives, for looking at what is there.
pub(super) fn readable(value: &JsValue, name: &str, context: &mut Context) -> Outcome<FilePath> {
    permitted(Intent::Read, value, name, context)
}

/// The path that the argument `name` gives, for changing what is there.
pub(super) fn writable(value: &JsValue, name: &str, context: &mut Context) -> Outcome<FilePath> {
    permitted(Intent::Write, value, name, context)
}

fn permitted(
    intent: Intent,
    value: &JsValue,
    name: &str,
    context: &mut Context,
) -> Outcome<FilePath> {
    let path = path::argument(value, name, context)?;
    Fs::of(context).permit(intent, &path, context)?;
    Ok(path)
}

/// Checks that `value` is a number that a descriptor may have.
pub(super) fn descriptor(value: &JsValue, context: &mut Context) -> JsResult<i32> {
    validate::int32(value, "fd", (0, i32::MAX), context)
}

/// The open file that the argument `fd` names, for the call `syscall`.
pub(super) fn open_file(
    value: &JsValue,
    syscall: &'static str,
    context: &mut Context,
) -> Outcome<Rc<File>> {
    let number = descriptor(value, context)?;
    let file = Fs::of(context).descriptors.get(number);
    file.map_err(|error| Failure::of_call(error, syscall))
}
