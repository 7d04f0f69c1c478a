//! From an import to a module: resolve, look whether it is known, else make it.

use super::attributes::{self, ModuleType};
use super::{meta, synthetic};
use crate::engine::source as guarded;
use crate::engine::spans::{self, SpanKind};
use crate::node::modules::context::Modules;
use crate::node::modules::failure::throw;
use crate::node::modules::format::{Format, format_of, is_typescript};
use crate::node::modules::resolver::{ResolveError, Resolved};
use crate::node::modules::{builtins, commonjs, file_url, run, syntax};
use boa_engine::module::{ModuleLoader, ModuleRequest, Referrer};
use boa_engine::{Context, JsError, JsNativeError, JsObject, JsResult, Module};
use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::rc::Rc;

/// What a module is known by. A file is one module for each query after its name.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Key {
    File {
        path: PathBuf,
        query: String,
        kind: ModuleType,
    },
    Builtin(Rc<str>),
    Data(String, ModuleType),
}

impl Key {
    fn file(path: &Path, query: &str, kind: ModuleType) -> Self {
        Self::File {
            path: path.to_owned(),
            query: query.to_owned(),
            kind,
        }
    }
}

/// The engine's module loader. One belongs to one context: give it to the context's builder.
#[derive(Default)]
pub struct Loader {
    known: RefCell<HashMap<Key, Module>>,
    main: RefCell<Option<PathBuf>>,
    /// What each file imports, by the paths of the files.
    imports: RefCell<HashMap<PathBuf, HashSet<PathBuf>>>,
}

impl Loader {
    /// A loader that knows no module yet.
    #[must_use]
    pub fn new() -> Rc<Self> {
        Rc::new(Self::default())
    }

    /// The loader that `context` was built with.
    ///
    /// # Errors
    ///
    /// When it was built with another one.
    pub fn of(context: &Context) -> JsResult<Rc<Self>> {
        context.downcast_module_loader::<Self>().ok_or_else(|| {
            JsNativeError::error()
                .with_message("ES modules are not available in this context")
                .into()
        })
    }

    pub(super) fn set_main(&self, path: &Path) {
        *self.main.borrow_mut() = Some(path.to_owned());
    }

    /// The module of the code at `path`, if it has been imported before.
    pub(super) fn known_file(&self, path: &Path) -> Option<Module> {
        let key = Key::file(path, "", ModuleType::Script);
        self.known.borrow().get(&key).cloned()
    }

    fn note_import(&self, importer: Option<&Path>, imported: &Module) {
        if let (Some(importer), Some(imported)) = (importer, imported.path()) {
            let mut imports = self.imports.borrow_mut();
            let of_importer = imports.entry(importer.to_owned()).or_default();
            of_importer.insert(imported.to_owned());
        }
    }

    /// Whether the file at `path` imports one of `targets`, or is one: directly or not.
    pub(super) fn reaches(&self, path: &Path, targets: &HashSet<PathBuf>) -> bool {
        let imports = self.imports.borrow();
        let mut seen = HashSet::from([path]);
        let mut open = vec![path];
        while let Some(next) = open.pop() {
            if targets.contains(next) {
                return true;
            }
            let further = imports.get(next).into_iter().flatten();
            open.extend(
                further
                    .map(PathBuf::as_path)
                    .filter(|file| seen.insert(file)),
            );
        }
        false
    }

    /// The module that `key` names, made by `make` unless it is known.
    fn known_or(&self, key: Key, make: impl FnOnce() -> JsResult<Module>) -> JsResult<Module> {
        if let Some(module) = self.known.borrow().get(&key) {
            return Ok(module.clone());
        }
        let made = make()?;
        // Making one may have imported it too: the first one stays.
        let mut known = self.known.borrow_mut();
        Ok(known.entry(key).or_insert(made).clone())
    }

    fn load(
        &self,
        base: &Path,
        request: &ModuleRequest,
        context: &mut Context,
    ) -> JsResult<Module> {
        let specifier = request.specifier().to_std_string_lossy();
        if let Some(data) = specifier.strip_prefix("data:") {
            let wanted = attributes::wanted_type(request.attributes(), &specifier, context)?;
            let key = Key::Data(specifier.clone(), wanted);
            return self.known_or(key, || self.load_data(data, wanted, context));
        }
        let modules = Modules::of(context);
        match modules.resolver().resolve_import(&specifier, base) {
            Ok(Resolved::File(path)) => {
                let query = query_of(&specifier);
                let url = file_url::from_path(&path) + query;
                let wanted = attributes::wanted_type(request.attributes(), &url, context)?;
                self.load_file(&path, query, Some(wanted), context)
            }
            Ok(Resolved::Builtin(name)) => {
                let url = builtins::url_of(&name);
                attributes::wanted_type(request.attributes(), &url, context)?;
                let make = || synthetic::from_builtin(&name, context);
                self.known_or(Key::Builtin(Rc::clone(&name)), make)
            }
            Err(error) => Err(throw(error, context)),
        }
    }

    /// The module of the file at `path`; `wanted` is what the import's attributes ask for.
    ///
    /// # Errors
    ///
    /// When it cannot be read or parsed, or its attributes do not fit.
    pub(super) fn load_file(
        &self,
        path: &Path,
        query: &str,
        wanted: Option<ModuleType>,
        context: &mut Context,
    ) -> JsResult<Module> {
        let modules = Modules::of(context);
        let format = import_format(path, &modules).map_err(|error| throw(error, context))?;
        if let Some(wanted) = wanted {
            attributes::check(path, format, wanted, context)?;
        }
        let kind = ModuleType::of(format);
        let key = Key::file(path, query, kind);
        self.known_or(key, || self.make_from_file(path, format, context))
    }

    fn make_from_file(
        &self,
        path: &Path,
        format: Format,
        context: &mut Context,
    ) -> JsResult<Module> {
        if format == Format::CommonJs {
            return Ok(synthetic::from_commonjs(path, context));
        }
        let _span = spans::begin(SpanKind::Module, || {
            format!("load {}", path.display()).into()
        });
        let source = commonjs::read(path, context)?;
        match format {
            Format::Json => {
                let value = commonjs::parse_json(&source, path, context)?;
                Ok(synthetic::with_default(value, Some(path), context))
            }
            Format::Detect if !run::is_module_only(&source, context) => {
                Ok(synthetic::from_commonjs(path, context))
            }
            _ => parse(&source, path, context),
        }
    }

    fn load_data(&self, data: &str, wanted: ModuleType, context: &mut Context) -> JsResult<Module> {
        let (kind, body) = attributes::read_data_url(data, context)?;
        attributes::check_data(kind, wanted, data, context)?;
        let name = format!("data:{data}");
        let path = Path::new(&name);
        match kind {
            ModuleType::Json => {
                let value = commonjs::parse_json(&body, path, context)?;
                Ok(synthetic::with_default(value, None, context))
            }
            ModuleType::Script => parse(&body, path, context),
        }
    }

    fn query_of_module(&self, module: &Module) -> String {
        let known = self.known.borrow();
        let key = known.iter().find(|(_, known)| *known == module);
        match key {
            Some((Key::File { query, .. }, _)) => query.clone(),
            _ => String::new(),
        }
    }
}

/// Parses `source` as the ES module at `path`.
///
/// # Errors
///
/// A SyntaxError with the file's own place.
pub(super) fn parse(source: &str, path: &Path, context: &mut Context) -> JsResult<Module> {
    let ready = syntax::prepare_module(source, path, context)?;
    let parsed = guarded::parse(&ready, |text| {
        Module::parse(text.with_path(path), None, context)
    });
    parsed.map_err(|error| syntax_error(error, source, path, context))
}

fn syntax_error(error: JsError, source: &str, path: &Path, context: &mut Context) -> JsError {
    match syntax::check_module(source, context) {
        Some(fault) => syntax::error(&fault, path, source, context),
        None => error,
    }
}

/// The format of an imported file: unlike `require`, only known extensions are read.
fn import_format(path: &Path, modules: &Modules) -> Result<Format, ResolveError> {
    let format = format_of(path, modules.resolver())?;
    match path.extension().and_then(|extension| extension.to_str()) {
        None | Some("js" | "mjs" | "cjs" | "json") => Ok(format),
        Some(_) if is_typescript(path) => Ok(format),
        Some(extension) => Err(ResolveError::unknown_extension(extension, path)),
    }
}

/// The query and fragment of a specifier that names a file.
fn query_of(specifier: &str) -> &str {
    let names_file = specifier.starts_with(['.', '/']) || specifier.starts_with("file:");
    match specifier.find(['?', '#']) {
        Some(at) if names_file => specifier.get(at..).unwrap_or_default(),
        _ => "",
    }
}

/// The file that an import is resolved from. Code without a file is resolved from the working directory.
fn base_of(referrer: &Referrer) -> PathBuf {
    match referrer.path() {
        Some(path) if path.is_absolute() => path.to_owned(),
        _ => run::working_directory().join("[eval]"),
    }
}

impl ModuleLoader for Loader {
    async fn load_imported_module(
        self: Rc<Self>,
        referrer: Referrer,
        request: ModuleRequest,
        context: &RefCell<&mut Context>,
    ) -> JsResult<Module> {
        let base = base_of(&referrer);
        let module = self.load(&base, &request, &mut context.borrow_mut())?;
        self.note_import(referrer.path(), &module);
        Ok(module)
    }

    fn init_import_meta(
        self: Rc<Self>,
        import_meta: &JsObject,
        module: &Module,
        context: &mut Context,
    ) {
        if let Some(path) = module.path() {
            let is_main = self.main.borrow().as_deref() == Some(path);
            let query = self.query_of_module(module);
            meta::fill(import_meta, path, &query, is_main, context);
        }
    }
}
