//! Allocation sites: where scripts allocate stores, sampled by bytes.
//!
//! Walking the stack is expensive, so allocations are sampled every `rate` bytes on
//! average. Sampling intervals are random with an exponential distribution: the
//! probability that a store is sampled depends on its size alone, not on the
//! pattern of allocations around it.
//!
//! Formatting a stack costs as much as three small stores, so it is done once for
//! each stack that can be told apart by the positions of the engine's frames, and
//! repeated from time to time. A frame's position is the one after its call: several
//! calls (those of one expression) may share it. Once a repetition shows that they
//! do, that stack is always formatted.
//!
//! The size of a store that the engine makes is known only to the allocator, where
//! the stack can't be walked. So the site is recorded when the engine announces the
//! store: from the whole stack when the next sample is near, otherwise from the
//! position of the innermost frame, which is cheap to read. The exact site is looked
//! up once for each such position. Where several calls share one (all calls whose
//! results a function returns at once), a store larger than [`NEAR`] is attributed
//! to the first of them.

use super::stack;
use crate::memory::movement::SiteId;
use boa_engine::Context;
use boa_engine::vm::{CallFrame, SourcePath};
use rustc_hash::{FxHashMap, FxHasher};
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::hash::{Hash, Hasher};
use std::rc::Rc;

/// The default sampling interval, in bytes.
pub const DEFAULT_RATE: usize = 512 * 1024;

/// The most frames recorded of a stack.
const FRAMES: usize = 10;

/// The most sites that are distinguished. Allocations elsewhere share one more.
const MOST_SITES: usize = 1 << 16;

/// The next sample is near when it is at most this many bytes away.
pub const NEAR: usize = 2048;

/// The number of samples of a stack for which it is always formatted.
const FIRST: u32 = 8;

/// After those, it is formatted again once in this many samples.
const AGAIN: u32 = 16;

/// An allocation site.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Site {
    /// The frames, innermost first: `f (path:line:column)`.
    pub frames: Box<[String]>,
}

impl Site {
    /// The frames of a stack as `error.stack` writes it.
    fn of_stack(stack: &str) -> Self {
        let frames = stack.lines().map(str::trim).filter(|line| !line.is_empty());
        let frames = frames.map(|line| line.strip_prefix("at ").unwrap_or(line).to_owned());
        Self {
            frames: frames.take(FRAMES).collect(),
        }
    }

    /// The innermost frame of the script's own files: `path:line:column`.
    #[must_use]
    pub fn place(&self) -> &str {
        let own = self.frames.iter().map(|frame| place_of(frame));
        own.clone()
            .find(|place| !place.starts_with("node:"))
            .or_else(|| own.clone().next())
            .unwrap_or("native code")
    }
}

fn place_of(frame: &str) -> &str {
    let place = frame.rsplit_once(" (").map_or(frame, |(_, place)| place);
    place.strip_suffix(')').unwrap_or(place)
}

/// The table of sites, and the countdown to the next sample. State of one isolate.
#[derive(Debug)]
pub struct Sites {
    rate: Cell<Option<usize>>,
    /// Bytes until the next sample.
    left: Cell<f64>,
    dice: Cell<u64>,
    /// The site of the store that the engine announced.
    announced: RefCell<Option<Rc<Site>>>,
    /// The exact sites of frames' positions.
    exact: RefCell<FxHashMap<FrameKey, Exact>>,
    /// The last one looked up: loops repeat it.
    last: RefCell<Option<(FrameKey, Rc<Site>)>>,
    /// Stacks seen so far, by the hash of their frames' positions.
    stacks: RefCell<FxHashMap<u64, Met>>,
    /// The last result of [`Sites::number`].
    numbered: RefCell<Option<(Rc<Site>, SiteId)>>,
    known: RefCell<HashMap<Rc<Site>, SiteId>>,
    list: RefCell<Vec<Rc<Site>>>,
}

impl Default for Sites {
    fn default() -> Self {
        Self {
            rate: Cell::new(None),
            left: Cell::new(0.0),
            // Any odd number does; a fixed one makes runs alike.
            dice: Cell::new(0x9E37_79B9_7F4A_7C15),
            announced: RefCell::default(),
            exact: RefCell::default(),
            last: RefCell::default(),
            stacks: RefCell::default(),
            numbered: RefCell::default(),
            known: RefCell::default(),
            list: RefCell::default(),
        }
    }
}

impl Sites {
    /// Samples every `rate` bytes on average from now on; `None` stops sampling.
    pub fn set_rate(&self, rate: Option<usize>) {
        self.rate.set(rate);
        self.left.set(rate.map_or(0.0, |rate| self.gap(rate)));
        self.announced.take();
    }

    /// The mean sampling interval, in bytes; `None` when nothing is sampled.
    #[must_use]
    pub fn rate(&self) -> Option<usize> {
        self.rate.get()
    }

    /// Whether stores are sampled.
    #[must_use]
    pub fn is_sampling(&self) -> bool {
        self.rate.get().is_some()
    }

    /// Whether a store of `bytes` is the next sample.
    #[must_use]
    pub fn hits(&self, bytes: usize) -> bool {
        let Some(rate) = self.rate.get() else {
            return false;
        };
        let left = self.left.get() - bytes as f64;
        self.left.set(left);
        if left > 0.0 {
            return false;
        }
        self.left.set(self.gap(rate));
        true
    }

    /// A random sampling interval with the mean `rate`.
    fn gap(&self, rate: usize) -> f64 {
        if rate <= 1 {
            return 0.0;
        }
        // xorshift64*: the upper 53 bits make an even number in (0, 1].
        let mut dice = self.dice.get();
        dice ^= dice >> 12;
        dice ^= dice << 25;
        dice ^= dice >> 27;
        self.dice.set(dice);
        let bits = dice.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 11;
        let even = (bits as f64 + 1.0) / (1u64 << 53) as f64;
        -even.ln() * rate as f64
    }

    /// The engine is about to allocate a store, of a size not yet known.
    pub fn announce(&self, context: &mut Context) {
        if !self.is_sampling() {
            return;
        }
        let site = match self.left.get() <= NEAR as f64 {
            true => self.here(context),
            false => self.site_of_frame(context),
        };
        self.announced.replace(Some(site));
    }

    /// The site at the running script's current position.
    pub fn here(&self, context: &mut Context) -> Rc<Site> {
        let key = stack_key(context);
        if let Some(site) = self.remembered(key) {
            return site;
        }
        let site = Rc::new(Site::here(context));
        self.remember(key, &site, context);
        site
    }

    fn remembered(&self, key: u64) -> Option<Rc<Site>> {
        let mut stacks = self.stacks.borrow_mut();
        let met = stacks.get_mut(&key)?;
        met.samples = met.samples.wrapping_add(1);
        let is_known = met.samples > FIRST && !met.samples.is_multiple_of(AGAIN);
        (is_known && !met.differs).then(|| Rc::clone(&met.site))
    }

    fn remember(&self, key: u64, site: &Rc<Site>, context: &Context) {
        let mut stacks = self.stacks.borrow_mut();
        if let Some(met) = stacks.get_mut(&key) {
            met.differs |= met.site != *site;
        } else if stacks.len() < MOST_SITES {
            stacks.insert(key, Met::new(site, context));
        }
    }

    fn site_of_frame(&self, context: &mut Context) -> Rc<Site> {
        let Some((key, path)) = context.stack_trace().next().map(key_of) else {
            return Rc::new(Site::here(context));
        };
        if let Some((_, site)) = self.last.borrow().as_ref().filter(|last| last.0 == key) {
            return Rc::clone(site);
        }
        let site = self.looked_up(key, path, context);
        self.last.replace(Some((key, Rc::clone(&site))));
        site
    }

    fn looked_up(&self, key: FrameKey, path: SourcePath, context: &mut Context) -> Rc<Site> {
        if let Some(exact) = self.exact.borrow().get(&key) {
            return Rc::clone(&exact.site);
        }
        let site = Rc::new(Site::here(context));
        let mut exact = self.exact.borrow_mut();
        if exact.len() < MOST_SITES {
            let site = Rc::clone(&site);
            exact.insert(key, Exact { site, _path: path });
        }
        site
    }

    /// Takes the announced site; returns it if a store of `bytes` there is the next
    /// sample.
    pub(super) fn announced(&self, bytes: usize) -> Option<Rc<Site>> {
        let site = self.announced.take()?;
        self.hits(bytes).then_some(site)
    }

    /// The number of `site`, and whether it is new.
    pub(super) fn number(&self, site: Rc<Site>) -> (SiteId, Rc<Site>, bool) {
        let last = self.numbered.take();
        if let Some((last, id)) = last.filter(|(last, _)| Rc::ptr_eq(last, &site)) {
            self.numbered.replace(Some((last, id)));
            return (id, site, false);
        }
        let (id, numbered, is_new) = self.number_anew(Rc::clone(&site));
        self.numbered.replace(Some((site, id)));
        (id, numbered, is_new)
    }

    fn number_anew(&self, site: Rc<Site>) -> (SiteId, Rc<Site>, bool) {
        let mut known = self.known.borrow_mut();
        if let Some((site, &id)) = known.get_key_value(&site) {
            return (id, Rc::clone(site), false);
        }
        let mut list = self.list.borrow_mut();
        let site = match list.len() {
            MOST_SITES.. => Rc::new(Site {
                frames: Box::from(["elsewhere".to_owned()]),
            }),
            _ => site,
        };
        if let Some(&id) = known.get(&site) {
            return (id, site, false);
        }
        list.push(Rc::clone(&site));
        let id = SiteId::try_from(list.len()).unwrap_or(SiteId::MAX);
        known.insert(Rc::clone(&site), id);
        (id, site, true)
    }

    /// All sites with their numbers, in the order in which they were met.
    #[must_use]
    pub fn all(&self) -> Vec<(SiteId, Rc<Site>)> {
        let list = self.list.borrow();
        (1..).zip(list.iter().cloned()).collect()
    }

    /// The site with the number `id`.
    #[must_use]
    pub fn get(&self, id: SiteId) -> Option<Rc<Site>> {
        let index = usize::try_from(id).ok()?.checked_sub(1)?;
        self.list.borrow().get(index).cloned()
    }
}

/// A frame's position, which is cheap to read: address of its path, line, column.
type FrameKey = (usize, u32, u32);

/// The exact site of a frame. The path is kept alive so that the address in the key
/// can't be reused.
#[derive(Debug)]
struct Exact {
    site: Rc<Site>,
    _path: SourcePath,
}

fn key_of(frame: &CallFrame) -> (FrameKey, SourcePath) {
    let location = frame.position();
    let (line, column) = location
        .position
        .map_or((0, 0), |at| (at.line_number(), at.column_number()));
    let path = match &location.path {
        SourcePath::Path(path) => std::ptr::from_ref(path.as_ref()).addr(),
        _ => 0,
    };
    ((path, line, column), location.path)
}

/// A stack that was seen before.
#[derive(Debug)]
struct Met {
    site: Rc<Site>,
    samples: u32,
    /// The same key was seen with another site: it is ambiguous.
    differs: bool,
    /// The paths whose addresses are in the key, kept alive so that none is reused.
    _paths: Box<[SourcePath]>,
}

impl Met {
    fn new(site: &Rc<Site>, context: &Context) -> Self {
        let frames = context.stack_trace().take(FRAMES);
        Self {
            site: Rc::clone(site),
            samples: 1,
            differs: false,
            _paths: frames.map(|frame| frame.position().path).collect(),
        }
    }
}

/// A hash of all frames' positions: two stacks collide with a probability of 2^-64.
fn stack_key(context: &Context) -> u64 {
    let mut hasher = FxHasher::default();
    for frame in context.stack_trace().take(FRAMES) {
        key_of(frame).0.hash(&mut hasher);
    }
    hasher.finish()
}

impl Site {
    /// The running script's current position, formatted.
    fn here(context: &mut Context) -> Self {
        Self::of_stack(&stack::frames_here(context).unwrap_or_default())
    }
}
