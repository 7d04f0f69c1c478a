//! Deep comparison: `assert.deepEqual`, `assert.deepStrictEqual`,
//! `assert.partialDeepStrictEqual`, `util.isDeepStrictEqual`.
//!
//! Node's documentation, "Assert", "Comparison details".
//!
//! - `bytes`: typed arrays, `DataView`s and buffers.
//! - `collections`: sets and maps, whose order does not count.
//! - `keys`: own enumerable properties, and arrays by index.
//! - `kind`: what sort of object a value is, as far as comparison cares.

mod bytes;
mod collections;
mod keys;
mod kind;

use std::collections::HashSet;

use boa_engine::{Context, JsNativeError, JsObject, JsResult, JsValue, js_string};

use kind::Kind;

/// How strictly two values are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Primitives by `==`; prototypes and symbol keys do not count.
    Loose,
    /// Primitives by `Object.is`; constructors and symbol keys count.
    Strict,
    /// Strict, but the first value may have more than the second.
    Partial,
}

/// How deep values may nest before the comparison gives up as a full stack would.
const MAX_DEPTH: usize = 800;

/// Whether `actual` deeply equals `expected`.
///
/// # Errors
///
/// Whatever a getter or a trap throws; a RangeError when the values nest too deep.
pub fn deep_equal(
    actual: &JsValue,
    expected: &JsValue,
    mode: Mode,
    context: &mut Context,
) -> JsResult<bool> {
    let mut comparison = Comparison {
        mode,
        path: HashSet::new(),
        depth: 0,
        context,
    };
    comparison.values(actual, expected)
}

/// One comparison under way.
struct Comparison<'context> {
    mode: Mode,
    /// The objects between the roots and the values compared now.
    path: HashSet<JsObject>,
    depth: usize,
    context: &'context mut Context,
}

impl Comparison<'_> {
    fn values(&mut self, left: &JsValue, right: &JsValue) -> JsResult<bool> {
        match (left.as_object(), right.as_object()) {
            (Some(left), Some(right)) => self.objects(&left, &right),
            (None, None) => self.primitives(left, right),
            _ => Ok(false),
        }
    }

    fn primitives(&mut self, left: &JsValue, right: &JsValue) -> JsResult<bool> {
        if JsValue::same_value(left, right) {
            return Ok(true);
        }
        match self.mode {
            Mode::Loose => left.equals(right, self.context),
            Mode::Strict | Mode::Partial => Ok(false),
        }
    }

    fn objects(&mut self, left: &JsObject, right: &JsObject) -> JsResult<bool> {
        if JsObject::equals(left, right) {
            return Ok(true);
        }
        if left.is_callable() || right.is_callable() {
            return Ok(false);
        }
        if self.depth >= MAX_DEPTH {
            return Err(JsNativeError::range()
                .with_message("Maximum call stack size exceeded")
                .into());
        }
        self.depth += 1;
        let equal = self.distinct_objects(left, right);
        self.depth -= 1;
        equal
    }

    fn distinct_objects(&mut self, left: &JsObject, right: &JsObject) -> JsResult<bool> {
        if self.mode == Mode::Strict && !self.same_class(left, right)? {
            return Ok(false);
        }
        let tag = kind::tag(left, self.context)?;
        if tag != kind::tag(right, self.context)? {
            return Ok(false);
        }
        let left_kind = kind::kind(left, &tag, self.context)?;
        if left_kind != kind::kind(right, &tag, self.context)? {
            return Ok(false);
        }
        self.same_kind(left, right, left_kind)
    }

    /// Whether both come from one constructor; without a usable one, from one prototype.
    fn same_class(&mut self, left: &JsObject, right: &JsObject) -> JsResult<bool> {
        let key = js_string!("constructor");
        let constructor = left.get(key.clone(), self.context)?;
        let is_own = left.has_own_property(key.clone(), self.context)?;
        if constructor.is_undefined() || is_own {
            return Ok(left.prototype() == right.prototype());
        }
        let other = right.get(key, self.context)?;
        Ok(constructor.strict_equals(&other))
    }

    /// Compares what makes two objects of one kind different besides their keys, then the keys.
    fn same_kind(&mut self, left: &JsObject, right: &JsObject, kind: Kind) -> JsResult<bool> {
        let alike = match kind {
            Kind::Array => return self.arrays(left, right),
            Kind::View(tag) => return self.views(left, right, tag),
            Kind::Set => return self.sets(left, right),
            Kind::Map => return self.maps(left, right),
            Kind::Date => kind::same_date(left, right, self.context)?,
            Kind::RegExp => self.same_properties(left, right, &["source", "flags", "lastIndex"])?,
            Kind::Store => self.stores(left, right),
            Kind::Error => self.errors(left, right)?,
            Kind::Boxed => kind::same_boxed(left, right),
            Kind::Url => self.same_properties(left, right, &["href"])?,
            Kind::Opaque => false,
            Kind::Plain => true,
        };
        Ok(alike && self.keyed(left, right)?)
    }

    fn same_properties(
        &mut self,
        left: &JsObject,
        right: &JsObject,
        names: &[&str],
    ) -> JsResult<bool> {
        for &name in names {
            let own = left.get(js_string!(name), self.context)?;
            let other = right.get(js_string!(name), self.context)?;
            if !own.strict_equals(&other) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// The parts of errors that no key shows. Stacks do not count.
    fn errors(&mut self, left: &JsObject, right: &JsObject) -> JsResult<bool> {
        for name in ["message", "name", "errors", "cause"] {
            if !self.error_parts(left, right, name)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn error_parts(&mut self, left: &JsObject, right: &JsObject, name: &str) -> JsResult<bool> {
        let key = js_string!(name);
        let left_has = left.has_own_property(key.clone(), self.context)?;
        let right_has = right.has_own_property(key.clone(), self.context)?;
        if matches!(name, "errors" | "cause") {
            let may_differ = self.mode == Mode::Partial && left_has && !right_has;
            if may_differ || (!left_has && !right_has) {
                return Ok(true);
            }
            if left_has != right_has {
                return Ok(false);
            }
        }
        let own = left.get(key.clone(), self.context)?;
        let other = right.get(key, self.context)?;
        self.values(&own, &other)
    }

    /// Runs `compare` unless the pair is already being compared further up.
    ///
    /// Two objects that both stand on the way here close a cycle together;
    /// when only one does, the shapes differ.
    fn around_cycles(
        &mut self,
        left: &JsObject,
        right: &JsObject,
        compare: impl FnOnce(&mut Self) -> JsResult<bool>,
    ) -> JsResult<bool> {
        let left_is_new = self.path.insert(left.clone());
        let right_is_new = self.path.insert(right.clone());
        let result = match (left_is_new, right_is_new) {
            (true, true) => compare(self),
            (false, false) => return Ok(true),
            _ => Ok(false),
        };
        if left_is_new {
            self.path.remove(left);
        }
        if right_is_new {
            self.path.remove(right);
        }
        result
    }
}
