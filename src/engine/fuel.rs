//! How many instructions a context may still run.
//!
//! Built with its feature `fuzz` the engine counts down a number before every
//! instruction, wherever that runs: in scripts, modules, jobs, callbacks of native
//! functions, getters, generators. At 0 nothing runs any more, and what did ends
//! with an error that no `catch` sees. The number can be set when a context is built,
//! and read; here it is set anew for each run.

use crate::engine::ended::Ended;
use boa_engine::{Context, JsResult, JsValue, Script, Source};
use std::io::{self, Read};
use std::os::fd::AsRawFd;
use std::ptr;
use std::sync::OnceLock;

/// What a context is built with, and has between runs: more than it can ever use.
pub const UNLIMITED: usize = usize::MAX / 2;

/// Where in a context the number lies.
static PLACE: OnceLock<Option<usize>> = OnceLock::new();

/// Instructions that `context` may still run.
#[must_use]
pub fn left(context: &Context) -> usize {
    context.instructions_remaining()
}

/// Whether `context` has run out of them.
///
/// # Errors
///
/// What no `catch` sees, when it has.
pub fn refuse_when_out(context: &Context) -> JsResult<()> {
    match left(context) {
        0 => Err(Ended::OutOfFuel.into()),
        _ => Ok(()),
    }
}

/// Lets `context` run `count` instructions from here on. `false` where this build of
/// the engine keeps the number in a way that isn't known.
#[must_use]
pub fn set(context: &mut Context, count: usize) -> bool {
    let Some(place) = *PLACE.get_or_init(|| find(context)) else {
        return false;
    };
    let start = ptr::from_mut(context).cast::<u8>();
    let counter = start.wrapping_add(place).cast::<usize>();
    // SAFETY: the place is that of an aligned word within every context, because all
    // have one layout; `find` has seen that word follow the engine's counter
    // through several values, so it is that counter, a `usize`, for which every value is
    // valid. The context is borrowed for changing, and nobody reads it meanwhile.
    unsafe { counter.write(count) };
    left(context) == count
}

/// The offset of the word that is the counter: the only one that has its value
/// before and after instructions have been run, three times over.
fn find(context: &mut Context) -> Option<usize> {
    let script = Script::parse(Source::from_bytes("0, 1, 2"), None, context).ok()?;
    let mut places: Option<Vec<usize>> = None;
    for _ in 0..3 {
        let words = words_of(context).ok()?;
        let count = left(context);
        let same = |place: &usize| words.get(*place) == Some(&count);
        let found: Vec<usize> = match places {
            Some(before) => before.into_iter().filter(same).collect(),
            None => (0..words.len()).filter(same).collect(),
        };
        places = Some(found);
        let ran: JsResult<JsValue> = script.evaluate(context);
        if ran.is_err() || left(context) == count {
            return None;
        }
    }
    match places?.as_slice() {
        [place] => Some(place * size_of::<usize>()),
        _ => None,
    }
}

/// A copy of the words that a context is made of.
///
/// Some are padding, which Rust may not read; so the system copies them, through a
/// pipe, which has room for far more.
fn words_of(context: &Context) -> io::Result<Vec<usize>> {
    let (mut reader, writer) = io::pipe()?;
    let mut bytes = vec![0; size_of::<Context>()];
    let start = ptr::from_ref(context).cast();
    // SAFETY: the system reads as many bytes as a context has, from its start, and
    // nothing writes to them meanwhile.
    let written = unsafe { libc::write(writer.as_raw_fd(), start, bytes.len()) };
    if usize::try_from(written) != Ok(bytes.len()) {
        return Err(io::Error::last_os_error());
    }
    reader.read_exact(&mut bytes)?;
    let (words, _) = bytes.as_chunks::<{ size_of::<usize>() }>();
    Ok(words
        .iter()
        .map(|word| usize::from_ne_bytes(*word))
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use boa_engine::context::ContextBuilder;

    fn context() -> Context {
        let builder = ContextBuilder::new().instructions_remaining(UNLIMITED);
        builder.build().expect("a context")
    }

    fn used(code: &str, context: &mut Context) -> usize {
        assert!(set(context, 1_000_000));
        let ran = context.eval(Source::from_bytes(code));
        assert!(ran.is_ok());
        1_000_000 - left(context)
    }

    #[test]
    fn instructions_are_counted_wherever_they_run() {
        let context = &mut context();
        let few = used(
            "[1].forEach(() => { for (let i = 0; i < 10; i++); })",
            context,
        );
        let many = used(
            "[1].forEach(() => { for (let i = 0; i < 1010; i++); })",
            context,
        );
        assert!(many > few + 1000, "{few} {many}");
        let again = used(
            "[1].forEach(() => { for (let i = 0; i < 10; i++); })",
            context,
        );
        assert_eq!(few, again);
    }

    #[test]
    fn at_the_end_nothing_runs() {
        let context = &mut context();
        assert!(set(context, 1000));
        let endless = "try { [1].map(() => { for (;;); }) } catch {}";
        assert!(context.eval(Source::from_bytes(endless)).is_err());
        assert_eq!(left(context), 0);
        assert!(refuse_when_out(context).is_err());
        assert!(set(context, UNLIMITED));
        assert!(refuse_when_out(context).is_ok());
        let sum = context.eval(Source::from_bytes("1 + 1"));
        assert_eq!(sum.ok().and_then(|sum| sum.as_number()), Some(2.0));
    }
}
