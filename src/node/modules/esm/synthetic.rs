//! Modules that were not written as ES modules: built-in ones, CommonJS, JSON.

use super::commonjs_exports::exports_of;
use super::{Loader, mark_handled};
use crate::node::modules::context::Modules;
use crate::node::modules::resolver::{Resolved, lookup_paths};
use crate::node::modules::{commonjs, loading};
use boa_engine::job::{Job, PromiseJob};
use boa_engine::module::{SyntheticModule, SyntheticModuleInitializer};
use boa_engine::object::builtins::JsArray;
use boa_engine::{Context, JsObject, JsResult, JsString, JsValue, Module, js_string};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// A module whose only export is `value`, the default.
pub(super) fn with_default(value: JsValue, path: Option<&Path>, context: &mut Context) -> Module {
    make(vec![(js_string!("default"), value)], path, context)
}

/// A built-in module: its value as default, the value's properties by their names.
pub(super) fn from_builtin(name: &str, context: &mut Context) -> JsResult<Module> {
    let value = loading::load_named(name, context)?;
    let mut exports = Vec::new();
    if let Some(object) = value.as_object() {
        for key in enumerable_names(&object, context)? {
            if key != "default" {
                let value = object.get(key.clone(), context)?;
                exports.push((key, value));
            }
        }
    }
    exports.push((js_string!("default"), value));
    Ok(make(exports, None, context))
}

fn enumerable_names(object: &JsObject, context: &mut Context) -> JsResult<Vec<JsString>> {
    let constructor = context.intrinsics().constructors().object().constructor();
    let keys = constructor.get(js_string!("keys"), context)?;
    let Some(keys) = keys.as_callable() else {
        return Ok(Vec::new());
    };
    let keys = keys.call(&JsValue::undefined(), &[object.clone().into()], context)?;
    let keys = JsArray::from_object(keys.to_object(context)?)?;
    (0..keys.length(context)?)
        .map(|index| keys.get(index, context)?.to_string(context))
        .collect()
}

fn make(exports: Vec<(JsString, JsValue)>, path: Option<&Path>, context: &mut Context) -> Module {
    let names: Vec<JsString> = exports.iter().map(|(name, _)| name.clone()).collect();
    let evaluate = SyntheticModuleInitializer::from_copy_closure_with_captures(
        |module, exports: &Vec<(JsString, JsValue)>, _| {
            for (name, value) in exports {
                module.set_export(name, value.clone())?;
            }
            Ok(())
        },
        exports,
    );
    Module::synthetic(&names, evaluate, path.map(Path::to_owned), None, context)
}

/// The CommonJS file at `path`, which runs when the module is evaluated: `module.exports` as
/// default and as `module.exports`, beside it the names that its text is seen to export.
pub(super) fn from_commonjs(path: &Path, context: &mut Context) -> Module {
    let mut names = BTreeSet::new();
    collect_names(path, &mut names, &mut BTreeSet::new(), context);
    names.remove("default");
    names.remove("module.exports");
    let mut names: Vec<JsString> = names.iter().map(|name| js_string!(name.as_str())).collect();
    let named = names.clone();
    names.extend([js_string!("default"), js_string!("module.exports")]);
    let file = js_string!(&*path.to_string_lossy());
    let evaluate = SyntheticModuleInitializer::from_copy_closure_with_captures(
        |module, (file, named): &(JsString, Vec<JsString>), context| {
            let path = PathBuf::from(file.to_std_string_lossy());
            let ran = run_commonjs(module, &path, named, context);
            if ran.is_err() {
                handle_rejection_later(path, context);
            }
            ran
        },
        (file, named),
    );
    Module::synthetic(&names, evaluate, Some(path.to_owned()), None, context)
}

fn run_commonjs(
    module: &SyntheticModule,
    path: &Path,
    names: &[JsString],
    context: &mut Context,
) -> JsResult<()> {
    let value = commonjs::load_resolved(path, &JsValue::undefined(), context)?;
    if let Some(object) = value.as_object() {
        for name in names {
            // A getter that throws leaves its export undefined, as in Node.
            let value = object.get(name.clone(), context).unwrap_or_default();
            module.set_export(name, value)?;
        }
    }
    module.set_export(&js_string!("default"), value.clone())?;
    module.set_export(&js_string!("module.exports"), value)
}

/// The engine passes the error on to the importers of the module, but leaves its own promise
/// for it unhandled: that promise is marked as handled here.
fn handle_rejection_later(path: PathBuf, context: &mut Context) {
    let job = PromiseJob::new(move |context| {
        if let Some(module) = Loader::of(context)?.known_file(&path) {
            let ended = module.evaluate(context)?;
            mark_handled(&ended, context)?;
        }
        Ok(JsValue::undefined())
    });
    context.enqueue_job(Job::PromiseJob(job));
}

/// The names that the CommonJS file at `path` exports, and those of the files it passes on.
fn collect_names(
    path: &Path,
    names: &mut BTreeSet<String>,
    seen: &mut BTreeSet<PathBuf>,
    context: &mut Context,
) {
    if !seen.insert(path.to_owned()) {
        return;
    }
    let Ok(source) = commonjs::read(path, context) else {
        return;
    };
    let exports = exports_of(&source);
    names.extend(exports.names);
    let directory = path.parent().unwrap_or(path);
    let modules = Modules::of(context);
    let extensions = [".js", ".json"].map(str::to_owned);
    for request in exports.passed_on {
        let lookup = lookup_paths(directory);
        let resolved = modules.resolver().resolve_require(
            &request,
            Some(path),
            directory,
            &lookup,
            &extensions,
        );
        match resolved {
            Ok(Resolved::File(file)) => collect_names(&file, names, seen, context),
            Ok(Resolved::Builtin(name)) => names.extend(builtin_names(&name, context)),
            Err(_) => {}
        }
    }
}

fn builtin_names(name: &str, context: &mut Context) -> Vec<String> {
    let value = loading::load_named(name, context);
    let object = value.ok().and_then(|value| value.as_object());
    let names = object.and_then(|object| enumerable_names(&object, context).ok());
    let names = names.unwrap_or_default();
    names.iter().map(JsString::to_std_string_lossy).collect()
}
