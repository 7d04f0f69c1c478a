//! Names of properties that were met lately.
//!
//! A text of many objects has few names. Finding one here saves a string of its own
//! for each time that it occurs.

use super::units::Unit;
use boa_engine::JsString;
use boa_engine::property::PropertyKey;
use boa_engine::string::JsStrVariant;
use std::cell::RefCell;

/// How many names are kept, at most.
const PLACES: usize = 256;

/// Units of the longest name that is kept.
const LONGEST: usize = 32;

/// The names, each in the one place where it may stand.
#[derive(Debug)]
pub(super) struct Keys(RefCell<Vec<Option<JsString>>>);

impl Keys {
    pub(super) fn new() -> Self {
        Self(RefCell::new(vec![None; PLACES]))
    }

    /// The key that `units` name.
    pub(super) fn get<U: Unit>(&self, units: &[U]) -> PropertyKey {
        if units.len() > LONGEST || is_index_like(units) {
            return U::string(units).into();
        }
        let mut places = self.0.borrow_mut();
        let Some(place) = places.get_mut(hash(units) % PLACES) else {
            return U::string(units).into();
        };
        match place {
            Some(name) if is_same(name, units) => PropertyKey::String(name.clone()),
            _ => {
                let name = U::string(units);
                *place = Some(name.clone());
                PropertyKey::String(name)
            }
        }
    }
}

/// Whether `units` may name an element, which is another kind of key.
fn is_index_like<U: Unit>(units: &[U]) -> bool {
    let first = units.first().map(|&unit| unit.into());
    first.is_some_and(|unit| (0x30..=0x39).contains(&unit))
}

fn hash<U: Unit>(units: &[U]) -> usize {
    let add = |hash: u32, &unit: &U| hash.wrapping_mul(31).wrapping_add(unit.into().into());
    let hash = units.iter().fold(units.len() as u32, add);
    (hash ^ hash >> 8 ^ hash >> 16) as usize
}

fn is_same<U: Unit>(name: &JsString, units: &[U]) -> bool {
    let wide = units.iter().map(|&unit| unit.into());
    match name.as_str().variant() {
        JsStrVariant::Latin1(bytes) => {
            bytes.len() == units.len() && bytes.iter().map(|&byte| u16::from(byte)).eq(wide)
        }
        JsStrVariant::Utf16(other) => other.len() == units.len() && other.iter().copied().eq(wide),
    }
}
