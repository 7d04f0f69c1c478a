//! `process.memoryUsage`, `cpuUsage`, `resourceUsage`.

use super::Process;
use crate::engine::error::{self, ErrorClass};
use crate::engine::limits::MAX_SAFE_INTEGER;
use crate::engine::native::{self, Definition};
use crate::engine::system::{self, ResourceUsage};
use boa_engine::object::JsObject;
use boa_engine::{Context, JsArgs, JsNativeError, JsResult, JsValue, js_string};

const FUNCTIONS: [Definition; 2] = [
    ("cpuUsage", 1, cpu_usage),
    ("resourceUsage", 0, resource_usage),
];

pub(super) fn define(process: &JsObject, context: &Context) {
    let usage = native::function("memoryUsage", 0, memory_usage, context);
    native::define(&usage, &[("rss", 0, rss)], native::ENUMERABLE, context);
    native::set(
        process,
        js_string!("memoryUsage"),
        usage,
        native::ENUMERABLE,
    );
    native::define(process, &FUNCTIONS, native::ENUMERABLE, context);
}

/// An object of counts. Counts are exact in a double up to 2^53.
fn counts(fields: &[(&str, f64)], context: &Context) -> JsValue {
    let object = JsObject::with_object_proto(context.intrinsics());
    for &(name, value) in fields {
        native::set(&object, js_string!(name), value, native::ENUMERABLE);
    }
    object.into()
}

fn memory_usage(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let figures = (Process::of(context)?.options.memory)();
    let fields = [
        ("rss", figures.rss as f64),
        ("heapTotal", figures.heap_total as f64),
        ("heapUsed", figures.heap_used as f64),
        ("external", figures.external as f64),
        ("arrayBuffers", figures.array_buffers as f64),
    ];
    Ok(counts(&fields, context))
}

fn rss(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let figures = (Process::of(context)?.options.memory)();
    Ok((figures.rss as f64).into())
}

fn used() -> JsResult<ResourceUsage> {
    system::resource_usage().ok_or_else(|| {
        JsNativeError::error()
            .with_message("the system does not tell what the process uses")
            .into()
    })
}

/// Microseconds of processor time, since the start or since an earlier result.
fn cpu_usage(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let earlier = args.get_or_undefined(0);
    let (user, system) = match earlier.to_boolean() {
        true => earlier_usage(earlier, context)?,
        false => (0.0, 0.0),
    };
    let usage = used()?;
    let fields = [
        ("user", usage.user as f64 - user),
        ("system", usage.system as f64 - system),
    ];
    Ok(counts(&fields, context))
}

fn earlier_usage(value: &JsValue, context: &mut Context) -> JsResult<(f64, f64)> {
    let object = value.as_object().filter(|object| !object.is_callable());
    let Some(object) = object else {
        return Err(error::invalid_arg_type(
            "prevValue",
            &["object"],
            value,
            context,
        ));
    };
    let mut field = |key: &str| {
        let value = object.get(js_string!(key), context)?;
        earlier_time(&format!("prevValue.{key}"), &value, context)
    };
    Ok((field("user")?, field("system")?))
}

fn earlier_time(name: &str, value: &JsValue, context: &mut Context) -> JsResult<f64> {
    let Some(time) = value.as_number() else {
        return Err(error::invalid_arg_type(name, &["number"], value, context));
    };
    if (0.0..=MAX_SAFE_INTEGER).contains(&time) {
        return Ok(time);
    }
    let shown = JsValue::from(time).to_string(context)?;
    let message = format!(
        "The property '{name}' is invalid. Received {}",
        shown.to_std_string_lossy()
    );
    let code = "ERR_INVALID_ARG_VALUE";
    Err(error::coded(ErrorClass::Range, code, message, context))
}

/// `getrusage`, under the names of Node's; what no system fills any more reads 0.
fn resource_usage(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let usage = used()?;
    let fields = [
        ("userCPUTime", usage.user),
        ("systemCPUTime", usage.system),
        ("maxRSS", usage.max_resident),
        ("sharedMemorySize", 0),
        ("unsharedDataSize", 0),
        ("unsharedStackSize", 0),
        ("minorPageFault", usage.page_faults.0),
        ("majorPageFault", usage.page_faults.1),
        ("swappedOut", 0),
        ("fsRead", usage.file_operations.0),
        ("fsWrite", usage.file_operations.1),
        ("ipcSent", 0),
        ("ipcReceived", 0),
        ("signalsCount", 0),
        ("voluntaryContextSwitches", usage.context_switches.0),
        ("involuntaryContextSwitches", usage.context_switches.1),
    ];
    Ok(counts(
        &fields.map(|(name, count)| (name, count as f64)),
        context,
    ))
}
