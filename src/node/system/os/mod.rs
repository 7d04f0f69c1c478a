//! `node:os`: facts about the system.
//!
//! Node's documentation, "OS". Absent: `networkInterfaces` and `constants.dlopen`.
//!
//! - `constants`: `os.constants`: numbers of the system, by the names C gives them.
//! - `cpus`: what the kernel tells of the processors.
//! - `user`: the user who runs the process, as the system's list of users tells it.

mod constants;
mod cpus;
mod user;

use crate::engine::error;
use crate::engine::native::{self, Definition};
use crate::engine::object::{fill, literal};
use crate::node::base::environment;
use crate::node::base::system_error::{self, SystemError};
use boa_engine::object::JsObject;
use boa_engine::object::builtins::JsArray;
use boa_engine::property::Attribute;
use boa_engine::{Context, JsArgs, JsError, JsResult, JsString, JsSymbol, JsValue, js_string};
use rustix::process::{Pid, getpriority_process, setpriority_process};
use rustix::system::uname;
use std::ffi::CStr;
use std::fs;

/// Functions whose value stands for them in a template or a sum: `${os.arch}`.
const FACTS: [Definition; 14] = [
    ("arch", 0, arch),
    ("availableParallelism", 0, available_parallelism),
    ("endianness", 0, endianness),
    ("freemem", 0, freemem),
    ("homedir", 0, homedir),
    ("hostname", 0, hostname),
    ("platform", 0, platform),
    ("release", 0, release),
    ("tmpdir", 0, tmpdir),
    ("totalmem", 0, totalmem),
    ("type", 0, kernel_name),
    ("uptime", 0, uptime),
    ("version", 0, version),
    ("machine", 0, machine),
];

const FUNCTIONS: [Definition; 5] = [
    ("cpus", 0, cpus),
    ("getPriority", 1, get_priority),
    ("loadavg", 0, loadavg),
    ("setPriority", 2, set_priority),
    ("userInfo", 1, user_info),
];

/// The module's exports.
///
/// # Errors
///
/// None at present; the signature is that of every built-in module.
pub fn module(context: &mut Context) -> JsResult<JsValue> {
    let exports = JsObject::with_object_proto(context.intrinsics());
    let primitive = native::function("", 1, value_of_function, context);
    for (name, length, code) in FACTS {
        let function = native::function(name, length, code, context);
        let key = JsSymbol::to_primitive();
        native::set(&function, key, primitive.clone(), native::ENUMERABLE);
        native::set(&exports, js_string!(name), function, native::ENUMERABLE);
    }
    native::define_ordinary(&exports, &FUNCTIONS, context);
    let fixed = Attribute::ENUMERABLE;
    native::set(
        &exports,
        js_string!("constants"),
        constants::constants(context)?,
        fixed,
    );
    let fixed = Attribute::ENUMERABLE | Attribute::CONFIGURABLE;
    native::set(&exports, js_string!("EOL"), js_string!("\n"), fixed);
    native::set(
        &exports,
        js_string!("devNull"),
        js_string!("/dev/null"),
        fixed,
    );
    Ok(exports.into())
}

fn value_of_function(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    match this.as_callable() {
        Some(function) => function.call(&JsValue::undefined(), &[], context),
        None => Ok(JsValue::undefined()),
    }
}

fn text(text: &str) -> JsResult<JsValue> {
    Ok(js_string!(text).into())
}

fn c_text(text: &CStr) -> JsResult<JsValue> {
    Ok(js_string!(&*text.to_string_lossy()).into())
}

/// Node's name for a processor architecture.
#[must_use]
pub fn architecture() -> &'static str {
    match std::env::consts::ARCH {
        "x86_64" => "x64",
        "x86" => "ia32",
        "aarch64" => "arm64",
        "loongarch64" => "loong64",
        "powerpc64" => "ppc64",
        other => other,
    }
}

/// Node's name for the operating system.
#[must_use]
pub fn platform_name() -> &'static str {
    match std::env::consts::OS {
        "macos" => "darwin",
        "windows" => "win32",
        "solaris" | "illumos" => "sunos",
        other => other,
    }
}

fn arch(_: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    text(architecture())
}

fn platform(_: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    text(platform_name())
}

fn endianness(_: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    text(if cfg!(target_endian = "big") {
        "BE"
    } else {
        "LE"
    })
}

fn available_parallelism(_: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    let count = std::thread::available_parallelism();
    Ok(count.map_or(1, usize::from).into())
}

fn hostname(_: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    c_text(uname().nodename())
}

fn release(_: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    c_text(uname().release())
}

fn kernel_name(_: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    c_text(uname().sysname())
}

fn version(_: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    c_text(uname().version())
}

fn machine(_: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    c_text(uname().machine())
}

/// A line of `/proc/meminfo`, in bytes.
fn memory(field: &str) -> Option<u64> {
    let text = fs::read_to_string("/proc/meminfo").ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix(field))?;
    let kib: u64 = line
        .trim_start_matches(':')
        .split_whitespace()
        .next()?
        .parse()
        .ok()?;
    kib.checked_mul(1024)
}

fn totalmem(_: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    Ok((memory("MemTotal").unwrap_or(0) as f64).into())
}

fn freemem(_: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    Ok((memory("MemAvailable").unwrap_or(0) as f64).into())
}

/// The numbers at the head of a file of the kernel's.
fn leading_numbers<const COUNT: usize>(path: &str) -> [f64; COUNT] {
    let text = fs::read_to_string(path).unwrap_or_default();
    let mut numbers = text
        .split_whitespace()
        .map(|word| word.parse().unwrap_or(0.0));
    [(); COUNT].map(|()| numbers.next().unwrap_or(0.0))
}

fn uptime(_: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    let [seconds] = leading_numbers("/proc/uptime");
    Ok(seconds.into())
}

fn loadavg(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let averages = leading_numbers::<3>("/proc/loadavg").map(JsValue::from);
    Ok(JsArray::from_iter(averages, context).into())
}

fn tmpdir(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    for name in ["TMPDIR", "TMP", "TEMP"] {
        let Some(path) = environment::get(name, context)? else {
            continue;
        };
        if !path.is_empty() {
            return Ok(without_last_slash(&path).into());
        }
    }
    text("/tmp")
}

fn without_last_slash(path: &JsString) -> JsString {
    let text = path.to_std_string_lossy();
    match text.strip_suffix('/') {
        Some(head) if !head.is_empty() => js_string!(head),
        _ => path.clone(),
    }
}

fn homedir(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    if let Some(path) = environment::get("HOME", context)? {
        return Ok(path.into());
    }
    match user::current() {
        Some(user) => text(&user.home),
        None => Err(failed(libc::ENOENT, "uv_os_homedir", context)),
    }
}

fn cpus(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let rows: Vec<JsValue> = cpus::cpus()
        .iter()
        .map(|cpu| cpu_row(cpu, context).into())
        .collect();
    Ok(JsArray::from_iter(rows, context).into())
}

fn cpu_row(cpu: &cpus::Cpu, context: &mut Context) -> JsObject {
    let times = JsObject::with_object_proto(context.intrinsics());
    let names = ["user", "nice", "sys", "idle", "irq"];
    for (name, time) in names.into_iter().zip(cpu.times) {
        native::set(&times, js_string!(name), time as f64, native::ENUMERABLE);
    }
    let model = js_string!(cpu.model.as_str());
    let fields = [
        ("model", model.into()),
        ("speed", (cpu.speed as f64).into()),
        ("times", times.into()),
    ];
    literal(fields, context)
}

fn user_info(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let Some(user) = user::current() else {
        return Err(failed(libc::ENOENT, "uv_os_get_passwd", context));
    };
    let row = JsObject::with_null_proto();
    let text = |text: &str| JsValue::from(js_string!(text));
    let fields = [
        ("uid", user.uid.into()),
        ("gid", user.gid.into()),
        ("username", text(&user.name)),
        ("homedir", text(&user.home)),
        ("shell", text(&user.shell)),
    ];
    fill(&row, fields);
    Ok(row.into())
}

/// The process that a script named; `None` for its own, which is 0.
fn process_argument(value: &JsValue, context: &mut Context) -> JsResult<Option<Pid>> {
    if value.is_undefined() {
        return Ok(None);
    }
    let (min, max) = (f64::from(i32::MIN), f64::from(i32::MAX));
    let number = error::validate_integer(value, "pid", min, max, context)?;
    // Integral and within 32 bits, so the cast is exact.
    let number = number as i32;
    if number < 0 {
        return Err(failed(libc::ESRCH, "uv_os_getpriority", context));
    }
    Ok(Pid::from_raw(number))
}

fn get_priority(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let process = process_argument(args.get_or_undefined(0), context)?;
    match getpriority_process(process) {
        Ok(priority) => Ok(priority.into()),
        Err(errno) => Err(failed(errno.raw_os_error(), "uv_os_getpriority", context)),
    }
}

/// `setPriority([pid,] priority)`
fn set_priority(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let (process, priority) = match args {
        [priority] => (JsValue::from(0), priority.clone()),
        args => (
            args.get_or_undefined(0).clone(),
            args.get_or_undefined(1).clone(),
        ),
    };
    let process = process_argument(&process, context)?;
    let priority = error::validate_integer(&priority, "priority", -20.0, 19.0, context)?;
    match setpriority_process(process, priority as i32) {
        Ok(()) => Ok(JsValue::undefined()),
        Err(errno) => Err(failed(errno.raw_os_error(), "uv_os_setpriority", context)),
    }
}

fn failed(errno: i32, syscall: &'static str, context: &mut Context) -> JsError {
    system_error::coded(
        "ERR_SYSTEM_ERROR",
        "A system error occurred",
        &SystemError::new(errno, syscall),
        context,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_last_slash_goes() {
        let cut = |path: &str| without_last_slash(&js_string!(path)).to_std_string_lossy();
        assert_eq!(cut("/a/b///"), "/a/b//");
        assert_eq!(cut("/a"), "/a");
        assert_eq!(cut("/"), "/");
    }
}
