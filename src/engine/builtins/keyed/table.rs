//! The table behind Maps and Sets: entries in the order in which they came, found by
//! `SameValueZero`.
//!
//! An entry that is removed leaves a gap, so that removing takes the same time whatever the
//! size; when more than half are gaps, the entries are moved together. A walk over the
//! table remembers the number of the entry that it waits for, which entries keep when they
//! are moved, so that any change during a walk does what the standard says.

use boa_engine::JsValue;
use boa_gc::{Finalize, Trace};
use hashbrown::HashTable;
use rustc_hash::FxHasher;
use std::hash::{Hash, Hasher};

/// Gaps that are left alone.
const FEW: usize = 16;

/// The hash of a gap, which no entry has.
const GAP: u64 = u64::MAX;

#[derive(Debug, Clone, Trace, Finalize)]
struct Entry {
    key: JsValue,
    value: JsValue,
    #[unsafe_ignore_trace]
    hash: u64,
    /// Counts up with each entry that is added.
    #[unsafe_ignore_trace]
    number: u64,
}

/// Entries in order. A Set has undefined for their values.
#[derive(Debug, Default, Trace, Finalize)]
pub(crate) struct Table {
    entries: Vec<Entry>,
    /// Places in `entries`, by the hashes of the keys.
    #[unsafe_ignore_trace]
    places: HashTable<usize>,
    /// Everything before it is a gap.
    #[unsafe_ignore_trace]
    first: usize,
    /// The number of the next entry.
    #[unsafe_ignore_trace]
    next: u64,
    /// Changes when entries are moved.
    #[unsafe_ignore_trace]
    moves: u64,
}

/// How far a walk over a table has come.
#[derive(Debug, Clone, Copy, Default)]
pub struct Walk {
    /// The number of the entry that it waits for; earlier ones were given or are gone.
    number: u64,
    /// Where that entry is, as long as `moves` are the table's.
    place: usize,
    moves: u64,
}

/// `CanonicalizeKeyedCollectionKey`: no negative zero, and one NaN.
pub(crate) fn canonical(key: &JsValue) -> JsValue {
    match key.as_number() {
        Some(0.0) => JsValue::from(0),
        Some(number) if number.is_nan() => JsValue::nan(),
        _ => key.clone(),
    }
}

/// The hash of a canonical key.
fn hash(key: &JsValue) -> u64 {
    let mut hasher = FxHasher::default();
    key.hash(&mut hasher);
    hasher.finish() & (GAP >> 1)
}

impl Table {
    /// How many entries there are.
    pub(crate) fn len(&self) -> usize {
        self.places.len()
    }

    fn find(&self, key: &JsValue, hash: u64) -> Option<usize> {
        let entries = &self.entries;
        let is = |&place: &usize| {
            let entry = &entries[place];
            entry.hash == hash && entry.key == *key
        };
        self.places.find(hash, is).copied()
    }

    /// The value of a canonical key.
    pub(crate) fn get(&self, key: &JsValue) -> Option<&JsValue> {
        let place = self.find(key, hash(key))?;
        Some(&self.entries[place].value)
    }

    /// Whether there is an entry of that canonical key.
    pub(crate) fn has(&self, key: &JsValue) -> bool {
        self.find(key, hash(key)).is_some()
    }

    /// Gives a canonical key its value, as a new last entry or in the place of its value.
    pub(crate) fn set(&mut self, key: JsValue, value: JsValue) {
        let hash = hash(&key);
        if let Some(place) = self.find(&key, hash) {
            self.entries[place].value = value;
            return;
        }
        let place = self.entries.len();
        let number = self.next;
        self.next += 1;
        self.entries.push(Entry {
            key,
            value,
            hash,
            number,
        });
        let entries = &self.entries;
        self.places
            .insert_unique(hash, place, |&place| entries[place].hash);
    }

    /// Removes the entry of a canonical key. Returns whether there was one.
    pub(crate) fn remove(&mut self, key: &JsValue) -> bool {
        let hash = hash(key);
        let Some(place) = self.find(key, hash) else {
            return false;
        };
        if let Ok(found) = self.places.find_entry(hash, |&other| other == place) {
            found.remove();
        }
        let entry = &mut self.entries[place];
        entry.hash = GAP;
        entry.key = JsValue::undefined();
        entry.value = JsValue::undefined();
        while self.entries.get(self.first).is_some_and(is_gap) {
            self.first += 1;
        }
        self.close_gaps();
        true
    }

    /// Moves the entries together where more are gaps than not.
    fn close_gaps(&mut self) {
        let gaps = self.entries.len() - self.len();
        if gaps <= self.len() + FEW {
            return;
        }
        self.entries.retain(|entry| !is_gap(entry));
        self.places.clear();
        self.first = 0;
        self.moves += 1;
        let entries = &self.entries;
        for (place, entry) in entries.iter().enumerate() {
            self.places
                .insert_unique(entry.hash, place, |&place| entries[place].hash);
        }
        if self.entries.capacity() > 4 * self.entries.len() + FEW {
            self.entries.shrink_to(2 * self.entries.len());
            self.places.shrink_to(0, |&place| self.entries[place].hash);
        }
    }

    /// Removes all entries.
    pub(crate) fn clear(&mut self) {
        self.entries = Vec::new();
        self.places = HashTable::new();
        self.first = 0;
        self.moves += 1;
    }

    /// The next entry of a walk, which moves on.
    pub(crate) fn step(&self, walk: &mut Walk) -> Option<(&JsValue, &JsValue)> {
        if walk.moves != self.moves {
            walk.moves = self.moves;
            walk.place = self
                .entries
                .partition_point(|entry| entry.number < walk.number);
        }
        walk.place = walk.place.max(self.first);
        while self.entries.get(walk.place).is_some_and(is_gap) {
            walk.place += 1;
        }
        let entry = self.entries.get(walk.place);
        walk.number = entry.map_or(self.next, |entry| entry.number + 1);
        walk.place += usize::from(entry.is_some());
        entry.map(|entry| (&entry.key, &entry.value))
    }

    /// All entries, in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&JsValue, &JsValue)> {
        let entries = self.entries.iter().filter(|entry| !is_gap(entry));
        entries.map(|entry| (&entry.key, &entry.value))
    }
}

fn is_gap(entry: &Entry) -> bool {
    entry.hash == GAP
}

impl Clone for Table {
    /// A table of the same entries, which knows of no walk.
    fn clone(&self) -> Self {
        let mut table = Self::default();
        for (key, value) in self.iter() {
            table.set(key.clone(), value.clone());
        }
        table
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(table: &Table) -> Vec<i32> {
        let keys = table.iter().filter_map(|(key, _)| key.as_i32());
        keys.collect()
    }

    fn of(range: std::ops::Range<i32>) -> Table {
        let mut table = Table::default();
        for key in range {
            table.set(key.into(), (key * 2).into());
        }
        table
    }

    #[test]
    fn entries_keep_their_order_through_removals() {
        let mut table = of(0..1000);
        for key in (0..1000).filter(|key| key % 10 != 3) {
            assert!(table.remove(&key.into()));
        }
        table.set(0.into(), JsValue::null());
        table.set(13.into(), JsValue::null());
        let expected: Vec<i32> = (0..100).map(|tens| tens * 10 + 3).chain([0]).collect();
        assert_eq!(keys(&table), expected);
        assert_eq!(table.len(), 101);
        assert_eq!(table.get(&13.into()), Some(&JsValue::null()));
        assert!(!table.remove(&14.into()));
    }

    #[test]
    fn a_walk_gives_what_comes_later_and_not_what_goes() {
        let mut table = of(0..200);
        let mut walk = Walk::default();
        let mut seen = Vec::new();
        while let Some((key, _)) = table.step(&mut walk) {
            let key = key.as_i32().unwrap_or(-1);
            seen.push(key);
            table.remove(&key.into());
            if key % 2 == 0 && key < 200 {
                table.remove(&(key + 1).into());
                table.set((key + 1000).into(), JsValue::undefined());
            }
        }
        let evens = (0..100).map(|half| half * 2);
        let expected: Vec<i32> = evens.clone().chain(evens.map(|key| key + 1000)).collect();
        assert_eq!(seen, expected);
        assert_eq!(table.len(), 0);
    }

    #[test]
    fn a_walk_goes_on_after_a_clear() {
        let mut table = of(0..5);
        let mut walk = Walk::default();
        assert!(table.step(&mut walk).is_some());
        table.clear();
        table.set(7.into(), 1.into());
        assert_eq!(table.step(&mut walk), Some((&7.into(), &1.into())));
        assert_eq!(table.step(&mut walk), None);
        table.set(8.into(), 1.into());
        assert_eq!(table.step(&mut walk), Some((&8.into(), &1.into())));
    }

    #[test]
    fn zeros_and_nans_are_one_key_each() {
        let mut table = Table::default();
        table.set(canonical(&JsValue::from(-0.0)), 1.into());
        table.set(
            canonical(&JsValue::from(f64::from_bits(0x7ff8_0000_0000_0001))),
            2.into(),
        );
        assert_eq!(table.get(&canonical(&JsValue::from(0.0))), Some(&1.into()));
        assert_eq!(table.get(&canonical(&JsValue::nan())), Some(&2.into()));
        assert_eq!(table.get(&JsValue::from(0)), Some(&1.into()));
    }
}
