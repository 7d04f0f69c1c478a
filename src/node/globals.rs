//! Globals that belong to modules of their own, each made when it is first read.

use crate::engine::builtins::disposal;
use crate::engine::native;
use crate::node::base::lazy_global;
use crate::node::system::crypto;
use crate::node::tools::perf_hooks;
use crate::node::web::{blob, event_target, structured_clone, text, url, web_streams};
use boa_engine::{Context, js_string};

/// Defines them.
pub fn install(context: &mut Context) {
    blob::install(context);
    text::install(context);
    crypto::install(context);
    structured_clone::install(context);
    url::install(context);
    web_streams::install(context);
    let global = context.global_object();
    let this = global.clone();
    native::set(&global, js_string!("global"), this, native::HIDDEN);
    perf_hooks::install(context);
    event_target::install(context);
    for name in disposal::CLASSES {
        lazy_global::define(name, move |context| disposal::class(name, context), context);
    }
}
