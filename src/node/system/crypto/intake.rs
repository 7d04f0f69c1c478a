//! What `Hash` and `Hmac` have in common: bytes are taken in until the digest is given.

use super::algorithm::Sponge;
use super::input;
use crate::engine::class;
use crate::engine::error::{self, ErrorClass};
use crate::engine::watch;
use boa_engine::object::NativeObject;
use boa_engine::{Context, JsArgs, JsError, JsNativeError, JsResult, JsValue};

/// What an instance of one of the classes holds.
pub(super) trait Intake: NativeObject {
    /// The class with its article: `a Hash`.
    const INSTANCE: &'static str;

    /// What takes the bytes in; `None` once the digest was given.
    fn sponge(&mut self) -> &mut Option<Box<dyn Sponge>>;

    /// The error of an update that comes too late.
    fn refused(_this: &JsValue, context: &mut Context) -> JsError {
        finalized(context)
    }
}

/// Lends what the instance holds that a method was called on.
pub(super) fn with<T: Intake, R>(this: &JsValue, lend: impl FnOnce(&mut T) -> R) -> JsResult<R> {
    class::lend(this, lend).ok_or_else(|| {
        let message = format!("The receiver is not {}", T::INSTANCE);
        JsNativeError::typ().with_message(message).into()
    })
}

/// `update(data[, inputEncoding])`
pub(super) fn update<T: Intake>(
    this: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    if with(this, |held: &mut T| held.sponge().is_none())? {
        return Err(T::refused(this, context));
    }
    let [data, encoding] = [0, 1].map(|at| args.get_or_undefined(at));
    let data = input::update_argument(data, encoding, context)?;
    with(this, |held: &mut T| {
        if let Some(sponge) = held.sponge() {
            data.read(|bytes| take_in(sponge.as_mut(), bytes))
        } else {
            Ok(())
        }
    })??;
    Ok(this.clone())
}

/// Hands `bytes` over in blocks, until the run is ended.
fn take_in(sponge: &mut dyn Sponge, bytes: &[u8]) -> JsResult<()> {
    for block in bytes.chunks(watch::BLOCK) {
        sponge.update(block);
        if block.len() == watch::BLOCK {
            watch::refuse_after_end()?;
        }
    }
    Ok(())
}

/// What took the bytes in, whose digest is asked for; `None` when it was before.
pub(super) fn take<T: Intake>(this: &JsValue) -> JsResult<Option<Box<dyn Sponge>>> {
    with(this, |held: &mut T| held.sponge().take())
}

/// ERR_CRYPTO_HASH_FINALIZED
pub(super) fn finalized(context: &mut Context) -> JsError {
    let code = "ERR_CRYPTO_HASH_FINALIZED";
    error::coded(ErrorClass::Error, code, "Digest already called", context)
}
