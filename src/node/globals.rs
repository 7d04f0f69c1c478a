//! Globals that belong to modules of their own, each made when it is first read.

use super::{blob, crypto, event_target, perf_hooks, structured_clone, url, util, web_streams};
use crate::engine::native;
use boa_engine::{Context, js_string};

/// Defines them.
pub fn install(context: &mut Context) {
    blob::install(context);
    util::install(context);
    crypto::install(context);
    structured_clone::install(context);
    url::install(context);
    web_streams::install(context);
    let global = context.global_object();
    let this = global.clone();
    native::set(&global, js_string!("global"), this, native::HIDDEN);
    perf_hooks::install(context);
    event_target::install(context);
}
