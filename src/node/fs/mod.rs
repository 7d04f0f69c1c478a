//! `node:fs`: files.
//!
//! Node's documentation, "File system".
//!
//! | file | what |
//! | --- | --- |
//! | [`access`] | which files scripts may touch |
//! | `forms` | one operation as `nameSync`, `name` and `promises.name` |
//! | `path`, `options`, `position` | the arguments |
//! | `open`, `read`, `write`, `stat`, `attributes`, `directory`, `link`, `remove` | the operations |
//! | `descriptors` | open files by number |
//! | `stats`, `dirent` | the classes |
//!
//! An operation is written once, as a function of its arguments.

pub mod access;
mod attributes;
mod constants;
mod descriptors;
mod directory;
mod dirent;
mod failure;
mod forms;
mod link;
mod open;
mod options;
mod path;
mod position;
mod read;
mod remove;
mod stat;
mod state;
mod stats;
mod write;

pub use state::restrict;

use crate::engine::native;
use boa_engine::object::JsObject;
use boa_engine::property::Attribute;
use boa_engine::{Context, JsResult, JsValue, js_string};
use forms::Operation;
use state::Fs;

/// Every operation: its name, the `length` of the function `nameSync`, its code.
const OPERATIONS: [Operation; 40] = [
    Operation::new("appendFile", 3, write::append_file),
    Operation::new("access", 2, stat::access),
    Operation::new("chown", 3, attributes::chown),
    Operation::new("chmod", 2, attributes::chmod),
    Operation::new("close", 1, open::close),
    Operation::new("copyFile", 3, link::copy_file),
    Operation::new("exists", 1, stat::exists),
    Operation::new("fchown", 3, attributes::fchown),
    Operation::new("fchmod", 2, attributes::fchmod),
    Operation::new("fdatasync", 1, open::fdatasync),
    Operation::new("fstat", 1, stat::fstat),
    Operation::new("fsync", 1, open::fsync),
    Operation::new("ftruncate", 1, open::ftruncate),
    Operation::new("futimes", 3, attributes::futimes),
    Operation::new("lchown", 3, attributes::lchown),
    Operation::new("link", 2, link::link),
    Operation::new("lstat", 1, stat::lstat),
    Operation::new("lutimes", 3, attributes::lutimes),
    Operation::new("mkdir", 2, directory::mkdir),
    Operation::new("mkdtemp", 2, directory::mkdtemp),
    Operation::new("open", 3, open::open),
    Operation::new("readdir", 2, directory::readdir),
    Operation::new("read", 5, read::read),
    Operation::new("readv", 3, read::readv),
    Operation::new("readFile", 2, read::read_file),
    Operation::new("readlink", 2, link::readlink),
    Operation::new("realpath", 2, link::realpath),
    Operation::new("rename", 2, link::rename),
    Operation::new("rm", 2, remove::rm),
    Operation::new("rmdir", 2, directory::rmdir),
    Operation::new("stat", 1, stat::stat),
    Operation::new("statfs", 1, stat::statfs),
    Operation::new("symlink", 3, link::symlink),
    Operation::new("truncate", 2, open::truncate),
    Operation::new("unlink", 1, remove::unlink),
    Operation::new("utimes", 3, attributes::utimes),
    Operation::new("writeFile", 3, write::write_file),
    Operation::new("write", 5, write::write),
    Operation::new("writev", 3, write::writev),
    Operation::new("realpath.native", 2, link::realpath_native),
];

/// The module's exports.
///
/// # Errors
///
/// None at present; the signature is that of every built-in module.
pub fn module(context: &mut Context) -> JsResult<JsValue> {
    let exports = JsObject::with_object_proto(context.intrinsics());
    for operation in &OPERATIONS {
        operation.define_sync(&exports, context)?;
    }
    let classes = Fs::of(context).classes(context);
    for (name, class) in [("Dirent", &classes.dirent), ("Stats", &classes.stats)] {
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
    Ok(exports.into())
}
