//! What `on('gc' | 'pressure' | 'slab', listener)` of `slabjs:memory` tells.

use super::{milliseconds, numbers};
use crate::engine::error;
use crate::engine::events::{Event, Wants};
use crate::engine::native;
use crate::memory::Purpose;
use crate::memory::movement::{Change, Movement};
use crate::node::base::event_feed::{self, Feed};
use boa_engine::object::JsObject;
use boa_engine::{Context, JsArgs, JsResult, JsValue, js_string};

/// `watch(kind, callback)`: calls `callback` with arrays of events of `kind`;
/// `undefined` ends that.
pub(super) fn watch(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let kind = args.get_or_undefined(0).to_string(context)?;
    let callback = args.get_or_undefined(1);
    let callback = match callback.is_undefined() {
        true => None,
        false => Some(error::validate_function(callback, "callback", context)?),
    };
    match kind.to_std_string_lossy().as_str() {
        "gc" => event_feed::set("memory gc", callback.map(gc), context)?,
        "pressure" => event_feed::set("memory pressure", callback.map(pressure), context)?,
        "slab" => event_feed::set("memory slab", callback.map(slab), context)?,
        _ => {}
    }
    Ok(JsValue::undefined())
}

fn gc(callback: JsObject) -> Feed {
    Feed {
        callback,
        wants: Wants::default(),
        select: |event| matches!(event, Event::Collection(_)),
        show: |event, context| match event {
            Event::Collection(collection) => {
                let fields = [
                    ("number", collection.number as f64),
                    ("startTime", milliseconds(collection.started)),
                    ("duration", milliseconds(collection.pause)),
                    ("heapBefore", collection.heap_before as f64),
                    ("heapAfter", collection.heap_after as f64),
                    ("externalBefore", collection.external_before as f64),
                    ("externalAfter", collection.external_after as f64),
                ];
                let object = numbers(&fields, context);
                Ok(with_text(object, "reason", collection.reason.text()))
            }
            _ => Ok(JsValue::undefined()),
        },
    }
}

fn pressure(callback: JsObject) -> Feed {
    Feed {
        callback,
        wants: Wants::default(),
        select: |event| matches!(event, Event::Pressure(_) | Event::Refused { .. }),
        show: |event, context| match event {
            Event::Pressure(notice) => {
                let fields = [
                    ("time", milliseconds(notice.at)),
                    ("requested", notice.requested as f64),
                    ("external", notice.external as f64),
                    ("low", notice.low as f64),
                    ("softLimit", notice.limits.soft as f64),
                    ("hardLimit", super::limit(notice.limits.hard)),
                ];
                let object = numbers(&fields, context);
                Ok(with_text(object, "reason", notice.reason.text()))
            }
            Event::Refused {
                requested,
                external,
                limit,
            } => {
                let fields = [
                    ("requested", *requested as f64),
                    ("external", *external as f64),
                    ("hardLimit", super::limit(*limit)),
                ];
                Ok(with_text(numbers(&fields, context), "reason", "refused"))
            }
            _ => Ok(JsValue::undefined()),
        },
    }
}

fn slab(callback: JsObject) -> Feed {
    Feed {
        callback,
        wants: Wants {
            movements: true,
            ..Wants::default()
        },
        select: |event| matches!(event, Event::Moved(movement) if is_of_slab(movement)),
        show: |event, context| match event {
            Event::Moved(movement) => Ok(slab_event(movement, context)),
            _ => Ok(JsValue::undefined()),
        },
    }
}

fn is_of_slab(movement: &Movement) -> bool {
    matches!(
        movement.change,
        Change::SlabBorn { .. } | Change::SlabDied { .. }
    )
}

fn slab_event(movement: &Movement, context: &mut Context) -> JsValue {
    let time = ("time", milliseconds(movement.at));
    match movement.change {
        Change::SlabBorn {
            bytes,
            piece,
            purpose,
            ..
        } => {
            let fields = [time, ("bytes", bytes as f64), ("pieceSize", piece as f64)];
            let object = numbers(&fields, context);
            let kind = match purpose {
                Purpose::Pool => "pool",
                _ => "slab",
            };
            native::set(
                &object,
                js_string!("kind"),
                js_string!(kind),
                native::ENUMERABLE,
            );
            with_text(object, "type", "born")
        }
        Change::SlabDied { bytes, .. } => {
            let object = numbers(&[time, ("bytes", bytes as f64)], context);
            with_text(object, "type", "died")
        }
        _ => JsValue::undefined(),
    }
}

fn with_text(object: JsObject, key: &str, text: &str) -> JsValue {
    native::set(
        &object,
        js_string!(key),
        js_string!(text),
        native::ENUMERABLE,
    );
    object.into()
}
