//! `slabjs test --leaks`: what a test file's stores leave behind.

use slabjs::Runtime;
use slabjs::instruments::{Change, Event, Observer, Site, SiteId, Wants};
use slabjs::memory_view::Purpose;
use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;
use std::rc::Rc;

/// Places that are listed.
const MOST_PLACES: usize = 10;

/// Remembers every store that lives, with the place that asked for it.
#[derive(Debug, Default)]
pub(super) struct LeakWatch(RefCell<Live>);

#[derive(Debug, Default)]
struct Live {
    stores: HashMap<usize, (usize, SiteId)>,
    sites: HashMap<SiteId, Rc<Site>>,
}

impl Observer for LeakWatch {
    fn on_event(&self, event: &Event) {
        let mut live = self.0.borrow_mut();
        match event {
            Event::Site { id, site } => {
                live.sites.insert(*id, Rc::clone(site));
            }
            Event::Moved(movement) => match movement.change {
                // A pool outlives every test; what is cut off it is told by --track-views.
                Change::Allocated {
                    address,
                    bytes,
                    purpose: Purpose::Store,
                    site,
                } => {
                    live.stores.insert(address, (bytes, site));
                }
                Change::Released { address, .. } => {
                    live.stores.remove(&address);
                }
                Change::Resized { address, to, .. } => {
                    if let Some(store) = live.stores.get_mut(&address) {
                        store.0 = to;
                    }
                }
                _ => {}
            },
            _ => {}
        }
    }

    /// Looks at the stack of every allocation.
    fn wants(&self) -> Wants {
        Wants::default().with_movements().with_sites(1)
    }
}

impl LeakWatch {
    /// Watches the stores that are made from now on.
    pub(super) fn begin(runtime: &Runtime) -> Rc<Self> {
        let watch = Rc::new(Self::default());
        runtime.observe(Rc::clone(&watch));
        watch
    }

    /// Lines about the stores that are alive now; empty when there are none.
    pub(super) fn report(&self, runtime: &Runtime) -> String {
        runtime.collect();
        let live = self.0.borrow();
        let mut by_place: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        for (bytes, site) in live.stores.values() {
            let place = live
                .sites
                .get(site)
                .map_or("native code", |site| site.place());
            let sum = by_place.entry(place).or_default();
            sum.0 += bytes;
            sum.1 += 1;
        }
        let mut places: Vec<_> = by_place.into_iter().collect();
        places.sort_by_key(|(_, (bytes, _))| std::cmp::Reverse(*bytes));
        let bytes: usize = places.iter().map(|(_, (bytes, _))| bytes).sum();
        if places.is_empty() {
            return String::new();
        }
        let mut text = format!(
            "ℹ {} alive after the tests\n",
            stores(live.stores.len(), bytes)
        );
        for (place, (bytes, count)) in places.iter().take(MOST_PLACES) {
            // Writing to a string does not fail.
            let _ = writeln!(text, "ℹ   {} from {place}", stores(*count, *bytes));
        }
        text
    }
}

fn stores(count: usize, bytes: usize) -> String {
    match count {
        1 => format!("1 store of {bytes} bytes"),
        count => format!("{count} stores of {bytes} bytes"),
    }
}
