//! The bytes of a Blob: ranges of stores that scripts never see, and so never change.

use crate::codec::{self, Encoding};
use crate::engine::store;
use crate::engine::view::{ByteView, Store};
use crate::memory::{Fill, Purpose};
use boa_engine::object::JsObject;
use boa_engine::object::builtins::JsArrayBuffer;
use boa_engine::{Context, Finalize, JsData, JsResult, Trace};

/// Shorter parts that follow each other share one store.
const SHORT: usize = 4096;

/// A range of a store.
#[derive(Debug, Clone, Trace, Finalize)]
struct Segment {
    store: JsArrayBuffer,
    offset: usize,
    length: usize,
}

impl Segment {
    fn view(&self) -> ByteView {
        ByteView::range_of(Store::Local(self.store.clone()), self.offset, self.length)
    }
}

/// Bytes in the order of their segments.
#[derive(Debug, Clone, Default, Trace, Finalize, JsData)]
pub(super) struct Bytes {
    segments: Vec<Segment>,
    length: usize,
}

impl Bytes {
    /// The bytes that the object `handle` represents.
    pub(super) fn of(handle: &JsObject) -> Option<Self> {
        handle.downcast_ref::<Self>().map(|bytes| bytes.clone())
    }

    /// An object that represents them.
    pub(super) fn into_handle(self) -> JsObject {
        JsObject::from_proto_and_data(None, self)
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.length
    }

    /// A copy of what `view` shows.
    pub(super) fn copied(view: &ByteView, context: &mut Context) -> JsResult<Self> {
        Self::written(view.len(), context, |room, context| {
            room.copy_from(view, context).map(drop)
        })
    }

    /// The bytes of a string in UTF-8.
    pub(super) fn of_text(text: codec::Text<'_>, context: &mut Context) -> JsResult<Self> {
        let length = codec::encoded_len(text, Encoding::Utf8);
        Self::written(length, context, |room, context| {
            room.write(context, |out| codec::encode_into(text, Encoding::Utf8, out))?;
            Ok(())
        })
    }

    fn written(
        length: usize,
        context: &mut Context,
        write: impl FnOnce(&ByteView, &mut Context) -> JsResult<()>,
    ) -> JsResult<Self> {
        let mut bytes = Self::default();
        if length > 0 {
            let store = room(length, context)?;
            write(&ByteView::whole(Store::Local(store.clone())), context)?;
            bytes.push(Segment {
                store,
                offset: 0,
                length,
            });
        }
        Ok(bytes)
    }

    fn push(&mut self, segment: Segment) {
        self.length = self.length.saturating_add(segment.length);
        self.segments.push(segment);
    }

    /// The bytes of all parts, one after the other. Long segments are shared.
    pub(super) fn joined(parts: &[Self], context: &mut Context) -> JsResult<Self> {
        let all: Vec<&Segment> = parts.iter().flat_map(|part| &part.segments).collect();
        let mut joined = Self::default();
        for run in all.chunk_by(|one, next| one.length < SHORT && next.length < SHORT) {
            match run {
                [segment] => joined.push((*segment).clone()),
                run => gathered(run, context)?
                    .into_iter()
                    .for_each(|segment| joined.push(segment)),
            }
        }
        Ok(joined)
    }

    /// The bytes from `start` to `end`, both within them.
    pub(super) fn slice(&self, start: usize, end: usize) -> Self {
        let mut slice = Self::default();
        let mut before = 0;
        for segment in &self.segments {
            let from = start.clamp(before, before + segment.length) - before;
            let to = end.clamp(before, before + segment.length) - before;
            if from < to {
                slice.push(Segment {
                    store: segment.store.clone(),
                    offset: segment.offset + from,
                    length: to - from,
                });
            }
            before += segment.length;
        }
        slice
    }

    /// A copy of them all in a store of its own.
    pub(super) fn copy(&self, context: &mut Context) -> JsResult<JsArrayBuffer> {
        let store = room(self.length, context)?;
        let segments: Vec<&Segment> = self.segments.iter().collect();
        lay_out(&segments, &store, context)?;
        Ok(store)
    }

    /// Those of the part at `index`, where there is one.
    pub(super) fn part(&self, index: usize) -> Option<Self> {
        let segment = self.segments.get(index)?.clone();
        let length = segment.length;
        Some(Self {
            segments: vec![segment],
            length,
        })
    }

    /// A view of them all, where they lie when they lie together.
    pub(super) fn together(&self, context: &mut Context) -> JsResult<ByteView> {
        match self.segments.as_slice() {
            [segment] => Ok(segment.view()),
            _ => Ok(ByteView::whole(Store::Local(self.copy(context)?))),
        }
    }
}

fn room(length: usize, context: &mut Context) -> JsResult<JsArrayBuffer> {
    store::allocate(length, Fill::Any, Purpose::Store, context)
}

/// The same segments, one after the other in one store.
fn gathered(run: &[&Segment], context: &mut Context) -> JsResult<Vec<Segment>> {
    let length = run.iter().map(|segment| segment.length).sum();
    let store = room(length, context)?;
    lay_out(run, &store, context)?;
    let mut offset = 0;
    let moved = run.iter().map(|segment| {
        let moved = Segment {
            store: store.clone(),
            offset,
            length: segment.length,
        };
        offset += segment.length;
        moved
    });
    Ok(moved.collect())
}

/// Copies the segments one after the other into `store`, which has room for them.
fn lay_out(segments: &[&Segment], store: &JsArrayBuffer, context: &mut Context) -> JsResult<()> {
    let whole = ByteView::whole(Store::Local(store.clone()));
    let mut at = 0;
    for segment in segments {
        let room = whole.part(at..at + segment.length);
        room.copy_from(&segment.view(), context)?;
        at += segment.length;
    }
    Ok(())
}
