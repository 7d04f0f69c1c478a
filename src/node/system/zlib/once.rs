//! Small inputs, compressed or decompressed in one go.
//!
//! A compressor is 256 KiB of tables, which take longer to get than small inputs to
//! compress. So the last one is kept, one a context, and begins anew.

use std::cell::RefCell;

use boa_engine::{Context, JsArgs, JsResult, JsValue};

use super::codec::{Codec, Step};
use super::compressor::Compressor;
use super::decompressor::Decompressor;
use super::settings::{FINISH, Settings};
use crate::buffer::alloc;
use crate::engine::per_context;
use crate::engine::view::ByteView;

/// The largest input, and the largest output, in bytes. What is larger goes another way,
/// where its output comes in pieces.
const LARGEST_INPUT: usize = 64 << 10;
const LARGEST_OUTPUT: usize = 256 << 10;

/// What is kept between two calls.
#[derive(Default)]
struct Kept {
    compressor: RefCell<Option<Compressor>>,
    room: RefCell<Vec<u8>>,
}

/// `once(...settings, largest, input)`: the output as a Buffer; undefined where it does not
/// end as it should, or is larger than `largest`.
pub(super) fn once(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let settings = super::settings(args, context)?;
    let largest = args.get_or_undefined(7).to_length(context)?;
    let largest = usize::try_from(largest).unwrap_or(usize::MAX);
    let input = args.get_or_undefined(8).to_object(context)?;
    let Some(input) = ByteView::of_view(&input, context) else {
        return Ok(JsValue::undefined());
    };
    if input.len() > LARGEST_INPUT {
        return Ok(JsValue::undefined());
    }
    let kept = per_context::get_or_make(context, |_| Ok(Kept::default()))?;
    let mut room = kept.room.borrow_mut();
    room.resize(LARGEST_OUTPUT, 0);
    let step = input.read(|bytes| kept.run(settings, bytes, &mut room));
    let whole = step.filter(|step| {
        let has_room = step.written < LARGEST_OUTPUT && step.written <= largest;
        has_room && step.failure.is_none() && step.read == input.len()
    });
    match whole.and_then(|step| room.get(..step.written)) {
        Some(bytes) => Ok(alloc::copied(bytes, context)?.into()),
        None => Ok(JsValue::undefined()),
    }
}

impl Kept {
    fn run(&self, settings: Settings, input: &[u8], output: &mut [u8]) -> Option<Step> {
        if !settings.mode.compresses() {
            return Some(
                Decompressor::new(settings)
                    .ok()?
                    .work(FINISH, input, output),
            );
        }
        let mut kept = self.compressor.borrow_mut();
        match kept.as_mut().filter(|kept| *kept.settings() == settings) {
            Some(compressor) => compressor.reset().ok()?,
            None => *kept = Some(Compressor::new(settings).ok()?),
        }
        Some(kept.as_mut()?.work(FINISH, input, output))
    }
}
