//! `Event`, `CustomEvent`, `EventTarget`, `AbortController` and `AbortSignal`: globals in
//! JavaScript, made when one of them is first read.
//!
//! - `event.js`: `Event` and `CustomEvent`.
//! - `event_target.js`: `EventTarget`.
//! - `abort.js`: `AbortController` and `AbortSignal`.
//! - `abort_error.js`: the error of whatever an abort signal stops.

use boa_engine::{Context, js_string};

use crate::node::base::lazy_global;
use crate::node::modules::require_builtin;

/// The globals, and the internal module that each is a member of.
const GLOBALS: [(&str, &str); 5] = [
    ("Event", "internal:event"),
    ("CustomEvent", "internal:event"),
    ("EventTarget", "internal:event_target"),
    ("AbortController", "internal:abort"),
    ("AbortSignal", "internal:abort"),
];

/// Defines the globals.
pub fn install(context: &Context) {
    for (name, module) in GLOBALS {
        let make = move |context: &mut Context| {
            let exports = require_builtin(module, context)?.to_object(context)?;
            exports.get(js_string!(name), context)
        };
        lazy_global::define(name, make, context);
    }
}
