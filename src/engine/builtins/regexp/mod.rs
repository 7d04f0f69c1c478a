//! `RegExp` and `RegExp.prototype` (ECMAScript 22.2), where the engine's own cost grows
//! with more than the text or its results are not V8's.
//!
//! The engine copies the compiled pattern and the text at each `exec`, and goes on to the
//! end of the text where a sticky pattern misses. The matcher is the same here
//! (the crate `regress`), asked directly.
//!
//! - `compiled`: patterns ready to match.
//! - `kept`: compiled patterns, found again by their objects.
//! - `constructor`: `RegExp(pattern, flags)`, with V8's words where it throws.
//! - `exec`: `exec`, `test` and the steps that all methods share.
//! - `folding`: letters that patterns of units with the flag `i` tell from all others.
//! - `found`: a match, and what scripts see of it.
//! - `indexing`: `lastIndex`.
//! - `literal`: patterns that stand for one text.
//! - `marks`: the flags of a pattern.
//! - `matching`: `[Symbol.match]`, `[Symbol.search]`.
//! - `messages`: what is wrong with a pattern, in V8's words.
//! - `natives`: what the built-in objects of a realm were, and whether they are it still.
//! - `replace`: `[Symbol.replace]`.
//! - `short`: methods that take a short way where nobody can tell.
//! - `source`: `RegExp.prototype.source`, escaped once.
//! - `split`: `[Symbol.split]`.
//! - `statics`: `RegExp.$1`, `RegExp.lastMatch` and their like.
//! - `subject`: the text that is being matched, in units that the matcher takes.

mod compiled;
mod constructor;
mod exec;
mod folding;
mod found;
mod indexing;
mod kept;
mod literal;
mod marks;
mod matching;
mod messages;
mod natives;
mod replace;
mod short;
pub mod source;
mod split;
mod statics;
mod subject;

use boa_engine::{Context, JsResult};

/// Puts them in place.
///
/// # Errors
///
/// When the engine's globals have been tampered with before.
pub fn install(context: &mut Context) -> JsResult<()> {
    let Some(natives) = natives::Natives::of_realm(context)? else {
        return Ok(());
    };
    exec::install(&natives, context)?;
    matching::install(&natives, context)?;
    replace::install(&natives, context)?;
    split::install(&natives, context)?;
    let constructor = constructor::install(&natives, context)?;
    statics::install(&natives, &constructor, context);
    source::install(context)?;
    natives.seal(constructor, context)
}
