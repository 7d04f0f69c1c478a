//! What the file system of one context remembers.

use super::access::{Access, Everything, Intent};
use super::descriptors::Descriptors;
use super::failure::{Failure, Outcome};
use super::path::{self, FilePath};
use super::stats;
use super::{dirent, file_handle, promises};
use crate::engine::class::Class;
use crate::engine::error::{self, ErrorClass};
use crate::engine::native;
use crate::node::base::validate;
use boa_engine::object::JsObject;
use boa_engine::{Context, JsError, JsResult, JsSymbol, JsValue, js_string};
use std::cell::OnceCell;
use std::fs::File;
use std::rc::Rc;

/// What the file system of one context remembers.
#[derive(Debug)]
pub(super) struct Fs {
    access: Rc<dyn Access>,
    descriptors: Descriptors,
    classes: OnceCell<Rc<Classes>>,
    /// Made when a file is first opened with a promise.
    file_handle: OnceCell<Class>,
    promises: OnceCell<JsObject>,
}

/// The classes of the module, made with the first use of one.
#[derive(Debug)]
pub(super) struct Classes {
    pub stats: Class,
    pub big_stats: Class,
    pub dirent: Class,
    /// The key under which a `Dirent` keeps its kind.
    pub dirent_kind: JsSymbol,
}

#[derive(Clone)]
struct Installed(Rc<Fs>);

/// Lets scripts touch only what `access` allows. Files opened before are closed.
pub fn restrict(access: Rc<dyn Access>, context: &mut Context) {
    Fs::install(access, context);
}

impl Fs {
    /// That of `context`; at the first call, with every file in reach.
    pub(super) fn of(context: &mut Context) -> Rc<Self> {
        match context.get_data::<Installed>() {
            Some(Installed(fs)) => Rc::clone(fs),
            None => Self::install(Rc::new(Everything), context),
        }
    }

    fn install(access: Rc<dyn Access>, context: &mut Context) -> Rc<Self> {
        let fs = Rc::new(Self {
            access,
            descriptors: Descriptors::default(),
            classes: OnceCell::new(),
            file_handle: OnceCell::new(),
            promises: OnceCell::new(),
        });
        context.insert_data(Installed(Rc::clone(&fs)));
        fs
    }

    /// Open files by number.
    pub(super) fn descriptors(&self) -> &Descriptors {
        &self.descriptors
    }

    /// The module's classes.
    pub(super) fn classes(&self, context: &mut Context) -> Rc<Classes> {
        let make = || {
            let (stats, big_stats) = stats::classes(context);
            Rc::new(Classes {
                stats,
                big_stats,
                dirent: dirent::class(context),
                dirent_kind: dirent::kind_symbol(),
            })
        };
        Rc::clone(self.classes.get_or_init(make))
    }

    /// The class of what `fs.promises.open` gives.
    pub(super) fn file_handle(&self, context: &mut Context) -> &Class {
        self.file_handle.get_or_init(|| file_handle::class(context))
    }

    /// The exports of `node:fs/promises`, made when they are first asked for.
    pub(super) fn promises(&self, context: &Context) -> &JsObject {
        self.promises.get_or_init(|| promises::exports(context))
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
