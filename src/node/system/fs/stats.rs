//! The classes `Stats` and `BigIntStats`: what is known of a file.

use crate::engine::class::{Class, Plan};
use crate::engine::native::{self, Definition};
use crate::engine::per_context;
use boa_engine::builtins::object::OrdinaryObject;
use boa_engine::native_function::NativeFunctionPointer;
use boa_engine::object::JsObject;
use boa_engine::property::PropertyDescriptor;
use boa_engine::{Context, JsArgs, JsBigInt, JsNativeError, JsResult, JsValue, js_string};
use std::fs::Metadata;
use std::os::unix::fs::MetadataExt;
use std::rc::Rc;
use std::time::{SystemTime, UNIX_EPOCH};

const METHODS: [Definition; 7] = [
    ("isDirectory", 0, is_directory),
    ("isFile", 0, is_file),
    ("isBlockDevice", 0, is_block_device),
    ("isCharacterDevice", 0, is_character_device),
    ("isSymbolicLink", 0, is_symbolic_link),
    ("isFIFO", 0, is_fifo),
    ("isSocket", 0, is_socket),
];

/// Times that are properties of their own once they are asked for.
const DATES: [(&str, NativeFunctionPointer, NativeFunctionPointer); 4] = [
    ("atime", atime, set_atime),
    ("mtime", mtime, set_mtime),
    ("ctime", ctime, set_ctime),
    ("birthtime", birthtime, set_birthtime),
];

/// The fields in the order in which they are shown.
const FIELDS: [&str; 10] = [
    "dev", "mode", "nlink", "uid", "gid", "rdev", "blksize", "ino", "size", "blocks",
];

const TIMES: [&str; 4] = ["atime", "mtime", "ctime", "birthtime"];

/// `Stats` and `BigIntStats` of one context.
pub(super) struct Classes {
    pub(super) plain: Class,
    big: Class,
}

impl Classes {
    /// Those of `context`, made at the first call.
    pub(super) fn of(context: &mut Context) -> Rc<Self> {
        if let Some(known) = per_context::get(context) {
            return known;
        }
        let base = Class::new(plan("StatsBase", 0, construct_base, &METHODS), context);
        let made = Self {
            plain: derived("Stats", &base, context),
            big: derived("BigIntStats", &base, context),
        };
        per_context::set(made, context)
    }
}

fn derived(name: &'static str, base: &Class, context: &mut Context) -> Class {
    let class = Class::new(plan(name, 14, construct_stats, &[]), context);
    class.prototype.set_prototype(Some(base.prototype.clone()));
    class
        .constructor
        .set_prototype(Some(base.constructor.clone()));
    define_dates(&class.prototype, context);
    class
}

fn plan(
    name: &'static str,
    length: usize,
    construct: NativeFunctionPointer,
    methods: &'static [Definition],
) -> Plan<'static> {
    Plan {
        name,
        length,
        construct,
        methods,
        getters: &[],
        attributes: native::ENUMERABLE,
    }
}

fn define_dates(prototype: &JsObject, context: &Context) {
    for (name, get, set) in DATES {
        let get = native::function("get", 0, get, context);
        let set = native::function("set", 1, set, context);
        native::accessor(
            prototype,
            js_string!(name),
            get,
            Some(set),
            native::ENUMERABLE,
        );
    }
}

fn construct_base(_: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    Ok(JsValue::undefined())
}

/// `new Stats(dev, mode, ...)`, deprecated in Node: the fields as they are given.
fn construct_stats(
    new_target: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    if new_target.is_undefined() {
        return Ok(JsValue::undefined());
    }
    let classes = Classes::of(context);
    let stats = JsObject::from_proto_and_data(
        classes.plain.prototype_for(new_target, context)?,
        OrdinaryObject,
    );
    let times = TIMES.map(|name| format!("{name}Ms"));
    let names = FIELDS
        .iter()
        .copied()
        .chain(times.iter().map(String::as_str));
    for (at, name) in names.enumerate() {
        let value = args.get_or_undefined(at).clone();
        native::set(&stats, js_string!(name), value, native::ENUMERABLE);
    }
    Ok(stats.into())
}

/// An object that tells what `metadata` says; of bigints where `big`.
pub(super) fn make(metadata: &Metadata, big: bool, context: &mut Context) -> JsObject {
    let classes = Classes::of(context);
    let class = if big { &classes.big } else { &classes.plain };
    let prototype = class.prototype.clone();
    let stats = JsObject::from_proto_and_data(prototype, OrdinaryObject);
    let numbers = FIELDS.iter().zip(fields(metadata));
    for (name, field) in numbers {
        native::set(
            &stats,
            js_string!(*name),
            number(field, big),
            native::ENUMERABLE,
        );
    }
    for (name, time) in TIMES.iter().zip(times(metadata)) {
        let value = if big {
            JsBigInt::from(time.milliseconds_whole()).into()
        } else {
            JsValue::from(time.milliseconds())
        };
        native::set(
            &stats,
            js_string!(format!("{name}Ms")),
            value,
            native::ENUMERABLE,
        );
    }
    if big {
        for (name, time) in TIMES.iter().zip(times(metadata)) {
            let value = JsBigInt::from(time.nanoseconds());
            native::set(
                &stats,
                js_string!(format!("{name}Ns")),
                value,
                native::ENUMERABLE,
            );
        }
    }
    stats
}

/// Counts are exact in a double up to 2^53, as in Node.
fn number(field: u64, big: bool) -> JsValue {
    if big {
        return JsBigInt::from(field).into();
    }
    JsValue::from(field as f64)
}

fn fields(metadata: &Metadata) -> [u64; 10] {
    [
        metadata.dev(),
        u64::from(metadata.mode()),
        metadata.nlink(),
        u64::from(metadata.uid()),
        u64::from(metadata.gid()),
        metadata.rdev(),
        metadata.blksize(),
        metadata.ino(),
        metadata.size(),
        metadata.blocks(),
    ]
}

/// A moment, since 1970.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Time {
    seconds: i64,
    /// 0 to 999,999,999.
    nanos: i64,
}

impl Time {
    fn milliseconds(self) -> f64 {
        self.seconds as f64 * 1e3 + self.nanos as f64 / 1e6
    }

    fn milliseconds_whole(self) -> i64 {
        self.seconds
            .saturating_mul(1000)
            .saturating_add(self.nanos / 1_000_000)
    }

    fn nanoseconds(self) -> i64 {
        self.seconds
            .saturating_mul(1_000_000_000)
            .saturating_add(self.nanos)
    }
}

fn times(metadata: &Metadata) -> [Time; 4] {
    let time = |seconds, nanos| Time { seconds, nanos };
    let changed = time(metadata.ctime(), metadata.ctime_nsec());
    [
        time(metadata.atime(), metadata.atime_nsec()),
        time(metadata.mtime(), metadata.mtime_nsec()),
        changed,
        // A file system that doesn't keep it gives the time of the last change.
        metadata.created().map_or(changed, since_1970),
    ]
}

fn since_1970(moment: SystemTime) -> Time {
    match moment.duration_since(UNIX_EPOCH) {
        Ok(after) => Time {
            seconds: i64::try_from(after.as_secs()).unwrap_or(i64::MAX),
            nanos: i64::from(after.subsec_nanos()),
        },
        Err(_) => Time {
            seconds: 0,
            nanos: 0,
        },
    }
}

/// Whether the field `mode` of `this` says that it is of this kind.
fn is_kind(this: &JsValue, kind: u32, context: &mut Context) -> JsResult<JsValue> {
    let Some(stats) = this.as_object() else {
        return Err(JsNativeError::typ()
            .with_message("not a Stats object")
            .into());
    };
    let mode = stats.get(js_string!("mode"), context)?;
    let mode = match mode.as_bigint() {
        Some(big) => big.to_f64(),
        None => mode.to_number(context)?,
    };
    // Saturates what is no mode; NaN is none.
    Ok((mode as u32 & libc::S_IFMT == kind).into())
}

fn is_directory(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    is_kind(this, libc::S_IFDIR, context)
}

fn is_file(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    is_kind(this, libc::S_IFREG, context)
}

fn is_block_device(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    is_kind(this, libc::S_IFBLK, context)
}

fn is_character_device(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    is_kind(this, libc::S_IFCHR, context)
}

fn is_symbolic_link(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    is_kind(this, libc::S_IFLNK, context)
}

fn is_fifo(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    is_kind(this, libc::S_IFIFO, context)
}

fn is_socket(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    is_kind(this, libc::S_IFSOCK, context)
}

/// The date of a field of milliseconds, kept as a property from then on.
fn date(this: &JsValue, name: &str, context: &mut Context) -> JsResult<JsValue> {
    let Some(stats) = this.as_object() else {
        return Ok(JsValue::undefined());
    };
    let milliseconds = stats.get(js_string!(format!("{name}Ms")), context)?;
    let milliseconds = match milliseconds.as_bigint() {
        Some(big) => big.to_f64(),
        None => milliseconds.to_number(context)?,
    };
    let constructor = context.intrinsics().constructors().date().constructor();
    let rounded = JsValue::from((milliseconds + 0.5).floor());
    let date = constructor.construct(&[rounded], None, context)?;
    keep(&stats, name, date.clone().into(), context)?;
    Ok(date.into())
}

fn keep(stats: &JsObject, name: &str, value: JsValue, context: &mut Context) -> JsResult<()> {
    let descriptor = PropertyDescriptor::builder()
        .value(value)
        .writable(true)
        .enumerable(false)
        .configurable(false);
    stats.define_property_or_throw(js_string!(name), descriptor, context)?;
    Ok(())
}

fn set_date(
    this: &JsValue,
    name: &str,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    if let Some(stats) = this.as_object() {
        keep(&stats, name, args.get_or_undefined(0).clone(), context)?;
    }
    Ok(JsValue::undefined())
}

macro_rules! dates {
    ($($get:ident $set:ident $name:literal)*) => {$(
        fn $get(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
            date(this, $name, context)
        }

        fn $set(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
            set_date(this, $name, args, context)
        }
    )*};
}

dates! {
    atime set_atime "atime"
    mtime set_mtime "mtime"
    ctime set_ctime "ctime"
    birthtime set_birthtime "birthtime"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_in_every_unit() {
        let time = Time {
            seconds: 2,
            nanos: 345_678_901,
        };
        assert!((time.milliseconds() - 2_345.678_901).abs() < 1e-9);
        assert_eq!(time.milliseconds_whole(), 2345);
        assert_eq!(time.nanoseconds(), 2_345_678_901);
    }
}
