//! CommonJS: `require`, the `Module` class, the cache of loaded files.
//!
//! Node's documentation, "Modules: CommonJS modules" and "Modules: `node:module` API".
//!
//! - `class`: the class `Module`: what `module` is in a CommonJS file.
//! - `compile`: from the text of a CommonJS file to a running function.
//! - `load`: loading a file: find it, look in the cache, run it by its extension.
//! - `module_module`: `node:module`: the class `Module` with what tools ask of it.
//! - `require`: the function `require` of a module, and its properties.

mod class;
mod compile;
mod load;
mod module_module;
mod require;

use crate::engine::per_context;
use crate::node::modules::context::Modules;
use boa_engine::object::builtins::JsArray;
use boa_engine::{Context, JsArgs, JsObject, JsResult, JsString, JsValue, js_string};
use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::rc::Rc;

pub use compile::check;
pub use load::{
    load, load_main, load_resolved, module_without_file, parse_json, read, without_requirers,
};
pub use module_module::module_module;
pub use require::make_require;

/// The objects of CommonJS in one context.
pub struct CommonJs {
    /// `Module`
    pub constructor: JsObject,
    /// `Module.prototype`
    pub prototype: JsObject,
    /// `require.cache`: file name to module.
    pub cache: JsObject,
    /// `require.extensions`: extension to the function that loads such a file.
    pub extensions: JsObject,
    /// `require.main`
    main: RefCell<JsValue>,
    /// Whose files these are.
    modules: Rc<Modules>,
}

impl CommonJs {
    /// Those of `context`, made at the first call and again once its modules are others.
    pub fn of(context: &mut Context) -> Rc<Self> {
        let modules = Modules::of(context);
        match per_context::get::<Self>(context) {
            Some(known) if Rc::ptr_eq(&known.modules, &modules) => known,
            _ => per_context::set(Self::new(modules, context), context),
        }
    }

    fn new(modules: Rc<Modules>, context: &mut Context) -> Self {
        let (constructor, prototype) = class::build(context);
        Self {
            modules,
            constructor,
            prototype,
            cache: JsObject::with_null_proto(),
            extensions: load::default_extensions(context),
            main: RefCell::default(),
        }
    }

    /// The module that the command was started with, or `undefined`.
    #[must_use]
    pub fn main(&self) -> JsValue {
        self.main.borrow().clone()
    }

    fn set_main(&self, module: &JsObject) {
        *self.main.borrow_mut() = module.clone().into();
    }
}

/// A path as JavaScript sees it.
fn path_string(path: &Path) -> JsString {
    js_string!(&*path.to_string_lossy())
}

/// A path given by JavaScript.
fn path_of(value: &JsString) -> PathBuf {
    PathBuf::from(value.to_std_string_lossy())
}

/// An array of paths for JavaScript.
fn path_array(paths: &[PathBuf], context: &mut Context) -> JsArray {
    let paths: Vec<JsValue> = paths.iter().map(|path| path_string(path).into()).collect();
    JsArray::from_iter(paths, context)
}

/// The string property `key` of `object`, if it is a string.
fn string_of(object: &JsObject, key: &str, context: &mut Context) -> JsResult<Option<JsString>> {
    Ok(object.get(js_string!(key), context)?.as_string())
}

/// Argument `index` as a string.
fn string_argument(args: &[JsValue], index: usize, context: &mut Context) -> JsResult<JsString> {
    args.get_or_undefined(index).to_string(context)
}
