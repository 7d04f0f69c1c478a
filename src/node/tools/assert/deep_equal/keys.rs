//! Own enumerable properties, and arrays by index.

use super::{Comparison, Mode};
use boa_engine::property::PropertyKey;
use boa_engine::{Context, JsObject, JsResult, js_string};

/// The own enumerable keys of `object`.
fn own_enumerable(object: &JsObject, context: &mut Context) -> JsResult<Vec<PropertyKey>> {
    let mut keys = Vec::new();
    for key in object.own_property_keys(context)? {
        if is_own_enumerable(object, &key, context)? {
            keys.push(key);
        }
    }
    Ok(keys)
}

/// Whether `object` has `key` as an own enumerable property.
fn is_own_enumerable(
    object: &JsObject,
    key: &PropertyKey,
    context: &mut Context,
) -> JsResult<bool> {
    let stored = object.borrow().properties().get(key);
    if let Some(descriptor) = stored {
        return Ok(descriptor.enumerable() == Some(true));
    }
    // Exotic objects (proxies, strings) keep properties elsewhere: ask them.
    let prototype = context.intrinsics().constructors().object().prototype();
    let ask = prototype.get(js_string!("propertyIsEnumerable"), context)?;
    match ask.as_callable() {
        Some(ask) => {
            let key = key.clone().into();
            let answer = ask.call(&object.clone().into(), &[key], context)?;
            Ok(answer.to_boolean())
        }
        None => Ok(false),
    }
}

fn is_index(key: &PropertyKey) -> bool {
    matches!(key, PropertyKey::Index(_))
}

fn is_symbol(key: &PropertyKey) -> bool {
    matches!(key, PropertyKey::Symbol(_))
}

impl Comparison<'_> {
    /// The keys that count in this mode: all enumerable ones, symbols not in loose mode.
    fn counted_keys(&mut self, object: &JsObject) -> JsResult<Vec<PropertyKey>> {
        let mut keys = own_enumerable(object, self.context)?;
        if self.mode == Mode::Loose {
            keys.retain(|key| !is_symbol(key));
        }
        Ok(keys)
    }

    fn non_index_keys(&mut self, object: &JsObject) -> JsResult<Vec<PropertyKey>> {
        let mut keys = self.counted_keys(object)?;
        keys.retain(|key| !is_index(key));
        Ok(keys)
    }

    /// Whether `left` has each of `keys`, and as many keys as they are (or more, in partial mode).
    fn has_keys(
        &mut self,
        left: &JsObject,
        left_keys: usize,
        keys: &[PropertyKey],
    ) -> JsResult<bool> {
        let enough = match self.mode {
            Mode::Partial => left_keys >= keys.len(),
            Mode::Loose | Mode::Strict => left_keys == keys.len(),
        };
        if !enough {
            return Ok(false);
        }
        for key in keys {
            if !is_own_enumerable(left, key, self.context)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn values_at(
        &mut self,
        left: &JsObject,
        right: &JsObject,
        keys: &[PropertyKey],
    ) -> JsResult<bool> {
        for key in keys {
            let own = left.get(key.clone(), self.context)?;
            let other = right.get(key.clone(), self.context)?;
            if !self.values(&own, &other)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Compares all counted keys and their values.
    pub(super) fn keyed(&mut self, left: &JsObject, right: &JsObject) -> JsResult<bool> {
        self.keyed_and(left, right, false, |_| Ok(true))
    }

    /// Compares the keys that are no indexes, and their values.
    pub(super) fn keyed_beside_indexes(
        &mut self,
        left: &JsObject,
        right: &JsObject,
    ) -> JsResult<bool> {
        let left_keys = self.non_index_keys(left)?.len();
        let keys = self.non_index_keys(right)?;
        if !self.has_keys(left, left_keys, &keys)? {
            return Ok(false);
        }
        if keys.is_empty() {
            return Ok(true);
        }
        self.around_cycles(left, right, |this| this.values_at(left, right, &keys))
    }

    /// Compares all counted keys, then `contents` (unless `is_empty`) and the values,
    /// with the pair marked as being compared.
    pub(super) fn keyed_and(
        &mut self,
        left: &JsObject,
        right: &JsObject,
        has_contents: bool,
        contents: impl FnOnce(&mut Self) -> JsResult<bool>,
    ) -> JsResult<bool> {
        let left_keys = self.counted_keys(left)?.len();
        let keys = self.counted_keys(right)?;
        if !self.has_keys(left, left_keys, &keys)? {
            return Ok(false);
        }
        if keys.is_empty() && !has_contents {
            return Ok(true);
        }
        self.around_cycles(left, right, |this| {
            Ok(contents(this)? && this.values_at(left, right, &keys)?)
        })
    }

    fn length(&mut self, array: &JsObject) -> JsResult<u64> {
        array
            .get(js_string!("length"), self.context)?
            .to_length(self.context)
    }

    pub(super) fn arrays(&mut self, left: &JsObject, right: &JsObject) -> JsResult<bool> {
        let (left_length, right_length) = (self.length(left)?, self.length(right)?);
        let fits = match self.mode {
            Mode::Partial => left_length >= right_length,
            Mode::Loose | Mode::Strict => left_length == right_length,
        };
        if !fits {
            return Ok(false);
        }
        let left_keys = self.non_index_keys(left)?.len();
        let keys = self.non_index_keys(right)?;
        if !self.has_keys(left, left_keys, &keys)? {
            return Ok(false);
        }
        if keys.is_empty() && right_length == 0 {
            return Ok(true);
        }
        self.around_cycles(left, right, |this| {
            let elements = match this.mode {
                Mode::Partial => this.part_of_array(left, right)?,
                Mode::Loose | Mode::Strict => this.elements(left, right)?,
            };
            Ok(elements && this.values_at(left, right, &keys)?)
        })
    }

    /// All elements in place; a hole equals a hole only.
    fn elements(&mut self, left: &JsObject, right: &JsObject) -> JsResult<bool> {
        let left_indexes = self.index_keys(left)?;
        let right_indexes = self.index_keys(right)?;
        if left_indexes != right_indexes {
            return Ok(false);
        }
        self.values_at(left, right, &left_indexes)
    }

    fn index_keys(&mut self, array: &JsObject) -> JsResult<Vec<PropertyKey>> {
        let mut keys = array.own_property_keys(self.context)?;
        keys.retain(is_index);
        Ok(keys)
    }

    /// The elements of `right` in their order among those of `left`; holes match whatever is left over.
    fn part_of_array(&mut self, left: &JsObject, right: &JsObject) -> JsResult<bool> {
        let mut rest = self.index_keys(left)?.into_iter();
        for index in self.index_keys(right)? {
            let wanted = right.get(index, self.context)?;
            let mut found = false;
            for index in rest.by_ref() {
                let element = left.get(index, self.context)?;
                if self.values(&element, &wanted)? {
                    found = true;
                    break;
                }
            }
            if !found {
                return Ok(false);
            }
        }
        Ok(true)
    }
}
