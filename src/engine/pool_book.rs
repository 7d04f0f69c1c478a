//! The pool's blocks, what was handed out of each, and, when views are
//! tracked, which of those bytes a script can still reach.
//!
//! A block lives as long as any Buffer cut from it. Whether a Buffer still
//! lives only the collector knows: each tracked view is a key of a weak map,
//! whose value is dropped with it and strikes the view off the list.

use super::view::{ByteView, Store};
use crate::memory::movement::SiteId;
use boa_engine::object::JsObject;
use boa_engine::object::builtins::JsWeakMap;
use boa_engine::{Context, JsData, JsResult};
use boa_gc::{Finalize, Trace, empty_trace};
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::{Rc, Weak};

thread_local! {
    /// Whether the views of this thread's isolate are tracked.
    static TRACKING: Cell<bool> = const { Cell::new(false) };
}

/// Whether the views of this thread's isolate are tracked.
#[must_use]
pub fn is_tracking() -> bool {
    TRACKING.get()
}

/// A block of the pool. Sizes are bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct PoolBlock {
    /// 1 for the isolate's first.
    pub number: u64,
    /// Where it lies.
    pub address: usize,
    /// Its length.
    pub bytes: usize,
    /// What was cut off it, gaps for alignment included.
    pub handed_out: usize,
    /// What tracked views of it can be reached, if views are tracked.
    pub pins: Option<Pins>,
}

/// The reachable views of one store.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Pins {
    /// Bytes that at least one view covers.
    pub bytes: usize,
    /// The views, by where they were cut: those with most bytes first.
    pub cuts: Vec<Cut>,
}

/// Reachable views that were cut at one place.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Cut {
    /// Where.
    pub site: SiteId,
    /// How many.
    pub views: usize,
    /// Their lengths together.
    pub bytes: usize,
}

/// A store that is no pool block and has tracked views of parts of it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct PinnedStore {
    /// Where it lies.
    pub address: usize,
    /// Its length in bytes.
    pub bytes: usize,
    /// Its reachable views.
    pub pins: Pins,
}

#[derive(Debug, Clone)]
struct Block {
    number: u64,
    bytes: usize,
    handed_out: Rc<Cell<usize>>,
}

/// A view that may still be reachable.
#[derive(Debug, Clone, Copy)]
struct TrackedView {
    store: usize,
    store_bytes: usize,
    offset: usize,
    length: usize,
    site: SiteId,
}

/// Tracked views in numbered places, so that striking one off needs no memory.
#[derive(Debug, Default)]
struct Views {
    places: Vec<Option<TrackedView>>,
    vacant: Vec<u32>,
}

impl Views {
    fn add(&mut self, view: TrackedView) -> Option<u32> {
        if let Some(place) = self.vacant.pop() {
            self.places[place as usize] = Some(view);
            return Some(place);
        }
        let place = u32::try_from(self.places.len()).ok()?;
        self.places.push(Some(view));
        // Room to strike every view off without asking for memory.
        let missing = self.places.len() - self.vacant.len();
        self.vacant.reserve(missing);
        Some(place)
    }

    fn strike_off(&mut self, place: u32) {
        if let Some(view) = self.places.get_mut(place as usize)
            && view.take().is_some()
        {
            self.vacant.push(place);
        }
    }
}

/// Lives as long as the view whose value in the weak map it is.
#[derive(Debug, JsData)]
struct Token {
    place: u32,
    views: Weak<RefCell<Views>>,
}

impl Finalize for Token {}

// SAFETY: a token holds no `Gc`, so there is nothing to trace.
unsafe impl Trace for Token {
    empty_trace!();
}

impl Drop for Token {
    /// Runs in the middle of a collection: it writes into places that are there.
    fn drop(&mut self) {
        if let Some(views) = self.views.upgrade()
            && let Ok(mut views) = views.try_borrow_mut()
        {
            views.strike_off(self.place);
        }
    }
}

/// The weak map of one context.
#[derive(Debug, Clone)]
struct Tracker(JsWeakMap);

/// Blocks and views of one isolate.
#[derive(Debug, Default)]
pub struct PoolBook {
    blocks: RefCell<HashMap<usize, Block>>,
    born: Cell<u64>,
    checked: Cell<u64>,
    views: Rc<RefCell<Views>>,
    warned: Cell<bool>,
}

impl PoolBook {
    /// Tracks views from now on, or no more. Those tracked already stay.
    pub fn set_tracking(&self, track: bool) {
        TRACKING.set(track);
    }

    /// Records a new block of the pool. The caller keeps the number of bytes handed
    /// out of it in the returned cell.
    #[must_use]
    pub fn born(&self, address: usize, bytes: usize) -> Rc<Cell<usize>> {
        let number = self.born.get() + 1;
        self.born.set(number);
        let handed_out = Rc::new(Cell::new(0));
        let block = Block {
            number,
            bytes,
            handed_out: Rc::clone(&handed_out),
        };
        // A block that lay there before is gone.
        self.blocks.borrow_mut().insert(address, block);
        handed_out
    }

    /// Blocks taken so far.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.born.get()
    }

    /// The blocks among `live` addresses, oldest first; the others are forgotten.
    #[must_use]
    pub fn blocks(&self, live: &[(usize, usize)]) -> Vec<PoolBlock> {
        let live: std::collections::HashSet<usize> = live.iter().map(|block| block.0).collect();
        self.blocks
            .borrow_mut()
            .retain(|address, _| live.contains(address));
        let mut pins = is_tracking().then(|| self.pins());
        let blocks = self.blocks.borrow();
        let mut list: Vec<PoolBlock> = blocks
            .iter()
            .map(|(&address, block)| PoolBlock {
                number: block.number,
                address,
                bytes: block.bytes,
                handed_out: block.handed_out.get().min(block.bytes),
                pins: pins.as_mut().map(|pins| {
                    pins.remove(&address)
                        .map(|(_, pins)| pins)
                        .unwrap_or_default()
                }),
            })
            .collect();
        list.sort_by_key(|block| block.number);
        list
    }

    /// Stores that are no pool blocks, with the tracked views of parts of
    /// them; those that hold most bytes beside what is reachable first.
    #[must_use]
    pub fn pinned_stores(&self) -> Vec<PinnedStore> {
        let blocks = self.blocks.borrow();
        let mut stores: Vec<PinnedStore> = self
            .pins()
            .into_iter()
            .filter(|(address, _)| !blocks.contains_key(address))
            .map(|(address, (bytes, pins))| PinnedStore {
                address,
                bytes,
                pins,
            })
            .collect();
        stores.sort_by_key(|store| {
            let idle = store.bytes.saturating_sub(store.pins.bytes);
            (std::cmp::Reverse(idle), store.address)
        });
        stores
    }

    /// By the address of the store: its length and its reachable views.
    fn pins(&self) -> HashMap<usize, (usize, Pins)> {
        let mut by_store: HashMap<usize, Vec<TrackedView>> = HashMap::new();
        for view in self.views.borrow().places.iter().flatten() {
            by_store.entry(view.store).or_default().push(*view);
        }
        let sum = |views: Vec<TrackedView>| (views[0].store_bytes, pins_of(views));
        by_store
            .into_iter()
            .map(|(store, views)| (store, sum(views)))
            .collect()
    }

    /// Notes that `object` is a view of a part of a store, cut at `site`.
    ///
    /// # Errors
    ///
    /// Only when the engine can't make an entry of a weak map.
    pub fn track(&self, object: &JsObject, site: SiteId, context: &mut Context) -> JsResult<()> {
        let Some(view) = self.tracked_view(object, site, context) else {
            return Ok(());
        };
        let place = self.views.borrow_mut().add(view);
        let Some(place) = place else {
            return Ok(());
        };
        let token = Token {
            place,
            views: Rc::downgrade(&self.views),
        };
        let token = JsObject::from_proto_and_data(None, token);
        tracker(context).0.set(object, token.into(), context)?;
        Ok(())
    }

    fn tracked_view(
        &self,
        object: &JsObject,
        site: SiteId,
        context: &mut Context,
    ) -> Option<TrackedView> {
        let view = ByteView::of_uint8_array(object, context)?;
        let store: &Store = view.store();
        let (address, bytes) = (store.address()?, store.byte_length());
        let is_part = view.len() < bytes;
        (is_part && !view.is_empty()).then(|| TrackedView {
            store: address,
            store_bytes: bytes,
            offset: view.offset(),
            length: view.len(),
            site,
        })
    }

    /// Whether the number of blocks has doubled since the last time this was
    /// true: looking at all of them again is worth its while.
    #[must_use]
    pub fn is_check_due(&self) -> bool {
        let due = !self.warned.get() && self.born.get() >= self.checked.get().max(32) * 2;
        if due {
            self.checked.set(self.born.get());
        }
        due
    }

    /// Whether nobody was warned yet; afterwards somebody was.
    #[must_use]
    pub fn warns(&self) -> bool {
        !self.warned.replace(true)
    }
}

impl Drop for PoolBook {
    fn drop(&mut self) {
        TRACKING.set(false);
    }
}

fn tracker(context: &mut Context) -> Tracker {
    if let Some(tracker) = context.get_data::<Tracker>() {
        return tracker.clone();
    }
    let tracker = Tracker(JsWeakMap::new(context));
    context.insert_data(tracker.clone());
    tracker
}

/// The bytes that `views` of one store cover, and where they were cut.
fn pins_of(mut views: Vec<TrackedView>) -> Pins {
    views.sort_by_key(|view| view.offset);
    let (mut bytes, mut covered) = (0, 0);
    let mut cuts: HashMap<SiteId, Cut> = HashMap::new();
    for view in &views {
        let end = view.offset + view.length;
        bytes += end.saturating_sub(view.offset.max(covered));
        covered = covered.max(end);
        let cut = cuts.entry(view.site).or_insert(Cut {
            site: view.site,
            views: 0,
            bytes: 0,
        });
        cut.views += 1;
        cut.bytes += view.length;
    }
    let mut cuts: Vec<Cut> = cuts.into_values().collect();
    cuts.sort_by_key(|cut| (std::cmp::Reverse(cut.bytes), cut.site));
    Pins { bytes, cuts }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn view(offset: usize, length: usize, site: SiteId) -> TrackedView {
        TrackedView {
            store: 64,
            store_bytes: 8192,
            offset,
            length,
            site,
        }
    }

    #[test]
    fn views_that_overlap_are_counted_once() {
        let pins = pins_of(vec![
            view(8, 10, 1),
            view(0, 10, 2),
            view(100, 5, 1),
            view(100, 5, 1),
        ]);
        assert_eq!(pins.bytes, 23);
        assert_eq!(pins.cuts.len(), 2);
        assert_eq!((pins.cuts[0].views, pins.cuts[0].bytes), (3, 20));
    }

    #[test]
    fn places_are_used_again_and_striking_off_needs_no_memory() {
        let mut views = Views::default();
        let first = views.add(view(0, 1, 1)).expect("a place");
        let second = views.add(view(1, 1, 1)).expect("a place");
        assert!(views.vacant.capacity() >= 2);
        views.strike_off(first);
        views.strike_off(first);
        assert_eq!(views.add(view(2, 1, 1)), Some(first));
        views.strike_off(second);
        assert_eq!(views.places.iter().flatten().count(), 1);
    }

    #[test]
    fn a_block_at_an_old_address_replaces_the_old_one() {
        let book = PoolBook::default();
        let first = book.born(64, 8192);
        first.set(100);
        let _second = book.born(64, 8192);
        let gone = book.born(128, 8192);
        gone.set(8);
        let blocks = book.blocks(&[(64, 8192)]);
        assert_eq!(blocks.len(), 1);
        assert_eq!((blocks[0].number, blocks[0].handed_out), (2, 0));
        assert_eq!(blocks[0].pins, None);
    }
}
