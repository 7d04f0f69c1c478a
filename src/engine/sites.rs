//! Where scripts ask for stores, sampled by bytes.
//!
//! Looking at the stack is dear, so one store in about so many bytes is looked
//! at. The gaps between samples are random with an exponential distribution:
//! a store's chance to be sampled depends on its size alone, whatever the
//! pattern of those around it.
//!
//! Writing a stack down costs as much as three small stores, so it is done once
//! for each stack that the engine's frames tell apart, and now and then again.
//! A frame tells what comes after its call: where that is the same for several
//! calls (those of one expression), the second answer shows it, and from then
//! on the stack is always written down.
//!
//! Of a store that the engine makes the size is known only to the allocator,
//! where there is no stack to look at. So the place is noted when the engine
//! announces the store: exactly when the next sample is near, else by what the
//! engine's frame tells cheaply. A frame tells what comes after the call; the
//! exact place is looked up once for each such answer. Where several calls
//! have the same answer (all that a function returns at once), a store larger
//! than [`NEAR`] counts for the first of them.

use super::stack;
use crate::memory::movement::SiteId;
use boa_engine::Context;
use boa_engine::vm::{CallFrame, SourcePath};
use rustc_hash::{FxHashMap, FxHasher};
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::hash::{Hash, Hasher};
use std::rc::Rc;

/// Bytes between samples unless told otherwise.
pub const DEFAULT_RATE: usize = 512 * 1024;

/// Frames of a stack that are kept.
const FRAMES: usize = 10;

/// Places that are told apart. Beyond it everything counts for one more.
const MOST_SITES: usize = 1 << 16;

/// The next sample is near when it is at most so many bytes away.
pub const NEAR: usize = 2048;

/// Samples of a stack that are written down before it is taken to be known.
const FIRST: u32 = 8;

/// Of a stack that is known, one sample in so many is written down all the same.
const AGAIN: u32 = 16;

/// A place that allocates.
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

/// The samples' table and the way to the next sample. State of one isolate.
#[derive(Debug)]
pub struct Sites {
    rate: Cell<Option<usize>>,
    /// Bytes until the next sample.
    left: Cell<f64>,
    dice: Cell<u64>,
    /// The place where the engine announced a store.
    announced: RefCell<Option<Rc<Site>>>,
    /// The exact places of what frames tell.
    exact: RefCell<FxHashMap<FrameKey, Exact>>,
    /// The last of them that was looked up: loops ask for the same again.
    last: RefCell<Option<(FrameKey, Rc<Site>)>>,
    /// Stacks that were met, by what their frames tell.
    stacks: RefCell<FxHashMap<u64, Met>>,
    /// The last of [`Sites::number`]'s answers.
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
    /// Samples one store in about `rate` bytes from now on; none for `None`.
    pub fn set_rate(&self, rate: Option<usize>) {
        self.rate.set(rate);
        self.left.set(rate.map_or(0.0, |rate| self.gap(rate)));
        self.announced.take();
    }

    /// One store is sampled in about so many bytes; `None` when none is.
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

    /// A random gap with the mean `rate`.
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

    /// The engine is about to ask for a store, of a size not yet known.
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

    /// The place where the running script stands.
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

    /// The place that was announced, if it is the next sample for `bytes`.
    /// It takes the announcement back.
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

/// What a frame of the engine tells cheaply: where its path lies in memory,
/// line, column.
type FrameKey = (usize, u32, u32);

/// The exact place of a frame, with the path that its key speaks of.
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

/// A stack that was met before.
#[derive(Debug)]
struct Met {
    site: Rc<Site>,
    samples: u32,
    /// The same frames were seen at another place: they don't tell enough.
    differs: bool,
    /// What the key speaks of by its address.
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

/// One number for what all frames tell: two stacks share one by a chance of 2^-64.
fn stack_key(context: &Context) -> u64 {
    let mut hasher = FxHasher::default();
    for frame in context.stack_trace().take(FRAMES) {
        key_of(frame).0.hash(&mut hasher);
    }
    hasher.finish()
}

impl Site {
    /// The place where the running script stands, written down.
    fn here(context: &mut Context) -> Self {
        Self::of_stack(&stack::frames_here(context).unwrap_or_default())
    }
}
