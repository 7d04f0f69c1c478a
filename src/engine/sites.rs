//! Where scripts ask for stores, sampled by bytes.
//!
//! Looking at the stack is dear, so one store in about so many bytes is looked
//! at. The gaps between samples are random with an exponential distribution:
//! a store's chance to be sampled depends on its size alone, whatever the
//! pattern of those around it.

use super::stack;
use crate::memory::journal::SiteId;
use boa_engine::ast::Position;
use boa_engine::vm::{CallFrame, SourcePath};
use boa_engine::{Context, JsString};
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

/// Bytes between samples unless told otherwise.
pub const DEFAULT_RATE: usize = 512 * 1024;

/// Frames of a stack that are kept.
const FRAMES: usize = 10;

/// Places that are told apart. Beyond it everything counts for one more.
const MOST_SITES: usize = 1 << 16;

/// A place that allocates.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
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
    /// The innermost frame when the engine announced a store.
    announced: RefCell<Option<Frame>>,
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
    pub fn announce(&self, context: &Context) {
        if self.is_sampling() {
            let frame = context.stack_trace().next();
            self.announced.replace(frame.map(Frame::of));
        }
    }

    /// The place that was announced, if it is the next sample for `bytes`.
    /// It takes the announcement back.
    pub(super) fn announced(&self, bytes: usize) -> Option<Site> {
        let frame = self.announced.take()?;
        self.hits(bytes).then(|| Site::of_frame(&frame))
    }

    /// The number of `site`, and whether it is new.
    pub(super) fn number(&self, site: Site) -> (SiteId, Rc<Site>, bool) {
        let mut known = self.known.borrow_mut();
        if let Some((site, &id)) = known.get_key_value(&site) {
            return (id, Rc::clone(site), false);
        }
        let mut list = self.list.borrow_mut();
        let site = match list.len() {
            MOST_SITES.. => Rc::new(Site {
                frames: Box::from(["elsewhere".to_owned()]),
            }),
            _ => Rc::new(site),
        };
        if let Some(&id) = known.get(&site) {
            return (id, site, false);
        }
        list.push(Rc::clone(&site));
        let id = SiteId::try_from(list.len()).unwrap_or(SiteId::MAX);
        known.insert(Rc::clone(&site), id);
        (id, site, true)
    }

    /// The site with the number `id`.
    #[must_use]
    pub fn get(&self, id: SiteId) -> Option<Rc<Site>> {
        let index = usize::try_from(id).ok()?.checked_sub(1)?;
        self.list.borrow().get(index).cloned()
    }
}

/// A frame of the engine's, not yet written out.
#[derive(Debug)]
struct Frame {
    name: JsString,
    path: SourcePath,
    at: Option<Position>,
}

impl Frame {
    fn of(frame: &CallFrame) -> Self {
        let location = frame.position();
        Self {
            name: location.function_name,
            path: location.path,
            at: location.position,
        }
    }
}

impl Site {
    fn of_frame(frame: &Frame) -> Self {
        let name = frame.name.to_std_string_lossy();
        let place = match frame.at {
            Some(at) => format!("{}:{}:{}", frame.path, at.line_number(), at.column_number()),
            None => frame.path.to_string(),
        };
        let nameless = matches!(name.as_str(), "" | "<main>" | "<anonymous>");
        let frame = if nameless {
            place
        } else {
            format!("{name} ({place})")
        };
        Self {
            frames: Box::from([frame]),
        }
    }

    /// The place where the running script stands.
    pub fn here(context: &mut Context) -> Self {
        Self::of_stack(&stack::frames_here(context).unwrap_or_default())
    }
}
