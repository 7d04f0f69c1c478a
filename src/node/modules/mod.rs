//! Module loading: CommonJS `require`, ES modules, built-in modules by name.
//!
//! | file | what |
//! | --- | --- |
//! | [`builtins`] | the table of built-in modules |
//! | [`embedded`] | built-in modules written in JavaScript |
//! | [`resolver`] | from a specifier to a file, without JavaScript |
//! | [`package`] | `package.json` |
//! | [`commonjs`] | `require` and the `Module` class |
//! | [`esm`] | `import`: the engine's module loader |
//! | [`run`] | starting points: a file, a piece of source |
//! | [`syntax`] | syntax errors with the file's own line and column |
//! | [`files`], [`file_url`] | the file system and its URLs |

pub mod builtins;
pub mod commonjs;
pub mod embedded;
pub mod esm;
pub mod file_url;
pub mod files;
pub mod package;
pub mod resolver;
pub mod run;
pub mod syntax;

pub use run::{Evaluation, resolve_main, run_main, run_source_as_commonjs};

use std::{
    cell::{Cell, OnceCell, RefCell},
    collections::HashMap,
    path::Path,
    rc::Rc,
};

use boa_engine::{Context, JsError, JsResult, JsValue, js_string};

use self::{
    commonjs::CommonJs,
    files::{Files, SystemFiles},
    package::PackageType,
    resolver::{ResolveError, Resolver},
};
use crate::engine::error;

/// What one context knows of modules.
pub struct Modules {
    resolver: Resolver,
    builtins: RefCell<HashMap<&'static str, JsValue>>,
    commonjs: OnceCell<CommonJs>,
    /// Names of built-in modules that scripts may not load.
    denied: Cell<&'static [&'static str]>,
}

#[derive(Clone)]
struct Installed(Rc<Modules>);

impl Modules {
    fn new(files: Rc<dyn Files>) -> Self {
        Self {
            resolver: Resolver::new(files),
            builtins: RefCell::default(),
            commonjs: OnceCell::new(),
            denied: Cell::new(&[]),
        }
    }

    /// The modules of `context`; at the first call, with the whole file system in sight.
    pub fn of(context: &mut Context) -> Rc<Self> {
        match context.get_data::<Installed>() {
            Some(Installed(modules)) => Rc::clone(modules),
            None => Self::install(Rc::new(SystemFiles), context),
        }
    }

    /// Gives `context` modules that see the file system as `files` shows it.
    /// Modules loaded before are forgotten.
    pub fn install(files: Rc<dyn Files>, context: &mut Context) -> Rc<Self> {
        let modules = Rc::new(Self::new(files));
        context.insert_data(Installed(Rc::clone(&modules)));
        modules
    }

    /// Refuses the built-in modules of these names, without `node:`, from now on.
    pub fn deny(&self, names: &'static [&'static str]) {
        self.denied.set(names);
    }

    /// The resolver.
    #[must_use]
    pub fn resolver(&self) -> &Resolver {
        &self.resolver
    }

    pub(crate) fn commonjs(&self, context: &mut Context) -> &CommonJs {
        self.commonjs.get_or_init(|| CommonJs::new(context))
    }
}

/// How the source of a file is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A CommonJS module.
    CommonJs,
    /// An ES module.
    Module,
    /// CommonJS, unless the source parses as an ES module only.
    Detect,
    /// JSON.
    Json,
}

/// The format of the file at `path`, by its extension and its package's `"type"`.
///
/// # Errors
///
/// ERR_INVALID_PACKAGE_CONFIG when the `package.json` around it is not a JSON object.
pub fn format_of(path: &Path, resolver: &Resolver) -> Result<Format, ResolveError> {
    let extension = path.extension().and_then(|extension| extension.to_str());
    match extension {
        Some("mjs") => return Ok(Format::Module),
        Some("cjs") => return Ok(Format::CommonJs),
        Some("json") => return Ok(Format::Json),
        _ => {}
    }
    let scope = resolver.scope_of(path)?;
    Ok(match scope.map(|package| package.kind) {
        Some(PackageType::Module) => Format::Module,
        Some(PackageType::CommonJs) => Format::CommonJs,
        Some(PackageType::Unspecified) | None => Format::Detect,
    })
}

/// The error that a script sees for a failed resolution.
fn throw(error: ResolveError, context: &mut Context) -> JsError {
    let made = if error.code == "MODULE_NOT_FOUND" {
        error::plain_object(error.class, js_string!(error.message.as_str()), context)
    } else {
        let message = js_string!(error.message.as_str());
        error::coded_object(error.class, error.code, message, context)
    };
    let object = match made {
        Ok(object) => object,
        Err(thrown) => return thrown,
    };
    let text = |text: &str| JsValue::from(js_string!(text));
    let mut properties = vec![("code", text(error.code))];
    if let Some(path) = &error.path {
        let shown = path.to_string_lossy();
        properties.push(match error.code {
            "MODULE_NOT_FOUND" => ("path", text(&shown)),
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

/// The value of a built-in module, for Rust code that needs one.
///
/// # Errors
///
/// Whatever making the module throws.
pub fn require_builtin(name: &str, context: &mut Context) -> JsResult<JsValue> {
    let value = builtins::load(name, context)?;
    Ok(value.unwrap_or_default())
}

/// Whether the built-in module `name` was asked for before, by whomever.
#[must_use]
pub fn is_loaded(name: &str, context: &mut Context) -> bool {
    Modules::of(context).builtins.borrow().contains_key(name)
}

/// The value of a module that only built-in modules can require.
///
/// # Errors
///
/// Whatever making it throws.
pub fn require_internal(name: &str, context: &mut Context) -> JsResult<JsValue> {
    let value = builtins::load_for_builtin(name, context)?;
    Ok(value.unwrap_or_default())
}
