//! `node:fs`: files.
//!
//! Node's documentation, "File system".
//!
//! | file | what |
//! | --- | --- |
//! | [`access`] | which files scripts may touch |
//! | `forms` | one operation as `nameSync`, `name` and `promises.name` |
//! | `callback` | where the callback stands, and what is blamed before it |
//! | `signal` | operations that an abort signal ends |
//! | `path`, `options`, `position` | the arguments |
//! | `open`, `read`, `write`, `stat`, `attributes`, `directory`, `link`, `remove` | the operations |
//! | `descriptors` | open files by number |
//! | `stats`, `dirent`, `file_handle` | the classes |
//! | `promises` | `node:fs/promises` |
//! | `streams` | `createReadStream`, `createWriteStream`, in JavaScript |
//! | `constants` | `fs.constants` |
//! | `failure` | how a file operation fails |
//! | `state` | what the file system of one context remembers |
//!
//! An operation is written once, as a function of its arguments.
//!
//! Absent: `watch`, `cp`, `glob`, `opendir`, `openAsBlob`.

pub mod access;
mod attributes;
mod callback;
mod constants;
mod descriptors;
mod directory;
mod dirent;
mod failure;
mod file_handle;
mod forms;
mod link;
mod open;
mod options;
mod path;
mod position;
mod promises;
mod read;
mod remove;
mod signal;
mod stat;
mod state;
mod stats;
mod streams;
mod write;

pub use state::restrict;
pub(crate) use streams::BINDING as STREAMS_BINDING;

use crate::engine::native;
use boa_engine::object::JsObject;
use boa_engine::property::Attribute;
use boa_engine::{Context, JsResult, JsValue, js_string};
use dirent::Dirent;
use forms::{Operation, Results};
use stats::Classes;

/// Every operation: its name, its code, the `length`s of its functions.
const OPERATIONS: [Operation; 39] = [
    Operation::new("appendFile", write::append_file)
        .lengths(3, 4)
        .promised(3),
    Operation::new("access", stat::access)
        .lengths(2, 3)
        .promised(1),
    Operation::new("chown", attributes::chown)
        .lengths(3, 4)
        .promised(3),
    Operation::new("chmod", attributes::chmod)
        .lengths(2, 3)
        .promised(2),
    Operation::new("close", open::close).lengths(1, 1),
    Operation::new("copyFile", link::copy_file)
        .lengths(3, 4)
        .promised(3),
    Operation::new("exists", stat::exists)
        .lengths(1, 2)
        .giving(Results::Truth),
    Operation::new("fchown", attributes::fchown).lengths(3, 4),
    Operation::new("fchmod", attributes::fchmod).lengths(2, 3),
    Operation::new("fdatasync", open::fdatasync).lengths(1, 2),
    Operation::new("fstat", stat::fstat).lengths(1, 1),
    Operation::new("fsync", open::fsync).lengths(1, 2),
    Operation::new("ftruncate", open::ftruncate).lengths(1, 1),
    Operation::new("futimes", attributes::futimes).lengths(3, 4),
    Operation::new("lchown", attributes::lchown)
        .lengths(3, 4)
        .promised(3),
    Operation::new("link", link::link).lengths(2, 3).promised(2),
    Operation::new("lstat", stat::lstat)
        .lengths(1, 1)
        .promised(1),
    Operation::new("lutimes", attributes::lutimes)
        .lengths(3, 4)
        .promised(3),
    Operation::new("mkdir", directory::mkdir)
        .lengths(2, 3)
        .promised(2),
    Operation::new("mkdtemp", directory::mkdtemp)
        .lengths(2, 3)
        .promised(2),
    Operation::new("open", open::open).lengths(3, 4),
    Operation::new("readdir", directory::readdir)
        .lengths(2, 3)
        .promised(2),
    Operation::new("read", read::read)
        .lengths(5, 6)
        .giving(Results::WithSecond("bytesRead", "buffer")),
    Operation::new("readv", read::readv)
        .lengths(3, 4)
        .giving(Results::WithSecond("bytesRead", "buffers")),
    Operation::new("readFile", read::read_file)
        .lengths(2, 3)
        .promised(2),
    Operation::new("readlink", link::readlink)
        .lengths(2, 3)
        .promised(2),
    Operation::new("realpath", link::realpath)
        .lengths(2, 3)
        .promised(2),
    Operation::new("rename", link::rename)
        .lengths(2, 3)
        .promised(2),
    Operation::new("rm", remove::rm).lengths(2, 3).promised(2),
    Operation::new("rmdir", directory::rmdir)
        .lengths(2, 3)
        .promised(2),
    Operation::new("stat", stat::stat).lengths(1, 1).promised(1),
    Operation::new("statfs", stat::statfs)
        .lengths(1, 1)
        .promised(1),
    Operation::new("symlink", link::symlink)
        .lengths(3, 4)
        .promised(3),
    Operation::new("truncate", open::truncate)
        .lengths(2, 3)
        .promised(1),
    Operation::new("unlink", remove::unlink)
        .lengths(1, 2)
        .promised(1),
    Operation::new("utimes", attributes::utimes)
        .lengths(3, 4)
        .promised(3),
    Operation::new("writeFile", write::write_file)
        .lengths(3, 4)
        .promised(3),
    Operation::new("write", write::write)
        .lengths(5, 6)
        .giving(Results::WithSecond("bytesWritten", "buffer")),
    Operation::new("writev", write::writev)
        .lengths(3, 4)
        .giving(Results::WithSecond("bytesWritten", "buffers")),
];

/// The module's exports.
///
/// # Errors
///
/// None in practice: the properties are set on fresh objects.
pub fn module(context: &mut Context) -> JsResult<JsValue> {
    let exports = JsObject::with_object_proto(context.intrinsics());
    for operation in &OPERATIONS {
        operation.define(&exports, context)?;
    }
    define_native_realpath(&exports, context)?;
    streams::define(&exports, context);
    let (dirent, stats) = (Dirent::of(context), Classes::of(context));
    for (name, class) in [("Dirent", &dirent.class), ("Stats", &stats.plain)] {
        let constructor = class.constructor.clone();
        native::set(&exports, js_string!(name), constructor, native::ENUMERABLE);
    }
    let fixed = Attribute::ENUMERABLE;
    native::set(
        &exports,
        js_string!("constants"),
        constants::constants(),
        fixed,
    );
    let promises = native::function("get", 0, get_promises, context);
    native::accessor(
        &exports,
        js_string!("promises"),
        promises,
        None,
        native::ENUMERABLE,
    );
    Ok(exports.into())
}

/// The exports of `node:fs/promises`: the object that `fs.promises` is.
///
/// # Errors
///
/// None at present; the signature is that of every built-in module.
pub fn promises_module(context: &mut Context) -> JsResult<JsValue> {
    get_promises(&JsValue::undefined(), &[], context)
}

fn get_promises(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    Ok(promises::exports(context).into())
}

/// `realpath.native` and `realpathSync.native`.
fn define_native_realpath(exports: &JsObject, context: &mut Context) -> JsResult<()> {
    let operation = Operation::new("", link::realpath_native);
    let functions = [
        ("realpath", operation.callback_function(3, context)?),
        ("realpathSync", operation.sync_function("", 2, context)),
    ];
    for (owner, function) in functions {
        if let Some(owner) = exports.get(js_string!(owner), context)?.as_object() {
            native::set(&owner, js_string!("native"), function, native::ENUMERABLE);
        }
    }
    Ok(())
}
