//! Globals that belong to modules of their own, each made when it is first read.

use super::{crypto, util};
use boa_engine::Context;

/// Defines them.
pub fn install(context: &mut Context) {
    util::install(context);
    crypto::install(context);
}
