//! The class `Dirent`: a name in a directory, and what kind of thing it names.

use crate::engine::class::{self, Class, Plan};
use crate::engine::native::{self, Definition};
use crate::engine::per_context;
use boa_engine::builtins::object::OrdinaryObject;
use boa_engine::object::JsObject;
use boa_engine::{Context, JsArgs, JsResult, JsString, JsSymbol, JsValue, js_string};
use std::fs::FileType;
use std::os::unix::fs::FileTypeExt;
use std::rc::Rc;

/// libuv's numbers for kinds of things.
mod kind {
    pub(super) const UNKNOWN: i32 = 0;
    pub(super) const FILE: i32 = 1;
    pub(super) const DIRECTORY: i32 = 2;
    pub(super) const LINK: i32 = 3;
    pub(super) const FIFO: i32 = 4;
    pub(super) const SOCKET: i32 = 5;
    pub(super) const CHARACTER_DEVICE: i32 = 6;
    pub(super) const BLOCK_DEVICE: i32 = 7;
}

const METHODS: [Definition; 7] = [
    ("isDirectory", 0, is_directory),
    ("isFile", 0, is_file),
    ("isBlockDevice", 0, is_block_device),
    ("isCharacterDevice", 0, is_character_device),
    ("isSymbolicLink", 0, is_symbolic_link),
    ("isFIFO", 0, is_fifo),
    ("isSocket", 0, is_socket),
];

/// The class of one context.
pub(super) struct Dirent {
    pub(super) class: Class,
    /// The key under which an instance keeps its kind.
    kind: JsSymbol,
}

impl Dirent {
    /// That of `context`, made at the first call.
    pub(super) fn of(context: &mut Context) -> Rc<Self> {
        if let Some(known) = per_context::get(context) {
            return known;
        }
        let made = Self {
            class: class(context),
            kind: kind_symbol(),
        };
        per_context::set(made, context)
    }
}

fn class(context: &mut Context) -> Class {
    let plan = Plan {
        name: "Dirent",
        length: 3,
        construct,
        methods: &METHODS,
        getters: &[],
        attributes: native::HIDDEN,
    };
    Class::new(plan, context)
}

/// `Symbol(type)`, which no script can make a second time.
fn kind_symbol() -> JsSymbol {
    JsSymbol::new(Some(js_string!("type"))).unwrap_or_else(JsSymbol::unscopables)
}

fn construct(new_target: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    class::require_new(new_target, "Dirent")?;
    let own = Dirent::of(context);
    let prototype = own.class.prototype_for(new_target, context)?;
    let [name, kind, parent] = [0, 1, 2].map(|at| args.get_or_undefined(at).clone());
    Ok(build(prototype, name, parent, kind, &own.kind).into())
}

/// A `Dirent` for `name` in the directory `parent`.
pub(super) fn make(
    name: JsValue,
    parent: JsString,
    file_type: Option<FileType>,
    context: &mut Context,
) -> JsObject {
    let own = Dirent::of(context);
    let kind = file_type.map_or(kind::UNKNOWN, kind_of);
    let prototype = own.class.prototype.clone();
    build(prototype, name, parent.into(), kind.into(), &own.kind)
}

fn build(
    prototype: JsObject,
    name: JsValue,
    parent: JsValue,
    kind: JsValue,
    symbol: &JsSymbol,
) -> JsObject {
    let dirent = JsObject::from_proto_and_data(prototype, OrdinaryObject);
    native::set(&dirent, js_string!("name"), name, native::ENUMERABLE);
    native::set(
        &dirent,
        js_string!("parentPath"),
        parent,
        native::ENUMERABLE,
    );
    native::set(&dirent, symbol.clone(), kind, native::ENUMERABLE);
    dirent
}

fn kind_of(file_type: FileType) -> i32 {
    let kinds = [
        (file_type.is_file(), kind::FILE),
        (file_type.is_dir(), kind::DIRECTORY),
        (file_type.is_symlink(), kind::LINK),
        (file_type.is_fifo(), kind::FIFO),
        (file_type.is_socket(), kind::SOCKET),
        (file_type.is_char_device(), kind::CHARACTER_DEVICE),
        (file_type.is_block_device(), kind::BLOCK_DEVICE),
    ];
    let found = kinds.into_iter().find(|(is_kind, _)| *is_kind);
    found.map_or(kind::UNKNOWN, |(_, kind)| kind)
}

fn is_kind(this: &JsValue, kind: i32, context: &mut Context) -> JsResult<JsValue> {
    let Some(dirent) = this.as_object() else {
        return Ok(false.into());
    };
    let symbol = Dirent::of(context).kind.clone();
    let found = dirent.get(symbol, context)?;
    Ok((found.as_number() == Some(f64::from(kind))).into())
}

fn is_directory(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    is_kind(this, kind::DIRECTORY, context)
}

fn is_file(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    is_kind(this, kind::FILE, context)
}

fn is_block_device(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    is_kind(this, kind::BLOCK_DEVICE, context)
}

fn is_character_device(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    is_kind(this, kind::CHARACTER_DEVICE, context)
}

fn is_symbolic_link(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    is_kind(this, kind::LINK, context)
}

fn is_fifo(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    is_kind(this, kind::FIFO, context)
}

fn is_socket(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    is_kind(this, kind::SOCKET, context)
}
