//! The class `Module`: what `module` is in a CommonJS file.

use super::{CommonJs, compile, load, path_of, path_string, require, string_argument};
use crate::engine::error::{invalid_arg_value, validate_string};
use crate::engine::native::{self, Definition};
use boa_engine::object::ConstructorBuilder;
use boa_engine::object::builtins::JsArray;
use boa_engine::{
    Context, Finalize, JsArgs, JsData, JsNativeError, JsObject, JsResult, JsValue, NativeFunction,
    Trace, js_string,
};
use std::path::Path;

/// The part of a module that scripts reach through `module.parent` only.
#[derive(Debug, Trace, Finalize, JsData)]
struct ModuleData {
    parent: JsValue,
}

const METHODS: [Definition; 3] = [
    ("load", 1, prototype_load),
    ("require", 1, prototype_require),
    ("_compile", 3, prototype_compile),
];

/// `Module` and `Module.prototype`.
pub(super) fn build(context: &mut Context) -> (JsObject, JsObject) {
    let mut builder = ConstructorBuilder::new(context, NativeFunction::from_fn_ptr(construct));
    builder.name("Module").length(2);
    let class = builder.build();
    let prototype = class.prototype();
    native::define(&prototype, &METHODS, native::ENUMERABLE, context);
    let parent = native::function("get parent", 0, get_parent, context);
    native::accessor(
        &prototype,
        js_string!("parent"),
        parent,
        None,
        native::HIDDEN,
    );
    (class.constructor(), prototype)
}

/// Makes a module for the file (or, for code without one, the name) `id`.
///
/// # Errors
///
/// None in practice: the properties are set on a fresh object.
pub fn new_module(id: &Path, parent: &JsValue, context: &mut Context) -> JsResult<JsObject> {
    let prototype = CommonJs::of(context).prototype.clone();
    let module = from_prototype(prototype, path_string(id).into(), parent, context)?;
    if let Some(parent) = parent.as_object() {
        add_child(&parent, &module, context)?;
    }
    Ok(module)
}

fn from_prototype(
    prototype: JsObject,
    id: JsValue,
    parent: &JsValue,
    context: &mut Context,
) -> JsResult<JsObject> {
    let data = ModuleData {
        parent: parent.clone(),
    };
    let module = JsObject::from_proto_and_data(prototype, data);
    let directory = id.to_string(context).map(|id| path_of(&id))?;
    let directory = path_string(directory.parent().unwrap_or(Path::new(".")));
    let exports = JsObject::with_object_proto(context.intrinsics());
    let children = JsArray::new(context)?;
    let properties: [(&str, JsValue); 6] = [
        ("id", id),
        ("path", directory.into()),
        ("exports", exports.into()),
        ("filename", JsValue::null()),
        ("loaded", false.into()),
        ("children", children.into()),
    ];
    for (key, value) in properties {
        module.create_data_property_or_throw(js_string!(key), value, context)?;
    }
    Ok(module)
}

/// Notes in `parent.children` that it required `child`, once.
pub(super) fn add_child(
    parent: &JsObject,
    child: &JsObject,
    context: &mut Context,
) -> JsResult<()> {
    let children = parent.get(js_string!("children"), context)?;
    let Some(children) = children.as_object().filter(JsObject::is_array) else {
        return Ok(());
    };
    let children = JsArray::from_object(children)?;
    let known = children.index_of(child.clone(), None, context)?;
    if known.is_none() {
        children.push(child.clone(), context)?;
    }
    Ok(())
}

fn construct(new_target: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let default = CommonJs::of(context).prototype.clone();
    let given = match new_target.as_object() {
        Some(target) => target.get(js_string!("prototype"), context)?.as_object(),
        None => None,
    };
    let id = match args.get_or_undefined(0) {
        id if id.is_undefined() => js_string!().into(),
        id => id.clone(),
    };
    let parent = args.get_or_undefined(1).clone();
    let module = from_prototype(given.unwrap_or(default), id, &parent, context)?;
    if let Some(parent) = parent.as_object() {
        add_child(&parent, &module, context)?;
    }
    Ok(module.into())
}

fn get_parent(this: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    let parent = this
        .as_object()
        .and_then(|module| Some(module.downcast_ref::<ModuleData>()?.parent.clone()));
    Ok(parent.unwrap_or_default())
}

fn this_module(this: &JsValue) -> JsResult<JsObject> {
    this.as_object()
        .ok_or_else(|| JsNativeError::typ().with_message("not a module").into())
}

fn prototype_load(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let path = path_of(&string_argument(args, 0, context)?);
    load::load_file(&this_module(this)?, &path, context)?;
    Ok(JsValue::undefined())
}

fn prototype_require(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let id = args.get_or_undefined(0);
    let request = validate_string(id, "id", context)?;
    if request.is_empty() {
        let reason = "must be a non-empty string";
        return Err(invalid_arg_value("id", id, reason, context));
    }
    require::require(&this_module(this)?, &request.to_std_string_lossy(), context)
}

fn prototype_compile(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let source = string_argument(args, 0, context)?.to_std_string_lossy();
    let path = path_of(&string_argument(args, 1, context)?);
    compile::run(&this_module(this)?, &source, &path, context)
}
