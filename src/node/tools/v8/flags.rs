//! `v8.setFlagsFromString(flags)`: those of V8's flags that slabjs has too.

use crate::engine::error;
use crate::engine::events::Observer;
use crate::engine::isolate::Isolate;
use crate::node::system::process;
use crate::node::tools::gc;
use boa_engine::{Context, JsArgs, JsResult, JsValue, js_string};
use std::collections::HashMap;
use std::rc::Rc;

/// Makes the listener that a flag such as `trace-gc` selects.
pub type MakeTracer = fn(&str) -> Option<Rc<dyn Observer>>;

/// Tracers of one context: how they are made, and those that are on.
struct Tracers {
    make: MakeTracer,
    on: HashMap<String, Rc<dyn Observer>>,
}

/// Says how the context's flags make their listeners.
pub fn install_tracers(make: MakeTracer, context: &mut Context) {
    let on = HashMap::new();
    context.insert_data(Tracers { make, on });
}

/// `v8.setFlagsFromString(flags)`: `--expose-gc`, and `--trace-gc`,
/// `--trace-gc-verbose`, `--trace-gc-nvp` with their `--no-` forms. Others are
/// reported on standard error, as V8 does.
pub(super) fn set_flags_from_string(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let flags = error::validate_string(args.get_or_undefined(0), "flags", context)?;
    for flag in flags.to_std_string_lossy().split_whitespace() {
        if !set_flag(flag, context) {
            let message = format!("Error: unrecognized flag {flag}\nTry --help for options\n");
            process::write_stderr(&message, context)?;
        }
    }
    Ok(JsValue::undefined())
}

/// Whether `flag` is known.
fn set_flag(flag: &str, context: &mut Context) -> bool {
    let name = flag.trim_start_matches('-').replace('_', "-");
    let (name, is_on) = match name.strip_prefix("no-") {
        Some(name) => (name.to_owned(), false),
        None => (name, true),
    };
    if name == "expose-gc" {
        expose_gc(is_on, context);
        return true;
    }
    set_tracer(name, is_on, context)
}

fn expose_gc(is_on: bool, context: &mut Context) {
    if is_on {
        gc::install(context);
        return;
    }
    let global = context.global_object();
    // A script that fixed the property keeps it.
    let _ = global.delete_property_or_throw(js_string!("gc"), context);
}

fn set_tracer(name: String, is_on: bool, context: &mut Context) -> bool {
    let Some(mut tracers) = context.remove_data::<Tracers>() else {
        return false;
    };
    let made = (tracers.make)(&name);
    let is_known = made.is_some();
    if let (Some(observer), Some(isolate)) = (made, Isolate::current()) {
        if let Some(old) = tracers.on.remove(&name) {
            isolate.unobserve(&old);
        }
        if is_on {
            isolate.observe(Rc::clone(&observer));
            tracers.on.insert(name, observer);
        }
    }
    context.insert_data(*tracers);
    is_known
}
