//! Sets and maps, whose order does not count.

use super::{Comparison, Mode};
use boa_engine::object::builtins::{JsMap, JsSet};
use boa_engine::{JsObject, JsResult, JsValue};

type Entry = (JsValue, JsValue);

fn set_members(set: &JsSet) -> JsResult<Vec<JsValue>> {
    let mut members = Vec::new();
    set.for_each_native(|member| {
        members.push(member);
        Ok(())
    })?;
    Ok(members)
}

fn map_entries(map: &JsMap) -> JsResult<Vec<Entry>> {
    let mut entries = Vec::new();
    map.for_each_native(|key, value| {
        entries.push((key, value));
        Ok(())
    })?;
    Ok(entries)
}

impl Comparison<'_> {
    fn sizes_fit(&self, left: usize, right: usize) -> bool {
        match self.mode {
            Mode::Partial => left >= right,
            Mode::Loose | Mode::Strict => left == right,
        }
    }

    pub(super) fn sets(&mut self, left: &JsObject, right: &JsObject) -> JsResult<bool> {
        let (Ok(left_set), Ok(right_set)) = (
            JsSet::from_object(left.clone()),
            JsSet::from_object(right.clone()),
        ) else {
            return Ok(false);
        };
        let (own, others) = (set_members(&left_set)?, set_members(&right_set)?);
        if !self.sizes_fit(own.len(), others.len()) {
            return Ok(false);
        }
        self.keyed_and(left, right, !others.is_empty(), |this| {
            let mut wanted = Vec::new();
            for other in others
                .into_iter()
                .filter(|other| !left_set.has(other.clone()))
            {
                if this.needs_identity(&other) {
                    return Ok(false);
                }
                wanted.push(other);
            }
            let candidates = own.into_iter().filter(|own| !right_set.has(own.clone()));
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
        let left_map = JsMap::from_object(left.clone())?;
        let right_map = JsMap::from_object(right.clone())?;
        let (own, others) = (map_entries(&left_map)?, map_entries(&right_map)?);
        if !self.sizes_fit(own.len(), others.len()) {
            return Ok(false);
        }
        self.keyed_and(left, right, !others.is_empty(), |this| {
            let mut wanted = Vec::new();
            for (key, value) in others {
                if this.holds(&left_map, &key, &value)? {
                    continue;
                }
                if this.needs_identity(&key) {
                    return Ok(false);
                }
                wanted.push((key, value));
            }
            let mut candidates = Vec::new();
            for (key, value) in own {
                if !this.holds(&right_map, &key, &value)? {
                    candidates.push((key, value));
                }
            }
            this.match_all(candidates.into_iter(), wanted, Self::entries)
        })
    }

    /// Whether `map` has this very key, with an equal value.
    fn holds(&mut self, map: &JsMap, key: &JsValue, value: &JsValue) -> JsResult<bool> {
        if !map.has(key.clone(), self.context)?.to_boolean() {
            return Ok(false);
        }
        let own = map.get(key.clone(), self.context)?;
        self.values(&own, value)
    }

    fn entries(&mut self, left: &Entry, right: &Entry) -> JsResult<bool> {
        Ok(self.values(&left.0, &right.0)? && self.values(&left.1, &right.1)?)
    }
}
