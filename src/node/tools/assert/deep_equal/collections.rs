//! Sets and maps, whose order does not count.

use super::{Comparison, Mode};
use crate::engine::collections::{get_in_map, is_in_set, map_entries, set_values};
use boa_engine::{JsObject, JsResult, JsValue};

type Entry = (JsValue, JsValue);

impl Comparison<'_> {
    fn sizes_fit(&self, left: usize, right: usize) -> bool {
        match self.mode {
            Mode::Partial => left >= right,
            Mode::Loose | Mode::Strict => left == right,
        }
    }

    pub(super) fn sets(&mut self, left: &JsObject, right: &JsObject) -> JsResult<bool> {
        let (own, others) = (set_values(left), set_values(right));
        if !self.sizes_fit(own.len(), others.len()) {
            return Ok(false);
        }
        self.keyed_and(left, right, !others.is_empty(), |this| {
            let mut wanted = Vec::new();
            for other in others.into_iter().filter(|other| !is_in_set(left, other)) {
                if this.needs_identity(&other) {
                    return Ok(false);
                }
                wanted.push(other);
            }
            let candidates = own.into_iter().filter(|own| !is_in_set(right, own));
            this.match_all(candidates, wanted, Self::values)
        })
    }

    /// Outside loose mode a primitive is only equal to itself.
    fn needs_identity(&self, value: &JsValue) -> bool {
        self.mode != Mode::Loose && !value.is_object()
    }

    /// Pairs each candidate with one of those `wanted` that it equals. All of `wanted` must find
    /// a partner; so must all candidates, except in partial mode.
    fn match_all<T>(
        &mut self,
        candidates: impl Iterator<Item = T>,
        mut wanted: Vec<T>,
        equal: fn(&mut Self, &T, &T) -> JsResult<bool>,
    ) -> JsResult<bool> {
        for candidate in candidates {
            let mut partner = None;
            for (at, other) in wanted.iter().enumerate() {
                if equal(self, &candidate, other)? {
                    partner = Some(at);
                    break;
                }
            }
            match partner {
                Some(at) => drop(wanted.remove(at)),
                None if self.mode == Mode::Partial => {}
                None => return Ok(false),
            }
        }
        Ok(wanted.is_empty())
    }

    pub(super) fn maps(&mut self, left: &JsObject, right: &JsObject) -> JsResult<bool> {
        let (own, others) = (map_entries(left), map_entries(right));
        if !self.sizes_fit(own.len(), others.len()) {
            return Ok(false);
        }
        self.keyed_and(left, right, !others.is_empty(), |this| {
            let mut wanted = Vec::new();
            for (key, value) in others {
                if this.holds(left, &key, &value)? {
                    continue;
                }
                if this.needs_identity(&key) {
                    return Ok(false);
                }
                wanted.push((key, value));
            }
            let mut candidates = Vec::new();
            for (key, value) in own {
                if !this.holds(right, &key, &value)? {
                    candidates.push((key, value));
                }
            }
            this.match_all(candidates.into_iter(), wanted, Self::entries)
        })
    }

    /// Whether `map` has this very key, with an equal value.
    fn holds(&mut self, map: &JsObject, key: &JsValue, value: &JsValue) -> JsResult<bool> {
        match get_in_map(map, key) {
            Some(own) => self.values(&own, value),
            None => Ok(false),
        }
    }

    fn entries(&mut self, left: &Entry, right: &Entry) -> JsResult<bool> {
        Ok(self.values(&left.0, &right.0)? && self.values(&left.1, &right.1)?)
    }
}
