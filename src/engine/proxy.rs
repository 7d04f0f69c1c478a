//! Looking behind a `Proxy` without running its traps.
//!
//! The engine keeps a proxy's target and handler to itself; printing one as
//! Node does needs them, since asking the proxy itself would run its handler.

use boa_engine::builtins::proxy::Proxy;
use boa_engine::object::JsObject;
use std::ptr;
use std::sync::OnceLock;

/// The parts of a `Proxy`.
#[derive(Debug, Clone)]
pub enum Parts {
    /// A proxy at work.
    Live {
        /// The object it wraps.
        target: JsObject,
        /// The object whose methods are its traps.
        handler: JsObject,
    },
    /// A proxy after `revoke()`.
    Revoked,
}

/// The one field of the engine's `Proxy`: target and handler.
type Slots = Option<(JsObject, JsObject)>;

const _: () = assert!(size_of::<Proxy>() == size_of::<Slots>());
const _: () = assert!(align_of::<Proxy>() == align_of::<Slots>());

/// Target and handler of `object` if it is a `Proxy`, `None` if it is not one.
#[must_use]
pub fn parts(object: &JsObject) -> Option<Parts> {
    let proxy = object.downcast_ref::<Proxy>()?;
    if !has_known_layout(&proxy) {
        return None;
    }
    // SAFETY: `Proxy` is a struct with the single field `data: Slots`, which
    // `has_known_layout` has just read off its own `Debug` text. The sizes are
    // equal (asserted above), so that field can only lie at offset 0; and the
    // reference lives no longer than `proxy`.
    let slots = unsafe { &*ptr::from_ref::<Proxy>(&proxy).cast::<Slots>() };
    Some(match slots.clone() {
        Some((target, handler)) => Parts::Live { target, handler },
        None => Parts::Revoked,
    })
}

/// Whether the engine's `Proxy` still is what [`Slots`] says: the derived
/// `Debug` writes the fields and their shape. Asked until a live proxy has
/// answered it.
fn has_known_layout(proxy: &Proxy) -> bool {
    static KNOWN: OnceLock<bool> = OnceLock::new();
    if let Some(known) = KNOWN.get() {
        return *known;
    }
    let text = format!("{proxy:?}");
    if text == "Proxy { data: None }" {
        return true;
    }
    let known = text.starts_with("Proxy { data: Some((") && text.ends_with(")) }");
    *KNOWN.get_or_init(|| known)
}

#[cfg(test)]
mod tests {
    use super::*;
    use boa_engine::object::builtins::{JsArray, JsProxyBuilder};
    use boa_engine::{Context, Source};

    #[test]
    fn the_target_is_the_object_wrapped() {
        let context = &mut Context::default();
        let target: JsObject = JsArray::new(context).expect("an array").into();
        let proxy = JsProxyBuilder::new(target.clone())
            .build(context)
            .expect("a proxy");
        let seen = match parts(&proxy) {
            Some(Parts::Live { target, .. }) => Some(target),
            _ => None,
        };
        assert_eq!(seen, Some(target));
    }

    #[test]
    fn a_revoked_proxy_has_no_parts_and_others_are_no_proxies() {
        let context = &mut Context::default();
        let source = "const r = Proxy.revocable({}, {}); r.revoke(); r.proxy";
        let revoked = context
            .eval(Source::from_bytes(source))
            .ok()
            .and_then(|value| value.as_object())
            .expect("an object");
        assert!(matches!(parts(&revoked), Some(Parts::Revoked)));
        assert!(parts(&JsObject::with_null_proto()).is_none());
    }
}
