//! `node:perf_hooks` and its globals: the timeline in JavaScript (`perf_hooks.js`),
//! the clock and the collections from here.
//!
//! Node's documentation, "Performance measurement APIs". Absent: entries of
//! types `dns`, `http`, `http2`, `net`, `resource`; `createHistogram`,
//! `eventLoopUtilization`, `monitorEventLoopDelay`, `nodeTiming`.

use crate::engine::error;
use crate::engine::events::{Collection, Event, Reason, Wants};
use crate::engine::isolate::Isolate;
use crate::engine::native::{self, Definition};
use crate::node::base::event_feed::{self, Feed};
use crate::node::base::lazy_global;
use crate::node::modules::require_builtin;
use boa_engine::object::JsObject;
use boa_engine::{Context, JsArgs, JsResult, JsValue, js_string};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

const FUNCTIONS: [Definition; 2] = [("now", 0, now), ("watchGc", 1, watch_gc)];

/// What the module in JavaScript is given.
///
/// # Errors
///
/// None: the signature is that of every binding that is made.
pub(crate) fn binding(context: &mut Context) -> JsResult<JsValue> {
    let binding = JsObject::with_object_proto(context.intrinsics());
    native::define(&binding, &FUNCTIONS, native::ENUMERABLE, context);
    let origin = js_string!("timeOrigin");
    native::set(&binding, origin, time_origin(), native::ENUMERABLE);
    Ok(binding.into())
}

/// Defines the globals, each of which loads the module when it is first read.
pub fn install(context: &mut Context) {
    lazy_global::define(
        "performance",
        |context| export("performance", context),
        context,
    );
    lazy_global::define(
        "Performance",
        |context| export("Performance", context),
        context,
    );
    lazy_global::define(
        "PerformanceEntry",
        |context| export("PerformanceEntry", context),
        context,
    );
    lazy_global::define(
        "PerformanceMark",
        |context| export("PerformanceMark", context),
        context,
    );
    lazy_global::define(
        "PerformanceMeasure",
        |context| export("PerformanceMeasure", context),
        context,
    );
    lazy_global::define(
        "PerformanceObserver",
        |context| export("PerformanceObserver", context),
        context,
    );
    lazy_global::define(
        "PerformanceObserverEntryList",
        |context| export("PerformanceObserverEntryList", context),
        context,
    );
}

fn export(name: &str, context: &mut Context) -> JsResult<JsValue> {
    let module = require_builtin("perf_hooks", context)?;
    module.to_object(context)?.get(js_string!(name), context)
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// Time since the isolate began; zero on a thread that has none.
fn age() -> Duration {
    Isolate::current().map_or(Duration::ZERO, |isolate| isolate.collector().age())
}

/// When the isolate began, in milliseconds since 1970.
fn time_origin() -> f64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    milliseconds(now.unwrap_or_default()) - milliseconds(age())
}

fn now(_: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    Ok(milliseconds(age()).into())
}

/// Calls a function with the collections that have ended, an array of them on a
/// later turn of the loop; `undefined` ends that.
fn watch_gc(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let callback = args.get_or_undefined(0);
    let feed = match callback.is_undefined() {
        true => None,
        false => Some(Feed {
            callback: error::validate_function(callback, "callback", context)?,
            wants: Wants::default(),
            select: |event| matches!(event, Event::Collection(_)),
            show: gc_entry,
        }),
    };
    event_feed::set("perf_hooks", feed, context)?;
    Ok(JsValue::undefined())
}

/// A collection as the timeline has it.
fn gc_entry(event: &Event, context: &mut Context) -> JsResult<JsValue> {
    /// `NODE_PERFORMANCE_GC_MAJOR`: all of the heap is looked at.
    const MAJOR: f64 = 4.0;
    let Event::Collection(collection) = event else {
        return Ok(JsValue::undefined());
    };
    let fields = [
        ("startTime", milliseconds(collection.started)),
        ("duration", milliseconds(collection.pause)),
        ("kind", MAJOR),
        ("flags", flags(collection)),
    ];
    let entry = JsObject::with_object_proto(context.intrinsics());
    for (name, value) in fields {
        native::set(&entry, js_string!(name), value, native::ENUMERABLE);
    }
    Ok(entry.into())
}

/// V8's flags: forced; all external memory, and weak callbacks at once, where
/// stores were the reason; all available garbage when memory is low.
fn flags(collection: &Collection) -> f64 {
    match collection.reason {
        Reason::Testing => 4.0,
        Reason::ExternalMemoryPressure | Reason::HardLimit => 40.0,
        Reason::LowMemory => 16.0,
        Reason::Allocation => 0.0,
    }
}
